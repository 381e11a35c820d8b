import type { Instant } from '../domain/instant';
import type { WorkflowClock } from './clock';

/** What a life does while nothing is to be done: it waits for an instant, or for something to happen. */
export interface Rest {
  do: 'rest';
  until: Instant | null;
  /** What is awaited, shown in the Temporal UI. */
  for: string;
}

/** Rests until its instant, or until something else is to be done. @param next what is to be done now */
export function restFor({ until, for: awaited }: Rest, next: () => Rest | { do: string }, clock: WorkflowClock) {
  const isOtherwise = () => {
    const step = next();
    return !('until' in step) || step.until !== until;
  };
  return clock.restUntil(until, isOtherwise, awaited);
}
