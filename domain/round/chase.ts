import type { Instant } from '../instant';

/** A chase, as far as it says whether somebody must act. */
export interface ChaseStanding {
  state: 'open' | 'acknowledged' | 'raised' | 'closed';
  acknowledgeBy: Instant;
  acknowledgedAt: Instant | null;
  dispatchedAt: Instant | null;
  doneAt: Instant | null;
  snoozedUntil: Instant | null;
  /** Number of silent units now. */
  silentNow: number;
  locksAt: Instant;
  now: Instant;
}

/** @returns whether an officer must still act: not snoozed, not done, not after the lock, and with silent units. */
export const waits = ({ state, doneAt, snoozedUntil, silentNow, locksAt, now }: ChaseStanding): boolean =>
  state !== 'closed' &&
  doneAt === null &&
  silentNow > 0 &&
  now < locksAt &&
  (snoozedUntil === null || snoozedUntil <= now);

/** @returns whether it was not acknowledged in time, or its snooze is over. */
export const isOverdue = (chase: ChaseStanding): boolean =>
  waits(chase) && (chase.acknowledgedAt === null ? chase.acknowledgeBy <= chase.now : chase.snoozedUntil !== null);

/** @returns what it asks of an officer. */
export const needOf = (chase: ChaseStanding): 'overdue' | 'waiting' | 'nothing' =>
  isOverdue(chase) ? 'overdue' : waits(chase) ? 'waiting' : 'nothing';

/** @returns how far it has come: the last step that was taken. */
export const stepOf = ({ state, dispatchedAt, doneAt }: ChaseStanding): string =>
  doneAt ? 'done' : dispatchedAt ? 'dispatched' : state;
