import type { Definition, Field, Form } from '../../campaign/definition/definition';
import type { Text } from '../../campaign/definition/words';
import { withCaseForms } from '../../case/case-forms';
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
    { ...count('refused', { 'zh-CN': '劝说后不愿接受帮助的', en: 'Refused help' }), case: 'refusal' },
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

/** Ids of the forms that a warning needs. */
export const stepFormId = (step: Step): string => `warning-${step}`;
export const PATROL_FORM = 'warning-patrol';

const FORMS: Readonly<Record<string, Form>> = {
  ...Object.fromEntries(STEPS.map((step) => [stepFormId(step), stepForm(step)])),
  [PATROL_FORM]: patrol,
};

/** @returns whether a form is made for warnings: their rounds use it, no stage does. */
export const isWarningForm = (form: string): boolean => Object.hasOwn(FORMS, form);

/** @returns the definition with the forms that warnings and their cases need; its own forms of the same name stay */
export const withWarningForms = (definition: Definition): Definition =>
  definition.warnings ? withCaseForms({ ...definition, forms: { ...FORMS, ...definition.forms } }) : definition;
