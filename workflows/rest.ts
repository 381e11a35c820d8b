import type { Instant } from '../domain/instant';
import type { WorkflowClock } from './clock';

/** What a life does while nothing is to be done: it waits for an instant, or for something to happen. */
export interface Rest {
  do: 'rest';
  until: Instant | null;
  /** What is awaited, shown in the Temporal UI. */
  for: string;
}

/**
 * Rests until its instant, or until something has happened.
 * @param life as it is now: another object after every event
 */
export function restFor({ until, for: awaited }: Rest, life: () => unknown, clock: WorkflowClock): Promise<void> {
  const before = life();
  return clock.restUntil(until, () => life() !== before, awaited);
}
