import type { Language } from '../campaign/definition/definition';

/** Relations to the head of a household by GB/T 4761-2008: the ones that registers use, by code. */
export const RELATIONS = {
  '02': '户主',
  '10': '配偶',
  '11': '夫',
  '12': '妻',
  '20': '子',
  '21': '独生子',
  '22': '长子',
  '23': '次子',
  '24': '三子',
  '25': '四子',
  '26': '五子',
  '27': '养子或继子',
  '28': '女婿',
  '29': '其他儿子',
  '30': '女',
  '31': '独生女',
  '32': '长女',
  '33': '次女',
  '34': '三女',
  '35': '四女',
  '36': '五女',
  '37': '养女或继女',
  '38': '儿媳',
  '39': '其他女儿',
  '40': '孙子、孙女或外孙子、外孙女',
  '41': '孙子',
  '42': '孙女',
  '43': '外孙子',
  '44': '外孙女',
  '50': '父母',
  '51': '父亲',
  '52': '母亲',
  '60': '祖父母或外祖父母',
  '61': '祖父',
  '62': '祖母',
  '63': '外祖父',
  '64': '外祖母',
  '70': '兄弟姐妹',
  '71': '兄',
  '73': '弟',
  '75': '姐姐',
  '77': '妹妹',
  '97': '其他亲属',
  '99': '非亲属',
} as const;

export type Relation = keyof typeof RELATIONS;

/** The same in English, for readers; registers have the words of the standard. */
const IN_ENGLISH: Record<Relation, string> = {
  '02': 'head of the household',
  '10': 'spouse',
  '11': 'husband',
  '12': 'wife',
  '20': 'son',
  '21': 'only son',
  '22': 'eldest son',
  '23': 'second son',
  '24': 'third son',
  '25': 'fourth son',
  '26': 'fifth son',
  '27': 'adopted son or stepson',
  '28': 'son-in-law',
  '29': 'another son',
  '30': 'daughter',
  '31': 'only daughter',
  '32': 'eldest daughter',
  '33': 'second daughter',
  '34': 'third daughter',
  '35': 'fourth daughter',
  '36': 'fifth daughter',
  '37': 'adopted daughter or stepdaughter',
  '38': 'daughter-in-law',
  '39': 'another daughter',
  '40': 'grandchild',
  '41': 'son’s son',
  '42': 'son’s daughter',
  '43': 'daughter’s son',
  '44': 'daughter’s daughter',
  '50': 'parent',
  '51': 'father',
  '52': 'mother',
  '60': 'grandparent',
  '61': 'father’s father',
  '62': 'father’s mother',
  '63': 'mother’s father',
  '64': 'mother’s mother',
  '70': 'brother or sister',
  '71': 'elder brother',
  '73': 'younger brother',
  '75': 'elder sister',
  '77': 'younger sister',
  '97': 'another relative',
  '99': 'not related',
};

/** @returns a relation in the reader's language */
export const relationName = (relation: Relation, language: Language): string =>
  language === 'en' ? IN_ENGLISH[relation] : RELATIONS[relation];

/** The head of the household. */
export const HEAD = '02' satisfies Relation;

/** What registers write beside the words of the standard. */
const ALSO: Readonly<Record<string, Relation>> = {
  本人: HEAD,
  丈夫: '11',
  妻子: '12',
  儿子: '20',
  女儿: '30',
  二子: '23',
  二女: '33',
  孙子女: '40',
  父: '51',
  母: '52',
  爷爷: '61',
  奶奶: '62',
  外公: '63',
  外婆: '64',
  哥哥: '71',
  弟弟: '73',
  姐: '75',
  妹: '77',
  其他: '97',
};

const BY_WORD: ReadonlyMap<string, Relation> = new Map([
  ...Object.entries(RELATIONS).map(([code, word]) => [word, code as Relation] as const),
  ...Object.keys(RELATIONS).map((code) => [code, code as Relation] as const),
  ...Object.entries(ALSO),
]);

/** @param word as in a register: a word or a code @returns null for an unknown one */
export const relationOf = (word: string): Relation | null => BY_WORD.get(word.normalize('NFKC').trim()) ?? null;
