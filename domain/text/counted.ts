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

/** What the sentences of this project count. */
const COUNTED =
  'accounts|alerts|areas|batches|bytes|campaigns|cells|changes|characters|checks|columns|contacts|corrections|days|' +
  'drafts|e-mails|enterprises|entries|faults|features|fields|hours|households|kinds|levels|messages|minutes|notes|' +
  'pairs|patrols|people|persons|photos|pieces|places|points|posts|problems|regions|rehearsals|reports|returns|' +
  'rounds|rows|seconds|segments|signatures|slots|tags|texts|things|times|units|villages|warnings';
/** What several of them do, and one of them does. */
const DOES: Readonly<Record<string, string>> = {
  ...{ are: 'is', were: 'was', have: 'has', lack: 'lacks', stay: 'stays', hold: 'holds', make: 'makes', ask: 'asks' },
  ...{ forbid: 'forbids', differ: 'differs', answer: 'answers' },
};
const ONE_OF_SEVERAL = new RegExp(`(?<![\\d.,:/-])1 (${COUNTED})(?: (${Object.keys(DOES).join('|')}))?\\b`, 'g');

/** @returns an English sentence that was written for several and filled with one: 1 unit is silent */
export const agreeing = (sentence: string): string =>
  sentence.replace(ONE_OF_SEVERAL, (_, several: string, verb?: string) =>
    ['1', oneOf(several), ...(verb ? [DOES[verb]] : [])].join(' '),
  );
