import type { Text } from '../../campaign/definition/words';
import type { Colour, Hazard } from '../feed/warning';
import { STEP_NAMES } from './forms';
import type { Step } from './steps';

export const HAZARD_NAMES: Readonly<Record<Hazard, Required<Text>>> = {
  'cold-wave': { 'zh-CN': '寒潮', en: 'Cold wave' },
  'low-temperature': { 'zh-CN': '低温', en: 'Low temperature' },
  frost: { 'zh-CN': '霜冻', en: 'Frost' },
  snow: { 'zh-CN': '暴雪', en: 'Snow' },
  icing: { 'zh-CN': '冰冻', en: 'Icing' },
  wind: { 'zh-CN': '大风', en: 'Wind' },
  'carbon-monoxide': { 'zh-CN': '一氧化碳中毒', en: 'Carbon monoxide' },
  other: { 'zh-CN': '灾害天气', en: 'Hazardous weather' },
};

export const COLOUR_NAMES: Readonly<Record<Colour, Required<Text>>> = {
  blue: { 'zh-CN': '蓝色', en: 'blue' },
  yellow: { 'zh-CN': '黄色', en: 'yellow' },
  orange: { 'zh-CN': '橙色', en: 'orange' },
  red: { 'zh-CN': '红色', en: 'red' },
};

/** @returns 寒潮橙色预警, Cold wave warning (orange). */
export const warningTitle = (hazard: Hazard, colour: Colour): Required<Text> => ({
  'zh-CN': `${HAZARD_NAMES[hazard]['zh-CN']}${COLOUR_NAMES[colour]['zh-CN']}预警`,
  en: `${HAZARD_NAMES[hazard].en} warning (${COLOUR_NAMES[colour].en})`,
});

/** @returns the title of a step's round: first the warning itself, later 寒潮橙色预警（已派人）. */
export function stepTitle(hazard: Hazard, colour: Colour, step: Step): Required<Text> {
  const title = warningTitle(hazard, colour);
  if (step === 'known') return title;
  const name = STEP_NAMES[step];
  return { 'zh-CN': `${title['zh-CN']}（${name['zh-CN']}）`, en: `${title.en}: ${name.en}` };
}

/** @param local `01-06 20:00`, the beginning in the campaign's zone. @returns the title of a patrol */
export const patrolTitle = (hazard: Hazard, local: string): Required<Text> => ({
  'zh-CN': `${HAZARD_NAMES[hazard]['zh-CN']}巡查（${local}）`,
  en: `${HAZARD_NAMES[hazard].en} patrol (${local})`,
});
