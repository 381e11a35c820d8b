import type { Text } from '../campaign/definition/words';
import { BANK_ANSWERS_DAYS } from './bank/silence';

/** A proxy for more households than this is looked at. */
export const PROXY_FOR_MOST = 5;
/** A unit with so many rows of which nothing was ever said is a place to sample, and no proof of anything. */
export const QUIET_FROM = 10;
/** Days after which a signature should have its picture. */
export const PICTURE_WITHIN_DAYS = 2;

/**
 * What auditors have found in campaigns like these, asked of the records. A finding is a place to look, not a
 * verdict.
 */
export const FINDINGS = {
  deceased: {
    name: { 'zh-CN': '去世后仍发放', en: 'given to the dead' },
    means: {
      'zh-CN': '登记为已去世之后还有发放',
      en: 'something was handed over after the person was recorded as deceased',
    },
  },
  'given-twice': {
    name: { 'zh-CN': '重复领取', en: 'given twice' },
    means: {
      'zh-CN': '同一对象在另一名单或另一活动中领过同样的款物',
      en: 'the same household or person has got the same thing on another list, or in another campaign',
    },
  },
  'not-the-standard': {
    name: { 'zh-CN': '与标准不符', en: 'not the standard' },
    means: {
      'zh-CN': '审批的金额不等于标准乘以人数（另行批准的增减不算）',
      en: 'the approved amount is not the standard times its persons; what was raised later does not count',
    },
  },
  'before-goods': {
    name: { 'zh-CN': '先签收后到货', en: 'signed before the goods came' },
    means: {
      'zh-CN': '签收时间早于该仓库首次收到这项款物，或至今没有到货',
      en: 'it was signed for before the store had ever got any of it, or it has not come at all',
    },
  },
  'before-posting-ended': {
    name: { 'zh-CN': '公示未满即办理', en: 'done before the posting ended' },
    means: {
      'zh-CN': '公示期满之前就审批或发放',
      en: 'the row was approved, or got something, before its posting was over',
    },
  },
  untold: {
    name: { 'zh-CN': '未按期通知即上门', en: 'visited untold' },
    means: {
      'zh-CN': '名单要求上门前提前通知，而这一户没有通知，或通知得太晚',
      en: 'its list has households told some days before the visit, and this one was not told, or too late',
    },
  },
  'same-hand': {
    name: { 'zh-CN': '同一人经手多道', en: 'one hand for several steps' },
    means: {
      'zh-CN': '申报、评议、核实、审批由同一人办理，或审批人自己发放',
      en: 'one person has proposed, appraised, checked or approved the same row, or has approved it and handed it over',
    },
  },
  'proxy-for-many': {
    name: { 'zh-CN': '一人代领多户', en: 'one proxy for many' },
    means: {
      'zh-CN': `同一人代领超过 ${PROXY_FOR_MOST} 户`,
      en: `the same proxy has signed for more than ${PROXY_FOR_MOST} rows`,
    },
  },
  'one-account': {
    name: { 'zh-CN': '一折多户', en: 'one account for many' },
    means: {
      'zh-CN': '同一个账号登记在几户（几人）名下：可能是家人，也可能是有人代收',
      en: 'one account stands for several households or persons: relatives, or somebody who takes their money',
    },
  },
  'same-signature': {
    name: { 'zh-CN': '同一签名图片', en: 'the same signature' },
    means: { 'zh-CN': '同一张签名图片用于多行', en: 'one picture of a signature stands for several rows' },
  },
  unsigned: {
    name: { 'zh-CN': '缺签名图片', en: 'signature without a picture' },
    means: {
      'zh-CN': `签收 ${PICTURE_WITHIN_DAYS} 天后签名图片仍未送达`,
      en: `${PICTURE_WITHIN_DAYS} days after it was signed, the picture of the signature has not come`,
    },
  },
  'bank-silent': {
    name: { 'zh-CN': '银行逾期未回盘', en: 'no answer of the bank' },
    means: {
      'zh-CN': `交银行代发 ${BANK_ANSWERS_DAYS} 天后仍没有这一行的回盘：钱付没付不知道`,
      en: `${BANK_ANSWERS_DAYS} days after a bank was asked to pay, it has said nothing of the row: nobody knows whether it has paid`,
    },
  },
  quiet: {
    name: { 'zh-CN': '毫无异常的单位', en: 'nothing ever said' },
    means: {
      'zh-CN': `${QUIET_FROM} 行以上全部发放，没有一行被删减、退回、暂缓或缺发：不是证据，只是抽查之处`,
      en: `${QUIET_FROM} rows or more, all given, and none ever removed, returned, held or short: no proof, but a place to sample`,
    },
  },
} as const satisfies Record<string, { name: Required<Text>; means: Required<Text> }>;

export type Finding = keyof typeof FINDINGS;
export const FINDING_NAMES = Object.keys(FINDINGS) as [Finding, ...Finding[]];

/** What each is called, as a column says it. */
export const FINDING_WORDS = Object.fromEntries(
  FINDING_NAMES.map((finding) => [finding, [FINDINGS[finding].name['zh-CN'], FINDINGS[finding].name.en]]),
) as unknown as Record<Finding, readonly [zh: string, en: string]>;
