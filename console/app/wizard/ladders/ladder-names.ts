import { ANCHORS, MILESTONE, type RungAnchor, WARNING_ANCHORS } from '../../../../domain/campaign/definition/anchors';
import type { Definition } from '../../../../domain/campaign/definition/definition';
import type { CommonLadder } from '../../../../domain/campaign/stage-kinds';
import type { SharedLadder } from '../../../../domain/warning/alert/rules';
import type { Say } from '../../words';
import type { Option } from '../inputs/inputs';

/** The ladder of most stages, which exists without being written. */
export const COMMON = 'default';

const STAGES: Record<CommonLadder, readonly [zh: string, en: string]> = {
  default: ['通用', 'common'],
  short: ['简短', 'short'],
};

const WARNINGS: Record<SharedLadder, readonly [zh: string, en: string]> = {
  'warning-blue': ['蓝色预警', 'blue warning'],
  'warning-yellow': ['黄色预警', 'yellow warning'],
  'warning-orange': ['橙色预警', 'orange warning'],
  'warning-red': ['红色预警', 'red warning'],
  'warning-late': ['预警派人、完成', 'warning: sent, done'],
  'warning-patrol': ['预警巡查', 'warning: patrol'],
  'warning-revisit': ['预警回访', 'warning: revisit'],
};

const WORDS: Record<string, readonly [zh: string, en: string]> = { ...STAGES, ...WARNINGS };

export const isCommon = (name: string): boolean => Object.hasOwn(WORDS, name);

export function ladderWord(name: string, say: Say): string {
  const word = isCommon(name) ? WORDS[name] : undefined;
  return word ? say(...word) : name;
}

/** @returns all that the campaign has, its own and those that are there without being written, each once */
export const ladderNames = ({ ladders, warnings }: Definition): string[] => [
  ...new Set([...Object.keys(STAGES), ...(warnings ? Object.keys(WARNINGS) : []), ...Object.keys(ladders)]),
];

/** The ladders that a stage or an ask may name. */
export const ladderOptions = ({ ladders }: Definition, say: Say): Option<string>[] =>
  optionsOf([...Object.keys(STAGES), ...Object.keys(ladders)], say);

/** The ladders that a rule of warnings may name. */
export const warningLadderOptions = ({ ladders }: Definition, say: Say): Option<string>[] =>
  optionsOf([...Object.keys(WARNINGS), ...Object.keys(ladders)], say);

const optionsOf = (names: readonly string[], say: Say): Option<string>[] =>
  [...new Set(names)].map((name) => ({ value: name, label: ladderWord(name, say) }));

/** @returns what the rungs of a campaign's ladders may be counted from */
export const anchorsOf = ({ warnings, stages }: Definition): readonly RungAnchor[] => [
  ...ANCHORS,
  ...(stages.some(({ milestones }) => milestones.some(({ of }) => of === 'quota')) ? ([MILESTONE] as const) : []),
  ...(warnings ? WARNING_ANCHORS : []),
];
