import type { Chase } from '../types';

/**
 * Somebody still has to do something, and has not put it off; after the lock, or when all have reported, nobody has.
 */
export const waits = ({ state, doneAt, snoozedUntil, silentNow, locksAt, now }: Chase): boolean =>
  state !== 'closed' &&
  doneAt === null &&
  silentNow > 0 &&
  now < locksAt &&
  (snoozedUntil === null || snoozedUntil <= now);

/** Nobody has acknowledged it in time, or it was put off until an instant that has passed. */
export const isOverdue = (chase: Chase): boolean =>
  waits(chase) && (chase.acknowledgedAt === null ? chase.acknowledgeBy <= chase.now : chase.snoozedUntil !== null);
