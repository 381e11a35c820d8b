import type { Sentences } from '../sentences';

/**
 * What can be wrong with one field of a report, and what to do about it, for a village contact.
 * `{label}`, `{min}`, `{max}` and `{maxLength}` are those of the field in its form.
 */
export const FIGURES = {
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
  'not-a-month': {
    'zh-CN': '“{label}”请填年月，例如 2026-12。',
    en: '“{label}” must be a month such as 2026-12.',
  },
  'not-a-choice': { 'zh-CN': '“{label}”请从列出的选项中选一项。', en: 'For “{label}”, choose one of the options.' },
  'not-yes-or-no': { 'zh-CN': '“{label}”请选“是”或“否”。', en: 'For “{label}”, choose yes or no.' },
  'not-a-photo': {
    'zh-CN': '“{label}”的照片没有传上，请重新拍一张。',
    en: 'The photo for “{label}” has not arrived; please take it again.',
  },
} as const satisfies Sentences;

/** The fault of a field. */
export type FigureCode = keyof typeof FIGURES;
