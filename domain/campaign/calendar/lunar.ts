import { getLunarDate } from 'chinese-days';
import { type Day, plusDays } from './days';

/** A day of the Chinese lunar calendar; `month` 1–12, `date` 1–30. */
export interface LunarDay {
  year: number;
  month: number;
  date: number;
}

/**
 * @returns the lunar day of a calendar day. The only function used from the library: with a day string it does not
 * depend on the host's zone.
 */
export function lunarOf(day: Day): LunarDay {
  const { lunarYear, lunarMon, lunarDay } = getLunarDate(day);
  return { year: lunarYear, month: lunarMon, date: lunarDay };
}

/**
 * @returns the earliest possible beginning of a lunar month: the first begins between 20 January and 20 February, and
 *   so on.
 */
const firstPossible = (year: number, month: number): Day => plusDays(`${year}-01-19`, Math.floor((month - 1) * 29.5));

/**
 * A month begins within 62 days after that: one month because the first may be late, another for a leap month before
 * it.
 */
const PLAY_DAYS = 65;

/**
 * Finds the calendar day of a lunar day. The 30th of a month with only 29 days is its 29th: people mean the last day of
 * the month (除夕 is `12-30` in either case). If a month is doubled (leap month), the first counts.
 * @returns null outside the years that the table covers (1900 to 2099)
 */
export function solarDay({ year, month, date }: LunarDay): Day | null {
  if (year < 1900 || year > 2099) return null;
  for (let days = 0; days <= PLAY_DAYS; days++) {
    const first = plusDays(firstPossible(year, month), days);
    const lunar = lunarOf(first);
    if (lunar.year !== year || lunar.month !== month) continue;
    const wanted = plusDays(first, date - 1);
    return lunarOf(wanted).date === date ? wanted : plusDays(wanted, -1);
  }
  return null;
}
