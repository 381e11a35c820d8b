import { DEFAULT_MAX_LENGTH, type Field, type Language, say, type Text } from '../definition/definition';

/** What can be wrong with a report, and what to do about it, in a sentence for a village contact. */
const SENTENCES = {
  required: { 'zh-CN': '请填写“{label}”。', en: 'Please fill in “{label}”.' },
  'not-a-number': { 'zh-CN': '“{label}”请填数字，例如 12。', en: '“{label}” must be a number, for example 12.' },
  'not-whole': { 'zh-CN': '“{label}”请填整数，不带小数。', en: '“{label}” must be a whole number.' },
  'too-precise': {
    'zh-CN': '“{label}”以元为单位，最多两位小数，例如 4221.50。',
    en: '“{label}” is in yuan with at most two decimals, for example 4221.50.',
  },
  'too-small': { 'zh-CN': '“{label}”不能小于 {min}。', en: '“{label}” must be at least {min}.' },
  'too-large': {
    'zh-CN': '“{label}”不能大于 {max}，请核对。',
    en: '“{label}” must be at most {max}; please check it.',
  },
  'not-a-text': { 'zh-CN': '“{label}”请填文字。', en: '“{label}” must be a text.' },
  'too-long': {
    'zh-CN': '“{label}”最多 {maxLength} 个字，请缩短。',
    en: '“{label}” may have at most {maxLength} characters; please shorten it.',
  },
  'not-a-date': {
    'zh-CN': '“{label}”请填日期，例如 2026-12-20。',
    en: '“{label}” must be a date such as 2026-12-20.',
  },
  'not-a-choice': { 'zh-CN': '“{label}”请从列出的选项中选一项。', en: 'For “{label}”, choose one of the options.' },
  'not-yes-or-no': { 'zh-CN': '“{label}”请选“是”或“否”。', en: 'For “{label}”, choose yes or no.' },
  'not-a-photo': {
    'zh-CN': '“{label}”的照片没有传上，请重新拍一张。',
    en: 'The photo for “{label}” has not arrived; please take it again.',
  },
  'unknown-field': {
    'zh-CN': '表中没有这一项，请去掉。',
    en: 'The form has no field of this name; leave it out.',
  },
  'nothing-not-allowed': {
    'zh-CN': '本表不能零报告，请逐项填写，没有的填 0。',
    en: 'This form does not allow “nothing to report”; fill in every field, with 0 where there is nothing.',
  },
  'nothing-with-figures': {
    'zh-CN': '您填了内容，又选了“零报告”。确实没有情况就确认零报告，否则请按“提交”。',
    en: 'You entered something and also chose “nothing to report”. Confirm that there is nothing, or submit the figures.',
  },
} satisfies Record<string, Text>;

export type ProblemCode = keyof typeof SENTENCES;

/** @returns the sentence for one problem, with the field's label and bounds filled in. */
export function problemText(code: ProblemCode, language: Language, field?: Field): string {
  const words: Record<string, string> = {
    label: field ? say(field.label, language) : '',
    min: String(field?.min ?? 0),
    max: String(field?.max ?? Number.MAX_SAFE_INTEGER),
    maxLength: String(field?.maxLength ?? DEFAULT_MAX_LENGTH),
  };
  return SENTENCES[code][language].replace(/\{(\w+)\}/g, (_, name: string) => words[name] ?? '');
}
