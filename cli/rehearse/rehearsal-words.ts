import type { Language } from '../../domain/campaign/definition/definition';
import type { ViolationKind } from '../../rehearsal/audit/audit-input';
import type { PlaceLooked } from '../../rehearsal/audit/personal/leaks';

const VIOLATIONS: Record<ViolationKind, Record<Language, string>> = {
  'missing-rung': { 'zh-CN': '应发未发', en: 'was not told' },
  'after-report': { 'zh-CN': '已上报仍被打扰', en: 'told after the report' },
  double: { 'zh-CN': '重复', en: 'told twice' },
  'wrong-instant': { 'zh-CN': '时间不对', en: 'told at the wrong time' },
  'out-of-hours': { 'zh-CN': '免打扰时段', en: 'in the quiet hours' },
  'after-end': { 'zh-CN': '结束之后', en: 'after the end' },
  'wrong-recipient': { 'zh-CN': '发错对象', en: 'wrong number or address' },
  'uncalled-for': { 'zh-CN': '计划之外', en: 'not in the plan' },
  unsettled: { 'zh-CN': '没有着落', en: 'not settled' },
  'after-stop': { 'zh-CN': '退订后仍发短信', en: 'SMS after they were stopped' },
  miscounted: { 'zh-CN': '数目不符', en: 'does not add up' },
  'unknown-message': { 'zh-CN': '来历不明', en: 'of unknown origin' },
  'over-quota': { 'zh-CN': '超出名额', en: 'beyond the quota' },
  'paid-twice': { 'zh-CN': '重复享受', en: 'helped twice' },
  unbalanced: { 'zh-CN': '账目不平', en: 'accounts do not balance' },
  'not-given': { 'zh-CN': '应发未发', en: 'not given, and no reason' },
  'given-while-held': { 'zh-CN': '暂缓期间发放', en: 'given while it was stopped' },
  'one-hand': { 'zh-CN': '一人经手两步', en: 'two steps by one hand' },
  'out-of-order': { 'zh-CN': '步骤颠倒', en: 'out of order' },
  'wrong-posting': { 'zh-CN': '公示内容不符', en: 'wrong posting' },
  'wrong-outcome': { 'zh-CN': '受理结果不对', en: 'wrong outcome' },
  'personal-data': { 'zh-CN': '泄露个人信息', en: 'personal data' },
};

const PLACES_LOOKED: Record<PlaceLooked, Record<Language, string>> = {
  message: { 'zh-CN': '短信和邮件', en: 'messages' },
  log: { 'zh-CN': '进程日志', en: 'logs' },
  URL: { 'zh-CN': '网址', en: 'URLs' },
  refusal: { 'zh-CN': '出错答复', en: 'refusals' },
  posting: { 'zh-CN': '公示页和公示单', en: 'postings' },
  'report file': { 'zh-CN': '报告文件', en: 'report files' },
  Postgres: { 'zh-CN': 'Postgres', en: 'Postgres' },
  Temporal: { 'zh-CN': 'Temporal', en: 'Temporal' },
  Redis: { 'zh-CN': 'Redis', en: 'Redis' },
};

/** @returns the name of a place where nothing personal may be. */
export const placeWord = (place: PlaceLooked, language: Language): string => PLACES_LOOKED[place][language];

/** @returns the name of a kind of violation. */
export const violationWord = (kind: ViolationKind, language: Language): string => VIOLATIONS[kind][language];
