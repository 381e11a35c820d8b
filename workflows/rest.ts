import type { Instant } from '../domain/instant';
import type { WorkflowClock } from './clock';

/** The step of a life without work: it waits for an instant or an event. */
export interface Rest {
  do: 'rest';
  until: Instant | null;
  /** The purpose of the wait, shown in the Temporal UI. */
  for: string;
}

/**
 * Waits until the instant or the next event.
 * @param life the present life: a new object after every event
 */
export function restFor({ until, for: awaited }: Rest, life: () => unknown, clock: WorkflowClock): Promise<void> {
  const before = life();
  return clock.restUntil(until, () => life() !== before, awaited);
}
