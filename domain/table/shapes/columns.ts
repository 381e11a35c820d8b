import type { Column } from '../shape';

/** The campaign that a row belongs to, by its id. */
export const OF_CAMPAIGN: Column = {
  key: 'campaign',
  title: { 'zh-CN': '活动', en: 'Campaign' },
  kind: 'text',
  filter: 'whole',
};

/** The same, where the page says it otherwise. */
export const CAMPAIGN: Column = { ...OF_CAMPAIGN, shown: 'chosen' };

/** The same, where all rows are of one. */
export const IN_CAMPAIGN: Column = { ...OF_CAMPAIGN, shown: 'never' };

/** What a row is called by its number. */
export const NUMBER: Column = { key: 'id', title: { 'zh-CN': '编号', en: 'Number' }, kind: 'number', sorts: true };

/** The place that a row is about, by its code. */
export const REGION: Column = {
  key: 'region',
  title: { 'zh-CN': '地方编码', en: 'Code of the place' },
  kind: 'text',
  filter: 'whole',
  shown: 'chosen',
};

/** The region that a place belongs to, by its name. */
export const ABOVE: Column = { key: 'above', title: { 'zh-CN': '上级', en: 'Superior' }, kind: 'text', filter: 'part' };

/** The unit that a row is of, by its code. */
export const UNIT: Column = {
  key: 'unit',
  title: { 'zh-CN': '单位编码', en: 'Code of the unit' },
  kind: 'text',
  shown: 'chosen',
};

/** A region: rows of its units, and of those below. */
export const UNITS_IN: Column = {
  key: 'units',
  title: { 'zh-CN': '哪里的', en: 'Of' },
  kind: 'text',
  filter: 'whole',
  shown: 'never',
};

/** The row of a list that a row is about. */
export const ENTRY: Column = {
  key: 'entry',
  title: { 'zh-CN': '名单行号', en: 'Row of a list' },
  kind: 'number',
  filter: 'range',
  shown: 'chosen',
};
