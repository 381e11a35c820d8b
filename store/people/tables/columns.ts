import { CONTACT, isRole } from '../../../domain/people/duties';

/** A column of a table: its heading in either language, and others that offices use. */
export interface Column {
  'zh-CN': string;
  en: string;
  also: readonly string[];
  /** A table without it is refused. */
  required: boolean;
  /** Columns that can replace this one. */
  or?: readonly string[];
  /** A merged cell stands for all rows that it covers. */
  fillsDown?: boolean;
  /** Whether dates are correct here, and not a damage by a spreadsheet. */
  holdsDates?: boolean;
}

const CODE_WORDS = [
  '代码',
  '区划代码',
  '区划编码',
  '行政区划代码',
  '行政区划编码',
  '统计用区划代码',
  '统计区划代码',
  '地区代码',
  '单位代码',
  '单位编码',
  '村代码',
  '村编码',
];

export const REGION_COLUMNS = {
  code: { 'zh-CN': '编码', en: 'code', also: ['地区编码', ...CODE_WORDS], required: true },
  parent: {
    'zh-CN': '上级编码',
    en: 'parent',
    also: ['上级', 'parentcode', '所属上级编码', '父级编码', ...CODE_WORDS.map((word) => `上级${word}`)],
    required: true,
    fillsDown: true,
  },
  kind: {
    'zh-CN': '类型',
    en: 'kind',
    also: ['类别', 'type', '地区类型', '单位类型', '区划类型', '单位类别'],
    required: true,
    fillsDown: true,
  },
  name: {
    'zh-CN': '名称',
    en: 'name',
    also: ['地名', '村名', '村名称', '单位名称', '地区名称', '区划名称', '行政区划名称', '村居名称', '村社区名称'],
    required: true,
  },
  tags: { 'zh-CN': '标签', en: 'tags', also: ['tag', '标记'], required: false },
  level: { 'zh-CN': '层级', en: 'level', also: ['级别', '行政级别'], required: false },
} as const satisfies Record<string, Column>;

export const CONTACT_COLUMNS = {
  region: {
    'zh-CN': '地区编码',
    en: 'region',
    also: ['编码', 'code', 'regioncode', ...CODE_WORDS],
    required: true,
    or: ['place', 'above', 'county'],
    fillsDown: true,
  },
  place: {
    'zh-CN': '地区名称',
    en: 'place',
    also: [
      ...['村', '社区', '村社区', '村居', '村委会', '村委', '居委会', '行政村', '村名', '村名称', '村居名称', '所在村'],
      ...['单位', '单位名称', '所在单位', '地区', '区划名称', '行政区划名称'],
    ],
    required: false,
    fillsDown: true,
  },
  above: {
    'zh-CN': '上级名称',
    en: 'above',
    also: ['乡镇', '乡', '镇', '街道', '乡镇街道', '所属乡镇', '所在乡镇', '乡镇名称', '上级单位'],
    required: false,
    fillsDown: true,
  },
  county: {
    'zh-CN': '县区名称',
    en: 'county',
    also: ['县', '区县', '县区', '县市区', '所属县', '所在县', '所属县区', '县名', '县级'],
    required: false,
    fillsDown: true,
  },
  /**
   * The person's duty for the region; without it the person reports (联络人). 职务 is no such heading: rosters have job
   * titles there.
   */
  duty: {
    'zh-CN': '职责',
    en: 'duty',
    also: ['岗位职责', '工作职责', '分工', '工作分工', '任务分工', 'duties'],
    required: false,
  },
  /** Holder of the duty, or deputy. */
  role: { 'zh-CN': '角色', en: 'role', also: ['岗位', 'ab角'], required: false },
  name: {
    'zh-CN': '姓名',
    en: 'name',
    also: [
      ...['联系人', '联系人姓名', '联络员', '联络员姓名', '负责人', '负责人姓名', '责任人', '经办人'],
      ...['a角', 'a角姓名'],
    ],
    required: true,
  },
  phone: {
    'zh-CN': '手机',
    en: 'phone',
    also: [
      ...['手机号', '手机号码', '电话', '电话号码', '联系电话', '联系方式', '联系手机', '移动电话', '手机电话'],
      ...['a角手机', 'a角手机号码', 'a角电话', 'a角联系电话', 'mobile'],
    ],
    required: true,
  },
  /** The deputy in the same row, as most rosters have it. */
  deputyName: {
    'zh-CN': 'B角姓名',
    en: 'deputy name',
    also: ['b角', 'b角联系人', 'b角联络员', 'b角负责人', '替补', '替补姓名', '副手', '备用联系人'],
    required: false,
  },
  deputyPhone: {
    'zh-CN': 'B角手机',
    en: 'deputy phone',
    also: [
      ...['b角手机号', 'b角手机号码', 'b角电话', 'b角电话号码', 'b角联系电话', 'b角联系方式', 'b角联系手机'],
      ...['替补手机', '替补电话', '副手电话', '备用联系电话'],
    ],
    required: false,
  },
  email: { 'zh-CN': '邮箱', en: 'email', also: ['电子邮箱', '电子邮件', 'e-mail', 'mail'], required: false },
  language: { 'zh-CN': '语言', en: 'language', also: [], required: false },
  leaveFrom: {
    'zh-CN': '请假开始',
    en: 'leave from',
    also: ['休假开始', '离岗开始'],
    required: false,
    holdsDates: true,
  },
  leaveUntil: {
    'zh-CN': '请假结束',
    en: 'leave until',
    also: ['休假结束', '离岗结束'],
    required: false,
    holdsDates: true,
  },
} as const satisfies Record<string, Column>;

