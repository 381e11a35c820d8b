import type { Field } from '../campaign/definition/definition';
import type { Text } from '../campaign/definition/words';

/** How a household hears of the day of its visit; who has told it stands with the deed. */
export const TOLD_BY = ['phone', 'sms', 'letter', 'in-person'] as const;
export type ToldBy = (typeof TOLD_BY)[number];

export const TOLD_NAMES: Readonly<Record<ToldBy, Required<Text>>> = {
  phone: { 'zh-CN': '电话', en: 'by telephone' },
  sms: { 'zh-CN': '短信', en: 'by SMS' },
  letter: { 'zh-CN': '书面', en: 'by letter' },
  'in-person': { 'zh-CN': '当面', en: 'in person' },
};

/** What the page of the step asks, once for all rows that are told at a time. */
export const TOLD_FIELD: Field = {
  id: 'told',
  label: { 'zh-CN': '怎样通知的', en: 'How were they told?' },
  type: 'choice',
  required: true,
  choices: TOLD_BY.map((value) => ({ value, label: TOLD_NAMES[value] })),
};
