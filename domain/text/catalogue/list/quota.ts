import type { Sentences } from '../../sentences';

/** Quotas of lists (分配表): their tables, and changes that are refused. */
export const QUOTAS = {
  'list-without-quotas': {
    'zh-CN': '名单“{list}”没有写 limit: quotas，不按名额申报。',
    en: 'The list "{list}" has no `limit: quotas`, so it needs no slots.',
  },
  'quotas-refused': {
    'zh-CN': '名额没有写入：有 {count} 处不对，全部列在下面。',
    en: 'No slots were written: {count} are wrong; all are named below.',
  },
  'quotas-locked': {
    'zh-CN': '申报已锁定，名额不能再改；空缺的名额作废，不转给别的单位。',
    en: 'The time to propose is over, so slots no longer change; what is empty lapses and goes to nobody else.',
  },
  'quota-below-used': {
    'zh-CN': '{unit}“{category}”已用 {used} 个名额，不能减到 {slots} 个。',
    en: '{unit}, "{category}": {used} slots are used, so it cannot have {slots}.',
  },
  'quota-too-few': {
    'zh-CN': '该单位“{category}”没有这么多名额可以调出。',
    en: 'the unit has not so many slots of "{category}" to give away',
  },
  'quota-unit-unknown': {
    'zh-CN': '没有这个申报单位，请核对编码或名称。',
    en: 'no unit of this list goes by this code or name; check it',
  },
  'quota-unit-missing': { 'zh-CN': '这一行没有写单位的编码或名称。', en: 'the row names no unit, by code or by name' },
  'quota-category-unknown': {
    'zh-CN': '名单没有这一类别，可用：{categories}。',
    en: 'the list has no such category; it has {categories}',
  },
  'quota-no-number': {
    'zh-CN': '名额要写 0 到 {most} 的整数。',
    en: 'slots are a whole number from 0 to {most}',
  },
  'quota-twice': {
    'zh-CN': '同一单位、同一类别写了两次。',
    en: 'this unit and category stand in the table twice',
  },
  'quota-words': { 'zh-CN': '请写成：{words}', en: 'Write it as: {words}' },
  'quotas-empty': {
    'zh-CN': '表里没有名额：需要单位列，以及各类别的名额列（或“类别”“名额”两列）。',
    en: 'The table has no slots: it needs a column of units, and one for each category (or a category and its slots).',
  },
} as const satisfies Sentences;