/** No other table has these keys, because `--map` names a column only by its key. */
export const KIND_COLUMNS = {
  kindCode: { 'zh-CN': '种类编码', en: 'kind code', also: ['种类代码', '类型编码', '类型代码'], required: true },
  kindName: { 'zh-CN': '种类名称', en: 'kind name', also: ['种类', '种类名', '类型名称'], required: true },
  englishName: { 'zh-CN': '英文名称', en: 'english name', also: ['英文名', '英文'], required: false },
  alsoCalled: { 'zh-CN': '别称', en: 'also called', also: ['其他叫法', '别名'], required: false },
  rank: { 'zh-CN': '次序', en: 'rank', also: ['排序', '顺序'], required: false },
  asked: { 'zh-CN': '是否填报', en: 'asked', also: ['可填报', '填报'], required: false },
} as const satisfies Record<string, Column>;

/** The tables of a register by what they list. */
export const COLUMNS = { regions: REGION_COLUMNS, contacts: CONTACT_COLUMNS, kinds: KIND_COLUMNS } as const;
export type Noun = keyof typeof COLUMNS;
export const NOUNS = Object.keys(COLUMNS) as Noun[];

export type RegionColumn = keyof typeof REGION_COLUMNS;
export type ContactColumn = keyof typeof CONTACT_COLUMNS;
export type KindColumn = keyof typeof KIND_COLUMNS;

/** Headings are compared without case, spaces, underscores, full-width forms and remarks in brackets: 手机号码（11位）. */
export const plainHeading = (heading: string): string =>
  heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\(.*?\)/g, '')
    .replace(/[\s_*:、/]/g, '');

/** Headings that map to a column, by their plain form. */
export type HeadingMap = ReadonlyMap<string, string>;

/** The columns of a table's headings. */
export interface Match<K extends string> {
  /** Position of each column found. */
  at: Partial<Record<K, number>>;
  /** Required columns that the table lacks. */
  missing: K[];
  /** Headings that mean nothing to the register. */
  ignored: string[];
}

/**
 * Finds the columns of a table by its headings; the first heading that fits a column is used.
 * @param mapped headings mapped now, before all others
 * @param kept headings mapped earlier
 */
