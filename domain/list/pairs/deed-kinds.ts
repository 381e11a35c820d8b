import type { Text } from '../../campaign/definition/words';

/** What a helper does for somebody, as a table: page, checks, figures and documents follow from it. */
export interface PairDeedKind {
  name: Required<Text>;
  /** Its figure in the report of a unit. */
  figure: { id: string; label: Required<Text>; unit: Required<Text> };
  /** The ways in which it is done; several at once can be entered as one. */
  ways?: Readonly<Record<string, Required<Text>>>;
  /** The label of what was done, in words. */
  what?: Required<Text>;
  /** Yuan in cash, and the value of goods. */
  money?: true;
}

export const TIMES: Required<Text> = { 'zh-CN': '次', en: 'times' };
const CASES: Required<Text> = { 'zh-CN': '件', en: 'matters' };

/**
 * contact   spoke or wrote (联系)
 * visit     went to see, at home or in the institution (走访)
 * problem   solved a problem (解决问题)
 * help      did something useful (实事)
 * money     gave money or goods (资金物资)
 */
export const PAIR_DEEDS = {
  contact: {
    name: { 'zh-CN': '联系', en: 'contact' },
    figure: { id: 'contacts', label: { 'zh-CN': '联系', en: 'contacts' }, unit: TIMES },
    ways: {
      phone: { 'zh-CN': '电话', en: 'telephone' },
      sms: { 'zh-CN': '短信', en: 'SMS' },
      wechat: { 'zh-CN': '微信', en: 'WeChat' },
      video: { 'zh-CN': '视频', en: 'video call' },
    },
  },
  visit: {
    name: { 'zh-CN': '走访', en: 'visit' },
    figure: { id: 'visits', label: { 'zh-CN': '走访', en: 'visits' }, unit: TIMES },
    ways: { home: { 'zh-CN': '家中', en: 'at home' }, institution: { 'zh-CN': '机构', en: 'in an institution' } },
  },
  problem: {
    name: { 'zh-CN': '解决问题', en: 'problem solved' },
    figure: { id: 'problems', label: { 'zh-CN': '解决问题', en: 'problems solved' }, unit: CASES },
    what: { 'zh-CN': '解决了什么问题', en: 'What problem was solved' },
  },
  help: {
    name: { 'zh-CN': '实事', en: 'help' },
    figure: { id: 'helps', label: { 'zh-CN': '办实事', en: 'helps' }, unit: CASES },
    what: { 'zh-CN': '办了什么实事', en: 'What was done' },
  },
  money: {
    name: { 'zh-CN': '资金物资', en: 'money or goods' },
    figure: { id: 'gifts', label: { 'zh-CN': '给予资金物资', en: 'gifts' }, unit: TIMES },
    money: true,
  },
} as const satisfies Record<string, PairDeedKind>;

export type PairDeed = keyof typeof PAIR_DEEDS;
export const PAIR_DEED_NAMES = Object.keys(PAIR_DEEDS) as [PairDeed, ...PairDeed[]];
export const pairDeedKind = (kind: PairDeed): PairDeedKind => PAIR_DEEDS[kind];

/** Figures of money given, besides those of {@link PAIR_DEEDS}; in fen. */
export const MONEY_FIGURES = {
  cash: { 'zh-CN': '资金', en: 'cash' },
  goods: { 'zh-CN': '物资折价', en: 'value of goods' },
} as const satisfies Record<string, Required<Text>>;
