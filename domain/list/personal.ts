import type { Text } from '../campaign/definition/words';

/** The kinds of personal content of a row: sealed, masked, never in a message. Without the schema, for the browser. */
export const PERSONAL_KINDS = {
  name: { 'zh-CN': '姓名', en: 'name' },
  'id-number': { 'zh-CN': '身份证号', en: 'ID number' },
  phone: { 'zh-CN': '电话', en: 'telephone' },
  address: { 'zh-CN': '住址', en: 'address' },
  account: { 'zh-CN': '银行账号', en: 'bank account' },
  /** Of the account, where the bank has another name or writes it otherwise: a proxy, a rare character. */
  holder: { 'zh-CN': '开户名', en: 'account holder' },
} as const satisfies Record<string, Required<Text>>;

export type Personal = keyof typeof PERSONAL_KINDS;
export const PERSONAL = Object.keys(PERSONAL_KINDS) as [Personal, ...Personal[]];
