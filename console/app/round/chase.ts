import type { Text } from '../words';

/** A superior region and the units below it that are silent, as the API answers it. */
export interface Chase {
  id: number;
  campaign: string;
  stage: Text;
  region: string;
  regionName: string;
  silent: number;
  silentNow: number;
  openedAt: string;
  acknowledgeBy: string;
  state: 'open' | 'acknowledged' | 'raised' | 'closed';
  acknowledgedAt: string | null;
  raisedAt: string | null;
  dispatchedAt: string | null;
  doneAt: string | null;
  snoozedUntil: string | null;
  snoozeReason: string | null;
  locksAt: string;
  now: string;
  zone: string;
}

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
