import type { Definition } from '../definition/definition';
import { type Day, dayOf } from './days';

/** The twelve months of a campaign's days. */
export interface SeasonMonths {
  /** The year in which they begin: for a winter, the first of its two years. */
  season: number;
  /** The first month. */
  seasonFrom: number;
}

/** A winter goes from July to June. */
export const WINTER_FROM = 7;

export const monthsOf = ({
  season,
  seasonFrom = WINTER_FROM,
}: Pick<Definition, 'season' | 'seasonFrom'>): SeasonMonths => ({ season, seasonFrom });

/**
 * @returns the first and the last day that a campaign may name: a day outside its two calendar years has a mistyped
 *   year.
 */
export const yearsOf = ({ season }: SeasonMonths): { from: Day; to: Day } => ({
  from: `${season}-01-01`,
  to: `${season + 1}-12-31`,
});

/** @returns the day of that month and date within the season; null when the month has no such day. */
export const dayWithin = ({ season, seasonFrom }: SeasonMonths, month: number, date: number): Day | null =>
  dayOf(month >= seasonFrom ? season : season + 1, month, date);

/** @returns the shortest words for the day in the season, `12-20`; with the year where these would mean another day. */
export function wordsOfDay(months: SeasonMonths, day: Day): string {
  const words = day.slice(5);
  return dayWithin(months, Number(words.slice(0, 2)), Number(words.slice(3))) === day ? words : day;
}

/** @returns the season as people call it: `2026–27`, or `2026` of a calendar year. */
export const seasonInWords = ({ season, seasonFrom }: SeasonMonths): string =>
  seasonFrom === 1 ? String(season) : `${season}–${String(season + 1).slice(-2)}`;
