import { simplified } from '../domain/warning/feed/simplified';
import type { Warning, WarningArea } from '../domain/warning/feed/warning';

/** Verbs of headlines and their message types, in the order of search: a revocation may also say 发布. */
const VERBS: readonly [RegExp, Warning['messageType']][] = [
  [/解除|撤销|取消/, 'cancel'],
  [/更新|变更|继续|确认|升级|降级|升为|降为/, 'update'],
];

/** @returns the message type of a Chinese headline; 发布, or no known verb, means that it issues a warning. */
export const messageTypeOfHeadline = (headline: string): Warning['messageType'] =>
  VERBS.find(([word]) => word.test(simplified(headline)))?.[1] ?? 'alert';

const VERB = /(?:联合)?(?:发布(?!中心)|发出)|解除|撤销|取消|更新|变更|继续|确认|升级|降级|升为|降为|将/;

/** 2026年12月14日10时30分, 12月14日, 10:30: the time of issue, which stands between the office and the verb. */
const TIME =
  /[于在]?(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日(?:\d{1,2}[时点:：](?:\d{1,2}分?)?)?|[于在]?\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?|[于在]?\d{1,2}(?:[时点](?!间)(?:\d{1,2}分)?|[:：]\d{2})/g;

/** Text that some offices put before the sentence: 【寒潮蓝色预警】, or separators left after a leading time. */
const BEFORE = /^(?:【[^】]{0,40}】|\[[^\]]{0,40}\]|[\s,，:：、。])+/;

/** @returns the sentence of a headline, without the text before it and without times. */
const sentenceOf = (headline: string): string => headline.replace(TIME, '').replace(BEFORE, '');

/** @returns the office that a headline begins with: 临桂区气象台发布… ; empty when it begins with none. */
export function issuerOfHeadline(headline: string): string {
  const sentence = sentenceOf(headline);
  return sentence.slice(0, VERB.exec(simplified(sentence))?.index ?? 0).trim();
}

/** @returns the hazard that a headline names: 道路结冰 of …发布道路结冰黄色预警; empty when none is found. */
export function hazardNameOfHeadline(headline: string): string {
  const sentence = sentenceOf(headline);
  const words = simplified(sentence);
  const [before = ''] = words.split(/(?:[蓝黄橙红]色)?(?:预警(?!信息|中心)|警告|特报)/);
  if (before === words) return '';
  const name = before.split(new RegExp(VERB, 'g')).at(-1) ?? '';
  const from = before.length - name.length;
  return sentence
    .slice(from, before.length)
    .replace(/^.*的|^[了为為]|(气象条件|气象)$/g, '')
    .slice(0, 30);
}

const OFFICE =
  /^(.{2,20}?)(?:地球物理)?(中心)?(专业)?(气象台|气象局|气象站|天文台|预警信息发布中心|预警中心|应急管理局)$/;

/** @returns the area of an office, 临桂区 of 临桂区气象台; none for an office whose name has no place. */
export function areaOfIssuer(issuer: string, code: string | null = null): WarningArea[] {
  const [first = ''] = issuer.split(/[与與、]/);
  const length = OFFICE.exec(simplified(first))?.[1]?.length;
  const place = length === undefined ? (code ? issuer : undefined) : first.slice(0, length);
  return place ? [{ code, name: place }] : [];
}
