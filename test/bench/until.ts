import { setTimeout as pause } from 'node:timers/promises';

/** Far beyond what any figure would be worth printing for. */
const PATIENCE_MS = 20 * 60_000;

/**
 * Looks again and again until it holds.
 * @param what is waited for, in the words of the error
 * @throws Error when it has not come to hold in twenty minutes: a benchmark ends, whatever stands still
 */
export async function until(what: string, holds: () => Promise<boolean>, everyMs = 50): Promise<void> {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await pause(everyMs)) if (await holds()) return;
  throw new Error(`Waited ${PATIENCE_MS / 60_000} minutes in vain until ${what}.`);
}
