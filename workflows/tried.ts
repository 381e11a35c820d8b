import { ActivityFailure, isCancellation, log } from '@temporalio/workflow';

/**
 * Runs a step whose activities may fail for good; the guard of activities has raised the fault.
 * @returns the result; null when it failed
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
