import { DateTime } from 'luxon';
import { epochMs, type Instant } from '../../domain/instant';

/**
 * @returns whether the instant lies in the quiet hours, of which the first minute is quiet and the last bound is not.
 * Computed here again and not taken from the compiler's calendar: an audit that shares the code shares the mistake.
 */
export function isQuiet(at: Instant, { from, to }: { from: string; to: string }, zone: string): boolean {
  const time = DateTime.fromMillis(epochMs(at), { zone }).toFormat('HH:mm');
  return from <= to ? time >= from && time < to : time >= from || time < to;
}

/** @returns the instant itself outside the quiet hours, else the end of the quiet hours. */
export function quietOver(at: Instant, hours: { from: string; to: string }, zone: string): Instant {
  if (!isQuiet(at, hours, zone)) return at;
  const here = DateTime.fromMillis(epochMs(at), { zone });
  const [hour = 0, minute = 0] = hours.to.split(':').map(Number);
  const today = here.set({ hour, minute, second: 0, millisecond: 0 });
  return new Date((today > here ? today : today.plus({ days: 1 })).toMillis()).toISOString();
}
