import { getLunarDate } from 'chinese-days';
import { type Day, plusDays } from './days';

/** A day of the Chinese lunar calendar; `month` 1–12, `date` 1–30. */
export interface LunarDay {
  year: number;
  month: number;
  date: number;
}

/** Of the library only this function is used: from a day string it computes without the host's zone. */
function toLunar(day: Day): LunarDay {
  const { lunarYear, lunarMon, lunarDay } = getLunarDate(day);
  return { year: lunarYear, month: lunarMon, date: lunarDay };
}

/** Lunar months begin between 20 January and 20 February (the first) and so on: never earlier than this. */
const firstPossible = (year: number, month: number): Day => plusDays(`${year}-01-19`, Math.floor((month - 1) * 29.5));

/** A month begins within 62 days of that: a month's play in the first, another when a leap month came before it. */
const PLAY_DAYS = 65;

/**
 * The day on which a lunar day falls. The 30th of a month that has only 29 days is its 29th: people mean the last
 * day of the month (除夕 is `12-30` in either case). Of a doubled (leap) month the first counts.
 * @returns null outside the years that the table covers (1900 to 2099)
 */
export function solarDay({ year, month, date }: LunarDay): Day | null {
  if (year < 1900 || year > 2099) return null;
  for (let days = 0; days <= PLAY_DAYS; days++) {
    const first = plusDays(firstPossible(year, month), days);
    const lunar = toLunar(first);
    if (lunar.year !== year || lunar.month !== month) continue;
    const wanted = plusDays(first, date - 1);
    return toLunar(wanted).date === date ? wanted : plusDays(wanted, -1);
  }
  return null;
}
