import { ActivityFailure, isCancellation, log } from '@temporalio/workflow';

/**
 * Takes a step whose activities may fail for good; the guard of activities has made a fault of it.
 * @returns what came of it; null when it has failed
 */
export async function tried<T>(step: string, work: () => Promise<T>): Promise<{ came: T } | null> {
  try {
    return { came: await work() };
  } catch (error) {
    if (!(error instanceof ActivityFailure) || isCancellation(error)) throw error;
    log.error('step failed', { step, error: String(error.cause ?? error) });
    return null;
  }
}
