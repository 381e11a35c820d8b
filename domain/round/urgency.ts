import { epochMs, type Instant } from '../instant';

/** What a unit was asked for, as far as its urgency goes. */
export interface Due {
  dueAt: Instant;
  locksAt: Instant;
  /** A report is there and was not returned. */
  reported: boolean;
}

/** Sorts what is still owed before what is done, and of each what is due first to the front. */
export const byUrgency = (one: Due, other: Due): number =>
  Number(one.reported) - Number(other.reported) ||
  epochMs(one.dueAt) - epochMs(other.dueAt) ||
  epochMs(one.locksAt) - epochMs(other.locksAt);
