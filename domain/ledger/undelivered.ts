import type { Text } from '../campaign/definition/words';
import { STATE_NAMES } from '../list/list-names';

/** Why a row has not got what it is entitled to, as an officer or its unit says. */
export const UNDELIVERED_REASONS = ['refused', 'unreached', 'away', 'waived', 'short', 'account', 'later'] as const;
export type UndeliveredReason = (typeof UNDELIVERED_REASONS)[number];

/** A state that is a reason by itself; and nobody has said why. */
export const UNDELIVERED_STATES = ['held', 'twin', 'returned'] as const;
export const UNEXPLAINED = 'unexplained';
export type Why = UndeliveredReason | (typeof UNDELIVERED_STATES)[number] | typeof UNEXPLAINED;

export const WHY_NAMES: Readonly<Record<Why, Required<Text>>> = {
  refused: { 'zh-CN': '拒收', en: 'refused' },
  unreached: { 'zh-CN': '未见到本人', en: 'nobody was there' },
  away: { 'zh-CN': '外出', en: 'away' },
  waived: { 'zh-CN': '自愿放弃', en: 'waived' },
  short: { 'zh-CN': '款物不足', en: 'goods or money are short' },
  account: { 'zh-CN': '银行账户有误', en: 'wrong bank account' },
  later: { 'zh-CN': '另行发放', en: 'given later' },
  held: STATE_NAMES.held,
  twin: STATE_NAMES.twin,
  returned: STATE_NAMES.returned,
  unexplained: { 'zh-CN': '未说明原因', en: 'nobody says why' },
};
