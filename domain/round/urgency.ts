import { epochMs, type Instant } from '../instant';

/** An ask of a unit, with the data for its urgency. */
export interface Due {
  dueAt: Instant;
  locksAt: Instant;
  /** Whether a report exists and was not returned. */
  reported: boolean;
}

/** Sorts open asks before answered ones, and within each the earlier deadline first. */
export const byUrgency = (one: Due, other: Due): number =>
  Number(one.reported) - Number(other.reported) ||
  epochMs(one.dueAt) - epochMs(other.dueAt) ||
  epochMs(one.locksAt) - epochMs(other.locksAt);
