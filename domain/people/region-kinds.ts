import type { Definition, Text } from '../campaign/definition/definition';

/** A kind of region: a row of the register. */
export interface RegionKind {
  /** A definition's `of` names it: `village`, `company`. */
  code: string;
  name: Readonly<Record<keyof Text, string>>;
  /** Other words for it in tables of offices. */
  words: readonly string[];
  /** From wide to narrow; the order in choices and documents. */
  rank: number;
  /** Whether a definition may ask regions of it. */
  asked: boolean;
}

/**
 * The fixed kinds, which rules know, from the widest to the narrowest. An organisation adds its own in the register,
 * such as companies, schools, stations; it may also give the fixed ones other names and words.
 */
export const FIXED_KINDS = [
  {
    code: 'province',
    name: { 'zh-CN': '省', en: 'province' },
    words: ['省级', '自治区', '直辖市'],
    rank: 10,
    asked: true,
  },
  {
    code: 'city',
    name: { 'zh-CN': '市', en: 'city' },
    words: ['地级市', '市州', '州', '盟', '地区', 'prefecture'],
    rank: 20,
    asked: true,
  },
  {
    code: 'county',
    name: { 'zh-CN': '县', en: 'county' },
    words: ['县市区', '区', '县级市', '旗', '自治县', 'district'],
    rank: 30,
    asked: true,
  },
  {
    code: 'unit',
    name: { 'zh-CN': '直属单位', en: 'unit' },
    words: ['单位', '市直单位', '县直单位', '市直', '县直', '企业', '学校'],
    rank: 40,
    asked: true,
  },
  {
    code: 'township',
    name: { 'zh-CN': '乡镇', en: 'township' },
    words: ['乡', '镇', '街道', '乡镇街道', '苏木', 'town', 'subdistrict'],
    rank: 50,
    asked: true,
  },
  {
    code: 'village',
    name: { 'zh-CN': '村', en: 'village' },
    words: ['行政村', '村委会', '建制村', '嘎查'],
    rank: 60,
    asked: true,
  },
  {
    code: 'community',
    name: { 'zh-CN': '社区', en: 'community' },
    words: ['居委会', '居民委员会'],
    rank: 70,
    asked: true,
  },
  {
    code: 'group',
    name: { 'zh-CN': '组', en: 'group' },
    words: ['村民小组', '村小组', '居民小组', '自然村'],
    rank: 80,
    asked: true,
  },
] as const satisfies readonly RegionKind[];

export const isFixedKind = (code: string): boolean => FIXED_KINDS.some((kind) => kind.code === code);

/** More kinds than any office needs; a choice stays readable. */
export const MOST_KINDS = 100;

/** Choices show the name, and documents show it beside the number of regions. */
export const LONGEST_NAME = { 'zh-CN': 20, en: 40 } as const;
export const LONGEST_WORD = 20;
export const MOST_WORDS = 20;
export const RANKS = { from: 1, to: 999 } as const;
/** Beside the units, because most added kinds are like them. */
export const USUAL_RANK = 45;

export const isKindCode = (word: string): boolean => /^[a-z][a-z0-9-]{0,39}$/.test(word);

/** @returns the word as kinds are compared by. */
export const plainWord = (word: string): string => word.normalize('NFKC').trim().toLowerCase();

/**
 * @returns a reader of words in a table (`village`, `村`, `行政村`), which gives the kind's code, or null for no kind. A
 *   code or a name comes before a further word of another kind: after an office adds a kind 企业, this word no longer
 *   means the unit.
 */
export function kindReader(kinds: readonly RegionKind[]): (word: string) => string | null {
  const further = kinds.flatMap(({ code, words }) => words.map((word) => [plainWord(word), code] as const));
  const names = kinds.flatMap(({ code, name }) =>
    [code, name['zh-CN'], name.en].map((word) => [plainWord(word), code] as const),
  );
  const byWord = new Map([...further, ...names]);
  return (word) => byWord.get(plainWord(word)) ?? null;
}

/** @returns the asked kinds of a definition, in the order of the kinds; unknown ones last. */
export function kindsAsked({ stages }: Definition, kinds: readonly RegionKind[] = FIXED_KINDS): string[] {
  const asked = [...new Set(stages.flatMap(({ asks }) => asks.map(({ of }) => of)))];
  const known = kinds.map(({ code }) => code);
  return [...known.filter((code) => asked.includes(code)), ...asked.filter((code) => !known.includes(code)).sort()];
}

/** @returns the kind's name for people; the code itself when the register has no such kind. */
export function kindName(kinds: readonly RegionKind[], code: string, language: keyof Text): string {
  const name = kinds.find((kind) => kind.code === code)?.name;
  return name ? name[language] : code;
}
