import { simplified } from '../domain/warning/feed/simplified';
import type { Colour, Severity } from '../domain/warning/feed/warning';

/** The severity of each colour, for feeds that give the colour only (CMA's grades IV to I against CAP's words). */
const SEVERITY_OF: Record<Colour, Severity> = { blue: 'minor', yellow: 'moderate', orange: 'severe', red: 'extreme' };

/** @returns the severity that a colour stands for. */
export const severityOf = (colour: Colour | null): Severity => (colour ? SEVERITY_OF[colour] : 'unknown');

/** Colours as offices write them; Hong Kong and the United Kingdom say amber for orange. */
const WORDS: ReadonlyMap<string, Colour> = new Map<string, Colour>(
  Object.entries({
    blue: 'blue',
    yellow: 'yellow',
    orange: 'orange',
    amber: 'orange',
    red: 'red',
    蓝: 'blue',
    黄: 'yellow',
    橙: 'orange',
    红: 'red',
  }),
);

/** MeteoAlarm's levels 1 to 4; the first, green, needs no warning. */
const LEVELS: readonly (Colour | null)[] = [null, 'yellow', 'orange', 'red'];

/** The words of `2; yellow; Moderate`, `Yellow`, `黃色`, `ORANGE ALERT`. */
const wordsOf = (text: string | null | undefined): string[] =>
  simplified(text ?? '')
    .slice(0, 100)
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^a-z\u4e00-\u9fff0-9]+/)
    .map((word) => word.replace(/色?(?:预警|警告|信号)?$/, ''))
    .filter(Boolean);

/** @returns the colour that a feed's words mean; null for no colour and for others (white, green). */
export function colourOf(text: string | null | undefined): Colour | null {
  const word = wordsOf(text).find((one) => WORDS.has(one));
  return word === undefined ? null : (WORDS.get(word) ?? null);
}

/** @returns the colour of a level, which is written as a number or a colour: `3`, `3; orange; Severe`. */
export function colourOfLevel(text: string | undefined): Colour | null {
  return colourOf(text) ?? LEVELS[Number(wordsOf(text)[0]) - 1] ?? null;
}

/** @returns whether a level or a colour means "no warning": `1; green; Minor`. */
export function isBelowWarning(text: string | null | undefined): boolean {
  const words = wordsOf(text);
  return colourOf(text) === null && (words.includes('green') || words.includes('绿') || words[0] === '1');
}

/** Grades in brackets, for headlines without a colour; the longer words first. */
const GRADES: readonly [RegExp, Colour][] = [
  [/特别重大|特别严重/, 'red'],
  [/重大|严重/, 'orange'],
  [/较大|较重/, 'yellow'],
  [/一般/, 'blue'],
];

/**
 * @param headline …发布道路结冰黄色预警[III级/较重]
 * @returns its colour; of several the last, which is the new one (蓝色升级为黄色)
 */
export function colourOfHeadline(headline: string): Colour | null {
  const words = simplified(headline);
  const named = [...words.matchAll(/([蓝黄橙红])色/g)].at(-1)?.[1];
  if (named) return WORDS.get(named) ?? null;
  const grade = /级[/／]([^\]］】]{2,4})/.exec(words)?.[1];
  return grade ? (GRADES.find(([word]) => word.test(grade))?.[1] ?? null) : null;
}
