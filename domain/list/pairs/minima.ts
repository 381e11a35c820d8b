import { type Day, dayOf, plusDays, weekday } from '../../campaign/calendar/days';
import type { ListDefinition } from '../list-definition';

/**
 * The minima of a list of pairs: how often somebody is contacted, visited or helped in a week, month or year. They are
 * counted for the person who is helped, whoever the helper is; another helper goes on where the first one stopped.
 */
export type Minimum = ListDefinition['minimum'][number];

/** A minimum in one of its periods, of which both days count. */
export interface MinimumDue extends Minimum {
  from: Day;
  until: Day;
}

/** A minimum, and what was done of it. */
export interface MinimumMet extends Minimum {
  done: number;
}

/** @returns the calendar week (from Monday), month or year with this day; both days count */
export function periodOf(per: Minimum['per'], day: Day): { from: Day; until: Day } {
  if (per === 'week') {
    const from = plusDays(day, 1 - weekday(day));
    return { from, until: plusDays(from, 6) };
  }
  const [year = 0, month = 0] = day.split('-').map(Number);
  const from = per === 'year' ? dayOf(year, 1, 1) : dayOf(year, month, 1);
  const next = per === 'year' ? dayOf(year + 1, 1, 1) : dayOf(month === 12 ? year + 1 : year, (month % 12) + 1, 1);
  if (from === null || next === null) throw new RangeError(`${day} is no day`);
  return { from, until: plusDays(next, -1) };
}

/** @returns the minima in the periods with this day: up to today they run still, in an earlier period they are over */
export const minimaAt = (minimum: readonly Minimum[], day: Day): MinimumDue[] =>
  minimum.map((one) => ({ ...one, ...periodOf(one.per, day) }));

/** @returns how many of a deed are lacking */
export const lacking = ({ times, done }: Pick<MinimumMet, 'times' | 'done'>): number => Math.max(0, times - done);

/** @returns whether something of the minima is lacking */
export const isBelow = (minima: readonly Pick<MinimumMet, 'times' | 'done'>[]): boolean =>
  minima.some((one) => lacking(one) > 0);

/** @returns what deeds there are of each minimum */
export const countedBy = (
  due: readonly MinimumDue[],
  deeds: readonly { kind: string; on: Day; times: number }[],
): MinimumMet[] =>
  due.map(({ from, until, ...minimum }) => ({
    ...minimum,
    done: deeds
      .filter(({ kind, on }) => kind === minimum.deed && on >= from && on <= until)
      .reduce((sum, { times }) => sum + times, 0),
  }));
