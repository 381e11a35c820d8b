import type { Sentences } from '../../sentences';

/** Sorting, filtering, keeping and exporting the console's tables. */
export const LISTINGS = {
  'table-no-sort': {
    'zh-CN': '这张表不能按“{column}”排序。',
    en: 'This table cannot be sorted by "{column}".',
  },
  'table-no-filter': {
    'zh-CN': '这张表没有“{column}”这一筛选，或者您的角色不能用。',
    en: 'This table has no filter "{column}", or your role may not use it.',
  },
  'table-needs-filter': {
    'zh-CN': '请说明是哪一个：这张表要有“{column}”。',
    en: 'Say which: this table needs "{column}".',
  },
  'table-bad-filter': {
    'zh-CN': '“{column}”不能按“{value}”筛选：请重新选择。',
    en: '"{column}" cannot be filtered by "{value}": choose again.',
  },
  'table-bad-zone': {
    'zh-CN': '不认识时区“{zone}”，请用 Asia/Shanghai 这样的写法。',
    en: 'There is no time zone "{zone}"; write it as Asia/Shanghai.',
  },
  'table-bad-cursor': {
    'zh-CN': '翻页位置无效：请从第一页重新看。',
    en: 'This is no place in the table: begin at its first page.',
  },
  'table-export-too-long': {
    'zh-CN': '超过 {most} 行，不能一次导出：请先用时间、活动或地区缩小范围。',
    en: 'More than {most} rows: narrow them by time, campaign or place before exporting.',
  },
  'table-exports-busy': {
    'zh-CN': '正在导出其他表格，请过一会儿再试。',
    en: 'Other tables are being exported: try again in a moment.',
  },
  'unknown-table': {
    'zh-CN': '没有叫“{table}”的表。',
    en: 'There is no table "{table}".',
  },
  'too-many-views': {
    'zh-CN': '这张表已存 {most} 个视图：请先删去不用的。',
    en: 'There are {most} views of this table already: remove some first.',
  },
  'unknown-view': {
    'zh-CN': '没有编号为 {view} 的视图：可能已删去。',
    en: 'You have no view {view}: it may have been removed.',
  },
} as const satisfies Sentences;
