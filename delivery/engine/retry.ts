const MINUTE = 60_000;
/** Waits in campaign time after the first, second … attempt; the last one repeats. */
const WAITS = [MINUTE, 5 * MINUTE, 15 * MINUTE, 60 * MINUTE];

/** After so many attempts a message fails. */
export const MAX_ATTEMPTS = 5;

/** @param attempt 1 for the first. @returns milliseconds of campaign time until the next. */
export const waitAfter = (attempt: number): number => WAITS[Math.min(attempt, WAITS.length) - 1] ?? MINUTE;
