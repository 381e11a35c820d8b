import { DateTime, IANAZone } from 'luxon';
import { epochMs, type Instant, instant, plusMs } from '../../instant';
import { type Day, minutesOf, plusDays } from './days';
import { type HolidayCalendar, isArranged, isHoliday, isWorkingDay } from './holidays';

/** Part of a day, `HH:MM` to `HH:MM`; over midnight when `from` is later than `to`, empty when both are the same. */
export interface Hours {
  from: string;
  to: string;
}

/** The part of a definition about time; the whole definition fits. */
export interface CalendarRules {
  zone: string;
  holidays: HolidayCalendar;
  quietHours: Hours;
  workingHours: Hours;
}

/** Turns calendar words into instants and back for one zone, independent of the zone and the locale of the host. */
export interface Calendar {
  /** @returns the instant of a local time; `24:00` is the midnight that ends the day. */
  at(day: Day, time: string): Instant;
  dayOf(at: Instant): Day;
  timeOf(at: Instant): string;
  isWorkingDay(day: Day): boolean;
  /** @returns whether the day is a public holiday; a weekend alone is none. */
  isHoliday(day: Day): boolean;
  /** @returns the n-th working day after the day (before it when negative); the day itself for 0. */
  plusWorkingDays(day: Day, days: number): Day;
  /** @returns when that many hours of working time have passed; time outside working hours does not count. */
  plusWorkingHours(at: Instant, hours: number): Instant;
  /** @returns the end of the quiet hours that the instant falls into, or the instant itself. */
  afterQuiet(at: Instant): Instant;
  /** @returns the years between the two days whose public holidays are not in the table yet. */
  unarrangedYears(from: Day, to: Day): number[];
}

/** @returns whether the host knows the IANA zone, for example `Asia/Shanghai`. */
export const isZone = (zone: string): boolean => IANAZone.isValidZone(zone);

const HOUR_MS = 3_600_000;

/** The zone is asked once for each text: a plan asks for the same few moments for each of its rounds and rungs. */
function once<T>(find: (text: string) => T): (text: string) => T {
  const found = new Map<string, T>();
  return (text) => {
    const known = found.get(text) ?? find(text);
    found.set(text, known);
    return known;
  };
}

/** @throws RangeError for a zone that does not exist, or working hours that never pass */
export function createCalendar(rules: CalendarRules): Calendar {
  if (!isZone(rules.zone)) throw new RangeError(`There is no time zone "${rules.zone}"`);
  if (minutesOf(rules.workingHours.from) >= minutesOf(rules.workingHours.to)) {
    throw new RangeError(`Working hours end (${rules.workingHours.to}) before they begin (${rules.workingHours.from})`);
  }
  const local = once((when: Instant) => {
    const found = DateTime.fromMillis(epochMs(when), { zone: rules.zone });
    return { day: found.toFormat('yyyy-MM-dd'), time: found.toFormat('HH:mm') };
  });
  const worked = (day: Day) => isWorkingDay(day, rules.holidays);

  // When the clocks go back, a local time comes twice: the first counts, so that a day ends before the next begins.
  const instantOf = once((dayAndTime: string): Instant => {
    const possible = DateTime.fromISO(dayAndTime, { zone: rules.zone }).getPossibleOffsets();
    return instant(Math.min(...possible.map((one) => one.toMillis())));
  });
  const at = (day: Day, time: string): Instant =>
    time === '24:00' ? at(plusDays(day, 1), '00:00') : instantOf(`${day}T${time}`);

  const dayOf = (when: Instant): Day => local(when).day;
  const timeOf = (when: Instant): string => local(when).time;

  function plusWorkingDays(day: Day, days: number): Day {
    const step = Math.sign(days);
    let found = day;
    for (let left = Math.abs(days); left > 0; ) {
      found = plusDays(found, step);
      if (worked(found)) left -= 1;
    }
    return found;
  }

  function plusWorkingHours(start: Instant, hours: number): Instant {
    let left = hours * HOUR_MS;
    for (let day = dayOf(start); ; day = plusDays(day, 1)) {
      if (!worked(day)) continue;
      const opens = at(day, rules.workingHours.from);
      const from = start > opens ? start : opens;
      const room = epochMs(at(day, rules.workingHours.to)) - epochMs(from);
      if (left <= room) return plusMs(from, left);
      left -= Math.max(0, room);
    }
  }

  function afterQuiet(when: Instant): Instant {
    const from = minutesOf(rules.quietHours.from);
    const to = minutesOf(rules.quietHours.to);
    const now = minutesOf(timeOf(when));
    const overMidnight = from > to;
    if (overMidnight && now >= from) return at(plusDays(dayOf(when), 1), rules.quietHours.to);
    const quiet = overMidnight ? now < to : now >= from && now < to;
    return quiet ? at(dayOf(when), rules.quietHours.to) : when;
  }

  function unarrangedYears(from: Day, to: Day): number[] {
    if (rules.holidays === 'none') return [];
    const [first, last] = [Number(from.slice(0, 4)), Number(to.slice(0, 4))];
    return Array.from({ length: last - first + 1 }, (_, i) => first + i).filter((year) => !isArranged(year));
  }

  return {
    at,
    dayOf,
    timeOf,
    isWorkingDay: worked,
    isHoliday: (day) => isHoliday(day, rules.holidays),
    plusWorkingDays,
    plusWorkingHours,
    afterQuiet,
    unarrangedYears,
  };
}
