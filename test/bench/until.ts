import { setTimeout as pause } from 'node:timers/promises';

/** Far longer than any useful measurement, but that of a country. */
const PATIENCE_MINUTES = 20;

/**
 * Looks again and again until it holds.
 * @param what the condition, for the error
 * @throws Error when it does not hold within so many minutes, so that every benchmark ends
 */
export async function until(
  what: string,
  holds: () => Promise<boolean>,
  { everyMs = 50, minutes = PATIENCE_MINUTES }: { everyMs?: number; minutes?: number } = {},
): Promise<void> {
  for (const end = Date.now() + minutes * 60_000; Date.now() < end; await pause(everyMs)) if (await holds()) return;
  throw new Error(`Waited ${minutes} minutes in vain until ${what}.`);
}

/**
 * Waits for work, but not for ever: what hangs ends with an error, and its database and processes are cleaned up.
 * @param what the work, for the error
 * @throws Error after so many minutes
 */
export async function inTime<T>(what: string, work: Promise<T>, minutes: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: not done after ${minutes} minutes.`)), minutes * 60_000);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
