import type { Text } from '../campaign/definition/words';
import { PAIR_DEEDS } from './pairs/deed-kinds';
import type { Minimum } from './pairs/minima';
import type { OutReason, RowState } from './row-life';

/** Words for what a definition, a page or a table says of lists. In a file without schemas, for the browser. */

export const OUT_NAMES: Readonly<Record<OutReason, Required<Text>>> = {
  'not-eligible': { 'zh-CN': '不符合条件', en: 'not eligible' },
  duplicate: { 'zh-CN': '重复申报', en: 'duplicate' },
  withdrawn: { 'zh-CN': '申报单位撤回', en: 'withdrawn' },
  'no-consent': { 'zh-CN': '本人不同意', en: 'no consent' },
  moved: { 'zh-CN': '已迁出', en: 'moved away' },
  deceased: { 'zh-CN': '已去世', en: 'deceased' },
  'not-found': { 'zh-CN': '查无此人', en: 'not found' },
  objection: { 'zh-CN': '异议成立', en: 'objection upheld' },
};

export const STATE_NAMES: Readonly<Record<RowState, Required<Text>>> = {
  in: { 'zh-CN': '在册', en: 'on the list' },
  held: { 'zh-CN': '暂缓', en: 'on hold' },
  twin: { 'zh-CN': '重复待核', en: 'perhaps a duplicate' },
  returned: { 'zh-CN': '已退回', en: 'returned' },
  out: { 'zh-CN': '已退出', en: 'off the list' },
};

/** What is done with rows besides the steps of a track. */
export const DEED_NAMES: Readonly<Record<string, Required<Text>>> = {
  correct: { 'zh-CN': '更正', en: 'corrected' },
  return: { 'zh-CN': '退回', en: 'returned' },
  hold: { 'zh-CN': '暂缓', en: 'held' },
  release: { 'zh-CN': '恢复', en: 'released' },
  remove: { 'zh-CN': '删减', en: 'removed' },
  move: { 'zh-CN': '转到别的单位', en: 'moved' },
  raise: { 'zh-CN': '调整标准', en: 'raised' },
  explain: { 'zh-CN': '说明未发放原因', en: 'said why it was not given' },
  given: { 'zh-CN': '暂缓或取消后仍发放', en: 'given although stopped' },
  pair: { 'zh-CN': '结对', en: 'paired' },
  plan: { 'zh-CN': '写一人一策', en: 'plan written' },
  undo: { 'zh-CN': '撤销帮扶记录', en: 'deed undone' },
  ...Object.fromEntries(Object.entries(PAIR_DEEDS).map(([kind, { name }]) => [kind, name])),
};

/** How a household hears of the day of its visit; who has told it stands with the deed. */
export const TOLD_BY = ['phone', 'sms', 'letter', 'in-person'] as const;
export type ToldBy = (typeof TOLD_BY)[number];

export const TOLD_NAMES: Readonly<Record<ToldBy, Required<Text>>> = {
  phone: { 'zh-CN': '电话', en: 'by telephone' },
  sms: { 'zh-CN': '短信', en: 'by SMS' },
  letter: { 'zh-CN': '书面', en: 'by letter' },
  'in-person': { 'zh-CN': '当面', en: 'in person' },
};

/** How somebody was told or contacted, or where visited. */
export const WAY_NAMES: Readonly<Record<string, Required<Text>>> = {
  ...PAIR_DEEDS.contact.ways,
  ...PAIR_DEEDS.visit.ways,
  ...TOLD_NAMES,
};

/** The period of a minimum, as it runs. */
export const PERIOD_NAMES: Readonly<Record<Minimum['per'], Required<Text>>> = {
  week: { 'zh-CN': '本周', en: 'this week' },
  month: { 'zh-CN': '本月', en: 'this month' },
  year: { 'zh-CN': '本年', en: 'this year' },
};

export const LISTED_NAMES = {
  household: { 'zh-CN': '户', en: 'households' },
  person: { 'zh-CN': '人', en: 'persons' },
  enterprise: { 'zh-CN': '企业', en: 'enterprises' },
  place: { 'zh-CN': '点位', en: 'places' },
  pair: { 'zh-CN': '结对', en: 'pairs' },
} as const satisfies Record<string, Required<Text>>;

/** What is counted at a residents' meeting: figures of the deed. */
export const VOTE_NAMES = {
  metOn: { 'zh-CN': '会议日期', en: 'day of the meeting' },
  present: { 'zh-CN': '到会人数', en: 'persons present' },
  votesFor: { 'zh-CN': '同意', en: 'votes for' },
  votesAgainst: { 'zh-CN': '反对', en: 'votes against' },
} as const satisfies Record<string, Required<Text>>;
