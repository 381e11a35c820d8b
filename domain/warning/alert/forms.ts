import type { Definition, Field, Form } from '../../campaign/definition/definition';
import type { Text } from '../../campaign/definition/words';
import { STEPS, type Step } from './steps';

export const STEP_NAMES: Readonly<Record<Step, Required<Text>>> = {
  known: { 'zh-CN': '已知晓', en: 'Known' },
  sent: { 'zh-CN': '已派人', en: 'People sent' },
  done: { 'zh-CN': '已完成', en: 'Done' },
};

const count = (id: string, label: Text, unit: Text = { 'zh-CN': '人', en: 'persons' }): Field => ({
  id,
  label,
  type: 'integer',
  unit,
  required: true,
  min: 0,
  max: 1000,
});

const stepForm = (step: Step): Form => ({
  name: STEP_NAMES[step],
  fields: [
    {
      id: 'step',
      label: { 'zh-CN': '预警叫应', en: 'Warning' },
      type: 'choice',
      required: true,
      choices: [{ value: step, label: STEP_NAMES[step] }],
    },
  ],
  nothingToReport: false,
});

const patrol: Form = {
  name: { 'zh-CN': '巡查', en: 'Patrol' },
  fields: [
    count('found', { 'zh-CN': '发现需要帮助的', en: 'Found in need' }),
    count('helped', { 'zh-CN': '已帮助', en: 'Helped' }),
    count('sheltered', { 'zh-CN': '护送到安置点', en: 'Escorted to shelter' }),
    count('refused', { 'zh-CN': '劝说后不愿接受帮助的', en: 'Refused help' }),
    {
      ...count('goods', { 'zh-CN': '发放御寒物资', en: 'Goods given' }, { 'zh-CN': '件', en: 'items' }),
      required: false,
    },
    {
      id: 'remark',
      label: { 'zh-CN': '情况说明（不写姓名）', en: 'Remark (no names)' },
      type: 'text',
      required: false,
      maxLength: 100,
    },
  ],
  nothingToReport: true,
  bySms: ['found', 'helped', 'sheltered', 'refused'],
};

/** What becomes of somebody who refused help: still refusing is visited again, everything else closes the case. */
export const REVISIT_OUTCOMES = ['refuses', 'accepted', 'sheltered', 'moved'] as const;
export type RevisitOutcome = (typeof REVISIT_OUTCOMES)[number];

const OUTCOME_NAMES: Readonly<Record<RevisitOutcome, Text>> = {
  refuses: { 'zh-CN': '仍不愿接受，已补充物资', en: 'Still refuses; goods were left' },
  accepted: { 'zh-CN': '已接受帮助', en: 'Accepted help' },
  sheltered: { 'zh-CN': '已进安置点', en: 'Went to shelter' },
  moved: { 'zh-CN': '已离开或返乡', en: 'Has left or gone home' },
};

const revisit: Form = {
  name: { 'zh-CN': '回访', en: 'Revisit' },
  fields: [
    {
      id: 'outcome',
      label: { 'zh-CN': '回访结果', en: 'Outcome' },
      type: 'choice',
      required: true,
      choices: REVISIT_OUTCOMES.map((value) => ({ value, label: OUTCOME_NAMES[value] })),
    },
  ],
  nothingToReport: false,
};

/** Ids of the forms that a warning needs. */
export const stepFormId = (step: Step): string => `warning-${step}`;
export const PATROL_FORM = 'warning-patrol';
export const REVISIT_FORM = 'warning-revisit';

const FORMS: Readonly<Record<string, Form>> = {
  ...Object.fromEntries(STEPS.map((step) => [stepFormId(step), stepForm(step)])),
  [PATROL_FORM]: patrol,
  [REVISIT_FORM]: revisit,
};

/** @returns the definition with the forms that warnings need; its own of the same name stay. */
export const withWarningForms = (definition: Definition): Definition =>
  definition.warnings ? { ...definition, forms: { ...FORMS, ...definition.forms } } : definition;
