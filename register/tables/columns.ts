import type { Role } from './rows';

/** A column of a table: its heading in either language, and others seen in the field. */
export interface Column {
  'zh-CN': string;
  en: string;
  also: readonly string[];
  /** A table without it is refused. */
  required: boolean;
}

export const REGION_COLUMNS = {
  code: { 'zh-CN': '编码', en: 'code', also: ['代码', '区划代码', '地区编码', '单位编码'], required: true },
  parent: { 'zh-CN': '上级编码', en: 'parent', also: ['上级', '上级代码', 'parentcode'], required: true },
  kind: { 'zh-CN': '类型', en: 'kind', also: ['类别', 'type'], required: true },
  name: { 'zh-CN': '名称', en: 'name', also: ['地名', '单位名称'], required: true },
  level: { 'zh-CN': '层级', en: 'level', also: ['级别'], required: false },
} as const satisfies Record<string, Column>;

export const CONTACT_COLUMNS = {
  region: {
    'zh-CN': '地区编码',
    en: 'region',
    also: ['编码', '代码', '单位编码', '区划代码', 'code', 'regioncode'],
    required: true,
  },
  role: { 'zh-CN': '角色', en: 'role', also: ['岗位', 'ab角'], required: true },
  name: { 'zh-CN': '姓名', en: 'name', also: ['联系人'], required: true },
  phone: { 'zh-CN': '手机', en: 'phone', also: ['手机号', '手机号码', '电话', '联系电话', 'mobile'], required: true },
  email: { 'zh-CN': '邮箱', en: 'email', also: ['电子邮箱', '电子邮件', 'e-mail', 'mail'], required: true },
  language: { 'zh-CN': '语言', en: 'language', also: [], required: false },
  leaveFrom: { 'zh-CN': '请假开始', en: 'leave from', also: ['休假开始', '离岗开始'], required: false },
  leaveUntil: { 'zh-CN': '请假结束', en: 'leave until', also: ['休假结束', '离岗结束'], required: false },
} as const satisfies Record<string, Column>;

export type RegionColumn = keyof typeof REGION_COLUMNS;
export type ContactColumn = keyof typeof CONTACT_COLUMNS;

/** Headings are compared without case, spaces, underscores, full-width forms and remarks in brackets: 手机号码（11位）. */
const plain = (heading: string): string =>
  heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\(.*?\)/g, '')
    .replace(/[\s_*:]/g, '');

/** Which heading of a table is which column. */
export interface Match<K extends string> {
  /** Position of each column found. */
  at: Partial<Record<K, number>>;
  /** Required columns that the table lacks. */
  missing: K[];
  /** Headings that mean nothing to the register. */
  ignored: string[];
}

/** Finds the columns of a table by its headings; the first heading that fits a column is taken. */
export function matchColumns<K extends string>(columns: Record<K, Column>, headings: readonly string[]): Match<K> {
  const keys = Object.keys(columns) as K[];
  const free = new Map(headings.map((heading, index) => [index, plain(heading)]));
  const at: Partial<Record<K, number>> = {};
  const take = (key: K, wanted: readonly string[]): void => {
    const found = [...free].find(([, heading]) => wanted.map(plain).includes(heading));
    if (!found || at[key] !== undefined) return;
    at[key] = found[0];
    free.delete(found[0]);
  };
  // The proper headings first, so that 名称 is never taken by a column that only also goes by that name.
  for (const key of keys) take(key, [columns[key]['zh-CN'], columns[key].en]);
  for (const key of keys) take(key, columns[key].also);
  const ignored = [...free.keys()].map((index) => headings[index] ?? '').filter((heading) => heading !== '');
  return { at, missing: keys.filter((key) => columns[key].required && at[key] === undefined), ignored };
}

const ROLE_WORDS: Record<Role, readonly string[]> = {
  contact: ['contact', 'a角', 'a', '联系人', '负责人', '主岗'],
  deputy: ['deputy', 'b角', 'b', '副手', '替补', '备岗'],
};
const LANGUAGE_WORDS = {
  'zh-CN': ['zh-cn', 'zh', '中文', '汉语', 'chinese'],
  en: ['en', '英文', '英语', 'english'],
} as const satisfies Record<string, readonly string[]>;

const byWord = <K extends string>(words: Record<K, readonly string[]>, word: string): K | null =>
  (Object.keys(words) as K[]).find((key) => words[key].includes(word.normalize('NFKC').toLowerCase())) ?? null;

/** @returns the role that a word in a table means, or null. */
export const roleOf = (word: string): Role | null => byWord(ROLE_WORDS, word);
/** @returns the language that a word in a table means, or null. */
export const languageOf = (word: string): keyof typeof LANGUAGE_WORDS | null => byWord(LANGUAGE_WORDS, word);
