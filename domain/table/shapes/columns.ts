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

/** The place that a row is about, by its code. */
export const REGION: Column = {
  key: 'region',
  title: { 'zh-CN': '地方编码', en: 'Code of the place' },
  kind: 'text',
  filter: 'whole',
  shown: 'chosen',
};
