import { epochMs, type Instant, plusMs } from '../instant';

const MINUTE = 60_000;
/** Waits, in campaign time, before each question to a provider about an unknown message; no question after the last. */
const WAITS = [2 * MINUTE, 13 * MINUTE, 105 * MINUTE, 22 * 60 * MINUTE];

/**
 * @param lookups number of questions so far
 * @returns the time of the next question (2 min, 15 min, 2 h, 24 h after the message became unknown); null after the
 *   last
 */
export function nextLookUp(lookups: number, now: Instant): Instant | null {
  const wait = WAITS[lookups];
  return wait === undefined ? null : plusMs(now, wait);
}

const SILENT = 15 * MINUTE;
const GIVEN_UP_AFTER = 3 * 24 * 60 * MINUTE;

/**
 * @param since when the message became unknown
 * @returns the time at which a provider that could not be asked is asked once more, every quarter of an hour; null
 *   after three days
 */
export function lookUpAfterSilence(since: Instant, now: Instant): Instant | null {
  const next = plusMs(now, SILENT);
  return epochMs(next) - epochMs(since) > GIVEN_UP_AFTER ? null : next;
}

/** Time between the moment when a message becomes unknown and the first question, in ms of campaign time. */
export const FIRST_LOOK_UP_MS = WAITS[0] ?? MINUTE;
