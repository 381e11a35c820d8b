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
  const first = beginning(year, month);
  if (first === null) return null;
  const wanted = plusDays(first, date - 1);
  return lunarOf(wanted).date === date ? wanted : plusDays(wanted, -1);
}

/** The first days of the lunar months that were looked for: of the 2,400 that the table covers, a season needs four. */
const beginnings = new Map<string, Day | null>();

/** @returns the first day of a lunar month, of a doubled one the first time; null for a month that does not exist */
function beginning(year: number, month: number): Day | null {
  const key = `${year}-${month}`;
  const known = beginnings.get(key);
  if (known !== undefined) return known;
  const days = Array.from({ length: PLAY_DAYS + 1 }, (_, days) => plusDays(firstPossible(year, month), days));
  const first =
    days.find((day) => {
      const lunar = lunarOf(day);
      return lunar.year === year && lunar.month === month;
    }) ?? null;
  beginnings.set(key, first);
  return first;
}
