import { ActivityFailure, isCancellation, log } from '@temporalio/workflow';
import { earliest, type Instant, plusMs } from '../domain/instant';
import type { WorkflowClock } from './clock';

/** What is wrong in the data is mended by people: looking again more often would find it unmended. */
const TRY_AGAIN_MS = 3600 * 1000;

/** Steps that may fail without stopping what comes after them; each is tried again at a slow pace. */
export interface Attempts {
  /**
   * Takes a step whose activities have failed for good; the guard of activities has made a fault of it.
   * @returns what came of it; null when it has failed
   */
  take<T>(step: string, work: () => Promise<T>): Promise<{ came: T } | null>;
  /** @returns false while a step that failed waits for its next attempt. */
  mayTake(step: string): boolean;
  /** Something has changed: the step need not wait any longer. */
  forget(step: string): void;
  /** @returns when the next step is to be tried again, later than now; null when nothing waits for that. */
  nextAt(): Instant | null;
}

export function openAttempts(clock: Pick<WorkflowClock, 'now'>): Attempts {
  const failed = new Map<string, Instant>();
  return {
    async take(step, work) {
      try {
        const came = await work();
        failed.delete(step);
        return { came };
      } catch (error) {
        if (!(error instanceof ActivityFailure) || isCancellation(error)) throw error;
        log.error('step failed', { step, error: String(error.cause ?? error) });
        failed.set(step, plusMs(clock.now(), TRY_AGAIN_MS));
        return null;
      }
    },
    mayTake: (step) => (failed.get(step) ?? '') <= clock.now(),
    forget: (step) => void failed.delete(step),
    nextAt: () => earliest(...[...failed.values()].filter((at) => at > clock.now())),
  };
}
