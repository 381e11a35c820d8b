import { type Language, say, type Text } from '../../domain/definition/definition';

/** What can be wrong with a cell; `detail` says with what it was held against. */
const REASONS = {
  'column-missing': (d) => ({
    'zh-CN': `表格缺少这一列（可用列名：${d}）`,
    en: `the table lacks this column (headings: ${d})`,
  }),
  'no-rows': () => ({ 'zh-CN': '表格没有数据行', en: 'the table has no rows below its headings' }),
  'cell-beyond': () => ({ 'zh-CN': '此单元格没有对应的列名', en: 'this cell stands below no heading' }),
  empty: () => ({ 'zh-CN': '不能为空', en: 'must not be empty' }),
  'too-long': (d) => ({ 'zh-CN': `最多 ${d} 个字`, en: `at most ${d} characters` }),
  'code-form': () => ({
    'zh-CN': '编码只能由字母、数字、“-”和“.”组成，最多 40 位',
    en: 'a code is made of letters, digits, "-" and ".", at most 40 of them',
  }),
  'code-rounded': () => ({
    'zh-CN': '编码被电子表格改成了科学计数法，末位已丢失；请把该列设为“文本”后重新填写',
    en: 'the spreadsheet has rounded the code; format the column as text and enter the code again',
  }),
  'code-twice': (d) => ({ 'zh-CN': `与第 ${d} 行编码重复`, en: `row ${d} has the same code` }),
  'parent-unknown': () => ({
    'zh-CN': '表格和系统中都没有这个上级编码',
    en: 'neither the table nor the register has this superior',
  }),
  cycle: () => ({
    'zh-CN': '上级关系成环：该地区成了自己的上级',
    en: 'the region is its own superior, directly or through others',
  }),
  'level-wrong': (d) => ({
    'zh-CN': `按上级关系应为第 ${d} 级，中间缺级或填错`,
    en: `its superiors make this level ${d}; a level is missing or wrong`,
  }),
  'too-deep': (d) => ({ 'zh-CN': `层级超过 ${d} 级`, en: `more than ${d} levels` }),
  'kind-unknown': (d) => ({ 'zh-CN': `未知类型，可用：${d}`, en: `unknown kind; known are ${d}` }),
  'role-unknown': () => ({ 'zh-CN': '角色应为“A角”或“B角”', en: 'a role is "contact" (A) or "deputy" (B)' }),
  'language-unknown': () => ({ 'zh-CN': '语言应为“中文”或“英文”', en: 'a language is "zh-CN" or "en"' }),
  'phone-form': () => ({
    'zh-CN': '手机号应为 1 开头的 11 位号码；境外号码以“+国家代码”开头，座机收不到短信',
    en: 'a mobile number has 11 digits from 13 to 19; one of another country begins with + and its code',
  }),
  'email-form': () => ({ 'zh-CN': '不是有效的邮箱地址', en: 'not an e-mail address' }),
  'date-form': () => ({ 'zh-CN': '日期应如 2026-12-20', en: 'a date is written like 2026-12-20' }),
  'leave-order': (d) => ({ 'zh-CN': `早于请假开始日期 ${d}`, en: `before the leave begins on ${d}` }),
  'region-unknown': () => ({
    'zh-CN': '表格和系统中都没有这个地区编码',
    en: 'neither the table nor the register has this region',
  }),
  'role-twice': (d) => ({
    'zh-CN': `第 ${d} 行已是同一地区的同一角色`,
    en: `row ${d} is for the same region and role`,
  }),
} as const satisfies Record<string, (detail: string) => Text>;

export type Reason = keyof typeof REASONS;

/** Something wrong in one cell, before it is put into words. */
export interface Flaw<K extends string = string> {
  row: number;
  column: K;
  value: string;
  reason: Reason;
  detail?: string;
}

/** @returns why the cell is refused, in the wanted language. */
export const wordReason = ({ reason, detail = '' }: Flaw, language: Language): string =>
  say(REASONS[reason](detail), language);
