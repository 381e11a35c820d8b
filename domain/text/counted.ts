import type { Language, Text } from '../campaign/definition/definition';

/** Plurals that more than an ending makes. */
const UNUSUAL: Readonly<Record<string, string>> = { children: 'child', people: 'person' };
/** The endings of plurals, and what one of them ends with; `boxes`, `copies`, `packs`, but `glass`. */
const ENDINGS: readonly (readonly [plural: RegExp, one: string])[] = [
  [/ies$/, 'y'],
  [/(x|ch|sh|ss)es$/, '$1'],
  [/([^s])s$/, '$1'],
];

function oneOf(word: string): string {
  const ending = ENDINGS.find(([plural]) => plural.test(word));
  return UNUSUAL[word] ?? (ending ? word.replace(...ending) : word);
}

/** @returns what is counted, as it stands after a number: definitions say it in the plural, and English has one pack */
export function unitAfter(number: number | string, unit: Text, language: Language): string {
  if (language !== 'en' || unit.en === undefined) return unit[language] ?? unit['zh-CN'];
  // What is counted comes before what it is made of: packs of rice.
  return Number(number) === 1 ? unit.en.replace(/^(.*?)(?= of |$)/, oneOf) : unit.en;
}
