import { type Instant, plusMs } from '../../domain/instant';
import { chance } from './chance';
import { onGrid, type WorkingGrid } from './working-grid';

/**
 * How reliably a village reports.
 * prompt    between the first message and the deadline
 * reminded  soon after the first reminder, never before one
 * late      between the deadline and the lock
 * never     not at all
 */
export type Temperament = 'prompt' | 'reminded' | 'late' | 'never';

/** A village's habits in one round; the same for the same seed, unit and round. */
export interface Habits {
  temperament: Temperament;
  /** Answers "nothing to report" where the form allows it. */
  nothing: boolean;
  /** Sends a value the form refuses, reads the error and sends a good one. */
  slips: boolean;
  /** Reports again later with other figures. */
  corrects: boolean;
  /** Answers the SMS by SMS where the form allows it. */
  writes: boolean;
  /** How many unclear SMS come first. */
  unclear: 0 | 1 | 2;
}

/**
 * Shares of villages; with these, every path of a campaign happens in a county of a hundred. The rest is `reminded`.
 */
const SHARES = {
  prompt: 0.7,
  late: 0.12,
  never: 0.05,
  wrongNumber: 0.03,
  nothing: 0.1,
  slips: 0.05,
  corrects: 0.05,
  writes: 0.4,
  unclear: 0.15,
  stops: 0.02,
};

/** A village in one round. */
export interface Place {
  seed: number;
  unit: string;
  /** Key of the round. */
  key: string;
}

/** The dates of a round that a village's habits refer to. */
export interface Dates {
  dueAt: Instant;
  locksAt: Instant;
}

/** A message that a village received. */
export interface Told {
  kind: string;
  at: Instant;
}

/** @returns the village's habits in this round. */
export function habitsOf({ seed, unit, key }: Place): Habits {
  const is = (trait: 'nothing' | 'slips' | 'corrects' | 'writes') => chance(seed, trait, unit, key) < SHARES[trait];
  return {
    temperament: temperamentOf(chance(seed, 'temperament', unit, key)),
    nothing: is('nothing'),
    slips: is('slips'),
    corrects: is('corrects'),
    writes: is('writes'),
    unclear: unclearFirst(chance(seed, 'unclear', unit, key)),
  };
}

/** @returns how many unclear SMS come first; half of the villages that write one write a second. */
function unclearFirst(share: number): Habits['unclear'] {
  if (share >= SHARES.unclear) return 0;
  return share < SHARES.unclear / 2 ? 2 : 1;
}

function temperamentOf(share: number): Temperament {
  if (share < SHARES.prompt) return 'prompt';
  if (share < SHARES.prompt + SHARES.late) return 'late';
  if (share < SHARES.prompt + SHARES.late + SHARES.never) return 'never';
  return 'reminded';
}

/** @returns whether the register has a wrong number for this unit's contact; the same in all rounds. */
export const hasWrongNumber = ({ seed, unit }: Omit<Place, 'key'>): boolean =>
  chance(seed, 'wrong-number', unit) < SHARES.wrongNumber;

const DAY_MS = 86_400_000;

const earlier = (one: Instant, other: Instant): Instant => (one < other ? one : other);
const later = (one: Instant, other: Instant): Instant => (one < other ? other : one);

/**
 * Finds when the village reports, from the messages it has received so far. A further message never moves an instant
 * that is settled, so the caller may ask again after each.
 * @returns null while it does not mean to
 */
export function reportsAt(place: Place, told: readonly Told[], dates: Dates, grid: WorkingGrid): Instant | null {
  const first = told[0];
  if (!first) return null;
  const share = chance(place.seed, 'moment', place.unit, place.key);
  const between = (after: Instant, before: Instant) => onGrid({ after, before, share }, grid);
  switch (habitsOf(place).temperament) {
    case 'never':
      return null;
    case 'prompt':
      return between(first.at, dates.dueAt) ?? between(first.at, dates.locksAt);
    case 'late':
      return between(later(first.at, dates.dueAt), dates.locksAt);
    case 'reminded': {
      const reminder = told.find((message) => message.kind !== 'task');
      if (!reminder) return null;
      const soon = plusMs(reminder.at, DAY_MS);
      const until = reminder.at < dates.dueAt && dates.dueAt < soon ? dates.dueAt : soon;
      return between(reminder.at, earlier(until, dates.locksAt)) ?? between(reminder.at, dates.locksAt);
    }
  }
}

/** @returns when the village corrects its report: within two days after it, before the lock; null when it does not. */
export function correctsAt(place: Place, reported: Instant, { locksAt }: Dates, grid: WorkingGrid): Instant | null {
  if (!habitsOf(place).corrects) return null;
  const until = plusMs(reported, 2 * DAY_MS);
  const share = chance(place.seed, 'correction', place.unit, place.key);
  return onGrid({ after: reported, before: earlier(until, locksAt), share }, grid);
}

/** @returns the next half hour, when a village whose SMS was unclear writes again; null when it is too late. */
export const saysAgainAt = (at: Instant, { locksAt }: Pick<Dates, 'locksAt'>, grid: WorkingGrid): Instant | null =>
  onGrid({ after: at, before: locksAt, share: 0 }, grid);

/** @returns when the contact, after an SMS, asks for no more SMS; null when the contact never does. */
export function stopsAt({ seed, unit, key }: Place, told: Told, { dueAt }: Dates, grid: WorkingGrid): Instant | null {
  if (chance(seed, 'stops', unit, key) >= SHARES.stops) return null;
  return onGrid({ after: told.at, before: dueAt, share: chance(seed, 'stop', unit, key) }, grid);
}
