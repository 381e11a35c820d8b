import { compare } from '../../compare';
import { type Instant, instant } from '../../instant';
import { type Day, dayOf, epochDays, plusDays, WEEKDAYS, weekday } from '../calendar/days';
import { resolveDay } from '../calendar/moments';
import type { Season } from '../calendar/season';
import type { Repeat } from '../definition/definition';
import { type Occasion, occasionOn } from '../round-key';

/** One of the repeated rounds: its occasion, which distinguishes it from the others, and its opening. */
export interface Occurrence {
  occasion: Occasion;
  opens: Instant;
}

/**
 * Most rounds of one ask: twice a day from November to April, or daily for a year. One plan carries all their ladders.
 */
export const MOST_ROUNDS = 400;

/** The four rhythms; a `repeat` has exactly one of them. */
export const RHYTHMS = ['dailyAt', 'weeklyOn', 'monthlyOn', 'everyMonths'] as const;

/**
 * @param opens the opening of the stage or ask: the first round opens then or later, at this time of day unless the
 *   rhythm names its own times
 * @returns the openings before the end of `until`, in order; empty when the rhythm has no day between them
 */
export function occurrences(season: Season, repeat: Repeat, opens: Instant): Occurrence[] {
  const { calendar } = season;
  const end = resolveDay(season, repeat.until, 'due');
  const times = repeat.dailyAt ? [...new Set(repeat.dailyAt)].sort() : [calendar.timeOf(opens)];
  const days = daysOf(repeat, calendar.dayOf(opens), calendar.dayOf(end));
  const all = days.flatMap((day) => {
    const opened = openedOn(season, repeat, day);
    return opened === null
      ? []
      : times.map((time) => ({
          occasion: occasionOn(day, repeat.dailyAt ? time : null),
          opens: calendar.at(opened, time),
        }));
  });
  const within = all
    .filter((one) => one.opens >= opens && one.opens < end)
    // When the clocks go forward, a skipped time can come after the next one.
    .sort((a, b) => compare(a.opens, b.opens));
  // Two days off before one working day make one round, not two at the same hour.
  return within.filter(({ opens: at }, index) => within[index - 1]?.opens !== at);
}

/** @returns the day on which that day's round opens, by the rule for days off; null when the round is left out. */
function openedOn({ calendar }: Season, { daysOff }: Repeat, day: Day): Day | null {
  if (daysOff === 'keep' || calendar.isWorkingDay(day)) return day;
  return daysOff === 'skip' ? null : calendar.plusWorkingDays(day, 1);
}

function daysOf({ weeklyOn, monthlyOn, everyMonths }: Repeat, first: Day, last: Day): Day[] {
  if (monthlyOn !== undefined) return monthly({ first, last, date: monthlyOn, step: 1 });
  if (everyMonths !== undefined) return monthly({ first, last, date: Number(first.slice(8)), step: everyMonths });
  const all = Array.from({ length: Math.max(0, epochDays(last) - epochDays(first) + 1) }, (_, n) => plusDays(first, n));
  return weeklyOn ? all.filter((day) => weeklyOn.some((name) => WEEKDAYS[weekday(day) - 1] === name)) : all;
}

/** If a month is too short for the date, takes its last day: people mean the end of the month. */
function monthly({ first, last, date, step }: { first: Day; last: Day; date: number; step: number }): Day[] {
  const found: Day[] = [];
  for (let month = monthsOf(first); month <= monthsOf(last); month += step) {
    const [year, nr] = [Math.floor(month / 12), (month % 12) + 1];
    found.push(dayOf(year, nr, date) ?? lastOf(year, nr));
  }
  return found;
}

/** @returns months since the year 0. */
const monthsOf = (day: Day): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;

const lastOf = (year: number, month: number): Day => instant(Date.UTC(year, month, 0)).slice(0, 10);
