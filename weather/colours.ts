import { COLOURS, type Colour, type Severity } from '../domain/weather/warning';

/** A colour stands for one severity where a feed gives the colour only (CMA's grades IV to I against CAP's words). */
const SEVERITY_OF: Record<Colour, Severity> = { blue: 'minor', yellow: 'moderate', orange: 'severe', red: 'extreme' };

/** @returns the severity that a colour stands for. */
export const severityOf = (colour: Colour | null): Severity => (colour ? SEVERITY_OF[colour] : 'unknown');

/** @returns the colour that a feed's word (`Blue`, `orange`) means; null for none and for others (white, green). */
export const colourOf = (word: string | null | undefined): Colour | null =>
  COLOURS.find((colour) => colour === word?.trim().toLowerCase()) ?? null;

const CHINESE: Record<string, Colour> = { 蓝: 'blue', 黄: 'yellow', 橙: 'orange', 红: 'red' };

/** The grade in brackets, where a headline leaves the colour out; the longer words first. */
const GRADES: readonly [RegExp, Colour][] = [
  [/特别重大|特别严重/, 'red'],
  [/重大|严重/, 'orange'],
  [/较大|较重/, 'yellow'],
  [/一般/, 'blue'],
];

/**
 * @param headline …发布道路结冰黄色预警[III级/较重]
 * @returns its colour; of several the last, which is the one it was changed to (蓝色升级为黄色)
 */
export function colourOfHeadline(headline: string): Colour | null {
  const named = [...headline.matchAll(/([蓝黄橙红])色/g)].at(-1)?.[1];
  if (named) return CHINESE[named] ?? null;
  const grade = /级[/／]([^\]］】]{2,4})/.exec(headline)?.[1];
  return grade ? (GRADES.find(([word]) => word.test(grade))?.[1] ?? null) : null;
}
