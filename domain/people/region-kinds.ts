import type { Definition, Text } from '../campaign/definition/definition';

/**
 * The kinds of region a register may hold, from the widest to the narrowest, with their names and the other words
 * that tables in the field use for them. A definition's `ask.of` names one of these.
 */
const KINDS = {
  province: { name: { 'zh-CN': '省', en: 'province' }, words: ['省级', '自治区', '直辖市'] },
  city: { name: { 'zh-CN': '市', en: 'city' }, words: ['地级市', '市州', '州', '盟', '地区', 'prefecture'] },
  county: { name: { 'zh-CN': '县', en: 'county' }, words: ['县市区', '区', '县级市', '旗', '自治县', 'district'] },
  unit: {
    name: { 'zh-CN': '直属单位', en: 'unit' },
    words: ['单位', '市直单位', '县直单位', '市直', '县直', '企业', '学校'],
  },
  township: {
    name: { 'zh-CN': '乡镇', en: 'township' },
    words: ['乡', '镇', '街道', '乡镇街道', '苏木', 'town', 'subdistrict'],
  },
  village: { name: { 'zh-CN': '村', en: 'village' }, words: ['行政村', '村委会', '建制村', '嘎查'] },
  community: { name: { 'zh-CN': '社区', en: 'community' }, words: ['居委会', '居民委员会'] },
  group: { name: { 'zh-CN': '组', en: 'group' }, words: ['村民小组', '村小组', '居民小组', '自然村'] },
} as const satisfies Record<string, { name: Text; words: readonly string[] }>;

export type RegionKind = keyof typeof KINDS;

export const REGION_KINDS = Object.keys(KINDS) as RegionKind[];

const BY_WORD = new Map<string, RegionKind>(
  REGION_KINDS.flatMap((kind) => {
    const { name, words } = KINDS[kind];
    return [kind, name['zh-CN'], name.en, ...words].map((word): [string, RegionKind] => [word, kind]);
  }),
);

/** @param word as in a table: `village`, `村`, `行政村` … @returns the kind, or null when the word names none. */
export const regionKind = (word: string): RegionKind | null => BY_WORD.get(word.trim().toLowerCase()) ?? null;

/** @returns the kinds of region that a definition asks, from the widest to the narrowest. */
export function kindsAsked({ stages }: Definition): RegionKind[] {
  const asked = new Set(stages.flatMap(({ asks }) => asks.map(({ of }) => of)));
  return REGION_KINDS.filter((kind) => asked.has(kind));
}

/** @returns the kind's name for people; the word itself when it is none of ours. */
export function kindName(kind: string, language: keyof Text): string {
  const known = regionKind(kind);
  return known ? (KINDS[known].name[language] ?? kind) : kind;
}