export function matchColumns<K extends string>(
  columns: Record<K, Column>,
  headings: readonly string[],
  { mapped = NONE, kept = NONE }: { mapped?: HeadingMap; kept?: HeadingMap } = {},
): Match<K> {
  const keys = Object.keys(columns) as K[];
  const free = new Map(headings.map((heading, index) => [index, plainHeading(heading)]));
  const at: Partial<Record<K, number>> = {};
  const take = (key: K, fits: (heading: string) => boolean): void => {
    const found = [...free].find(([, heading]) => heading !== '' && fits(heading));
    if (!found || at[key] !== undefined) return;
    at[key] = found[0];
    free.delete(found[0]);
  };
  for (const key of keys) take(key, (heading) => mapped.get(heading) === key);
  // What was said to mean nothing here, or another table's column, is left out.
  for (const [index, heading] of free) if (mapped.has(heading) || kept.get(heading) === NO_COLUMN) free.delete(index);
  // The proper headings first, so that 名称 is never taken by a column that only also goes by that name.
  for (const key of keys) take(key, among([columns[key]['zh-CN'], columns[key].en]));
  for (const key of keys) take(key, (heading) => kept.get(heading) === key);
  for (const key of keys) take(key, among(columns[key].also));
  const used = new Set(Object.values<number | undefined>(at));
  const ignored = headings.filter((heading, index) => heading !== '' && !used.has(index));
  const replaced = ({ or = [] }: Column): boolean => or.some((key) => at[key as K] !== undefined);
  const missing = keys.filter((key) => columns[key].required && at[key] === undefined && !replaced(columns[key]));
  return { at, missing, ignored };
}

/** Stands for a column in a mapping: what is below the heading is not for the register. */
export const NO_COLUMN = '-';

const NONE: HeadingMap = new Map();
const among = (words: readonly string[]): ((heading: string) => boolean) => {
  const plain = words.map(plainHeading);
  return (heading) => plain.includes(heading);
};

/** @returns whether a heading is of the deputy who is named beside the contact */
export const isDeputyHeading = (heading: string): boolean =>
  [CONTACT_COLUMNS.deputyName, CONTACT_COLUMNS.deputyPhone].some(({ 'zh-CN': zh, also }) =>
    among([zh, ...also])(plainHeading(heading)),
  );

/** @returns the column that a word means in a table: its key, or its heading in either language; null for none. */
export function columnNamed(noun: Noun, word: string): string | null {
  if (word === NO_COLUMN) return NO_COLUMN;
  const columns: Record<string, Column> = COLUMNS[noun];
  const wanted = plainHeading(word);
  const fits = ([key, column]: [string, Column]): boolean =>
    [key, column['zh-CN'], column.en].some((name) => plainHeading(name) === wanted);
  return Object.entries(columns).find(fits)?.[0] ?? null;
}

const CONTACT_WORDS = ['contact', '联络人', '联络员', '联系人', '负责人', '报送人', '填报人'];
const DEPUTY_WORDS = {
  no: ['contact', 'a角', 'a', '联系人', '负责人', '主岗'],
  yes: ['deputy', 'b角', 'b', '副手', '替补', '备岗'],
} as const satisfies Record<string, readonly string[]>;
const LANGUAGE_WORDS = {
  'zh-CN': ['zh-cn', 'zh', '中文', '汉语', 'chinese'],
  en: ['en', '英文', '英语', 'english'],
} as const satisfies Record<string, readonly string[]>;

const byWord = <K extends string>(words: Record<K, readonly string[]>, word: string): K | null =>
  (Object.keys(words) as K[]).find((key) => words[key].includes(word.normalize('NFKC').toLowerCase())) ?? null;

/** @returns the role of a word in a table, unchanged for the register's own roles; null for no role. */
export function roleOf(word: string): string | null {
  const written = word.normalize('NFKC').replace(/\s/g, '');
  if (CONTACT_WORDS.includes(written.toLowerCase())) return CONTACT;
  return isRole(written) ? written : null;
}

/** @returns true for a word that means a deputy, false for a holder, null for neither. */
export function standsIn(word: string): boolean | null {
  const said = byWord(DEPUTY_WORDS, word);
  return said && said === 'yes';
}
/** @returns the language that a word in a table means, or null. */
export const languageOf = (word: string): keyof typeof LANGUAGE_WORDS | null => byWord(LANGUAGE_WORDS, word);
