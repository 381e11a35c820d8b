import { type Instant, plusMs } from '../instant';

const MINUTE = 60_000;
/** Waits in campaign time before a provider is asked what became of a message that is unknown; then no more. */
const WAITS = [2 * MINUTE, 13 * MINUTE, 105 * MINUTE, 22 * 60 * MINUTE];

/**
 * @param lookups how often it has been asked
 * @returns when it is asked next (2 min, 15 min, 2 h, 24 h after the message became unknown); null when no more
 */
export function nextLookUp(lookups: number, now: Instant): Instant | null {
  const wait = WAITS[lookups];
  return wait === undefined ? null : plusMs(now, wait);
}

/** So long after a message became unknown (ms of campaign time) it is asked about for the first time. */
export const FIRST_LOOK_UP_MS = WAITS[0] ?? MINUTE;
