import type { Instant } from '../../instant';
import type { Anchor } from '../definition/definition';
import type { Calendar } from './calendar';
import type { Day } from './days';
import { solarDay } from './lunar';
import type { SeasonMonths } from './season-months';

/** The season and calendar in which calendar words are resolved. */
export interface Season extends SeasonMonths {
  calendar: Calendar;
  /** @returns a moment of a stage by the definition. @throws NoSuchDay, or CountedInCircle (`moments.ts`) */
  momentOf(stage: string, anchor: Anchor): Instant;
}

/**
 * @returns the first occurrence of the lunar day from the beginning of the season: a winter has the twelfth month of
 *   one lunar year and the first of the next. Null outside the years of the lunar table.
 */
export function lunarDayWithin({ season, seasonFrom }: SeasonMonths, month: number, date: number): Day | null {
  const begins = `${season}-${String(seasonFrom).padStart(2, '0')}-01`;
  for (const year of [season - 1, season, season + 1]) {
    const day = solarDay({ year, month, date });
    if (day !== null && day >= begins) return day;
  }
  return null;
}

/** The days in which hardly anybody can be reached at work: New Year's Eve to the sixth of the first month. */
export interface SpringFestival {
  eve: Day;
  sixth: Day;
}

/** @returns the Spring Festival of the season. Null outside the years of the lunar table. */
export function springFestival(months: SeasonMonths): SpringFestival | null {
  const [eve, sixth] = [lunarDayWithin(months, 12, 30), lunarDayWithin(months, 1, 6)];
  return eve === null || sixth === null ? null : { eve, sixth };
}
