import table from 'chinese-days/dist/chinese-days.json';
import { type Day, dayOf, weekday } from './days';
import { solarDay } from './lunar';

/** Which days are working days. `cn`: the State Council's yearly arrangement; `none`: Monday to Friday. */
export type HolidayCalendar = 'cn' | 'none';

/*
 * Uses the library's data, not its functions, which use the host's local time and are a day off west of Greenwich.
 */
const dayOff: Partial<Record<Day, string>> = table.holidays;
const madeUp: Partial<Record<Day, string>> = table.workdays;
const arrangedYears = new Set(Object.keys(table.holidays).map((day) => Number(day.slice(0, 4))));

/** @returns whether the arrangement of that year is known; only then are make-up working days (调休) known. */
export const isArranged = (year: number): boolean => arrangedYears.has(year);

/** @returns whether people are at work on that day. */
export function isWorkingDay(day: Day, calendar: HolidayCalendar): boolean {
  const isWeekday = weekday(day) <= 5;
  if (calendar === 'none') return isWeekday;
  if (madeUp[day]) return true;
  if (dayOff[day]) return false;
  return isWeekday && (isArranged(Number(day.slice(0, 4))) || !isFestival(day));
}

/** @returns whether it is a public holiday; a weekend alone is none. */
export function isHoliday(day: Day, calendar: HolidayCalendar): boolean {
  if (calendar === 'none' || madeUp[day]) return false;
  return Boolean(dayOff[day]) || (!isArranged(Number(day.slice(0, 4))) && isFestival(day));
}

/**
 * @returns whether it is a statutory holiday that follows from the law alone (全国年节及纪念日放假办法, as amended from 2025): New
 * Year, the eve and the first three days of the Spring Festival, Qingming, 1–2 May, Dragon Boat, Mid-Autumn, 1–3
 * October.
 */
function isFestival(day: Day): boolean {
  const year = Number(day.slice(0, 4));
  const known = festivals.get(year) ?? festivalsOf(year);
  festivals.set(year, known);
  return known.has(day);
}

const festivals = new Map<number, Set<Day>>();

function festivalsOf(year: number): Set<Day> {
  const solar = [
    [1, 1],
    [4, qingming(year)],
    [5, 1],
    [5, 2],
    [10, 1],
    [10, 2],
    [10, 3],
  ] as const;
  const lunar = [
    [year - 1, 12, 30],
    [year, 1, 1],
    [year, 1, 2],
    [year, 1, 3],
    [year, 5, 5],
    [year, 8, 15],
  ] as const;
  return new Set([
    ...solar.flatMap(([month, date]) => dayOf(year, month, date) ?? []),
    ...lunar.flatMap(([lunarYear, month, date]) => solarDay({ year: lunarYear, month, date }) ?? []),
  ]);
}

/** April day of Qingming in 2000–2099: the usual approximation of the solar term (寿星公式). */
const qingming = (year: number): number => Math.floor((year % 100) * 0.2422 + 4.81) - Math.floor((year % 100) / 4);
