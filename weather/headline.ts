import type { Warning, WarningArea } from '../domain/weather/warning';

/** What issuers do to a warning, in the order in which the words are looked for: a revocation may also say 发布. */
const VERBS: readonly [RegExp, Warning['messageType']][] = [
  [/解除|撤销|取消/, 'cancel'],
  [/更新|变更|继续|确认|升级|降级|升为|降为/, 'update'],
];

/** @returns what a Chinese headline does to its warning; 发布, and whatever else, issues one. */
export const messageTypeOfHeadline = (headline: string): Warning['messageType'] =>
  VERBS.find(([word]) => word.test(headline))?.[1] ?? 'alert';

const VERB = /(?:联合)?发布(?!中心)|解除|撤销|取消|更新|变更|继续|确认|升级|降级|升为|降为|将/;

/** @returns the office that a headline begins with: 临桂区气象台发布… ; empty when it begins with none. */
export const issuerOfHeadline = (headline: string): string => headline.slice(0, VERB.exec(headline)?.index ?? 0).trim();

/** @returns what a headline warns of: 道路结冰 of …发布道路结冰黄色预警; empty when that cannot be told. */
export function hazardNameOfHeadline(headline: string): string {
  const [before = ''] = headline.split(/(?:[蓝黄橙红]色)?预警(?!信息|中心)/);
  if (before === headline) return '';
  const name = before.split(new RegExp(VERB, 'g')).at(-1) ?? '';
  return name.replace(/^.*的|^[了为]|(气象条件|气象)$/g, '').slice(0, 30);
}

const OFFICE = /^(.{2,20}?)(中心)?(专业)?(气象台|气象局|气象站|预警信息发布中心|预警中心|应急管理局)$/;

/** @returns the area that an office is for, 临桂区 of 临桂区气象台; none for an office whose name tells no place. */
export function areaOfIssuer(issuer: string, code: string | null = null): WarningArea[] {
  const [first = ''] = issuer.split(/[与、]/);
  const place = OFFICE.exec(first)?.[1] ?? (code ? issuer : undefined);
  return place ? [{ code, name: place }] : [];
}
