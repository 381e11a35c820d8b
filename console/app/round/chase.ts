import type { Chase } from '../types';

/** @returns whether an officer must still act: not snoozed, not done, not after the lock, and with silent units. */
export const waits = ({ state, doneAt, snoozedUntil, silentNow, locksAt, now }: Chase): boolean =>
  state !== 'closed' &&
  doneAt === null &&
  silentNow > 0 &&
  now < locksAt &&
  (snoozedUntil === null || snoozedUntil <= now);

/** @returns whether it was not acknowledged in time, or its snooze is over. */
export const isOverdue = (chase: Chase): boolean =>
  waits(chase) && (chase.acknowledgedAt === null ? chase.acknowledgeBy <= chase.now : chase.snoozedUntil !== null);
