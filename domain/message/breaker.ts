import { type Instant, plusMs } from '../instant';

/** Decides whether a failing provider gets messages, in the time of its scope. */
export interface Breaker {
  /** Failures since the last message that it took. */
  failures: number;
  /** Null or past means closed; when it is past, the next outcome decides. */
  openUntil: Instant | null;
}

/**
 * The result of a batch of attempts for the provider. account: the administrator must act before it takes a message.
 */
export type ProviderOutcome = 'ok' | 'down' | 'account';

/** So many failures in a row are not the fault of single messages. */
export const FAILURES_TO_OPEN = 5;
const MINUTE = 60_000;
const LONGEST_MS = 15 * MINUTE;
/** A person must pay money in, or raise a limit. */
const ACCOUNT_MS = 30 * MINUTE;

/**
 * Opens for a minute after five failures in a row, and for twice as long after each further failure, up to a quarter of
 * an hour; the first message that the provider takes closes it.
 */
export function nextBreaker(
  { failures, openUntil }: Breaker,
  { outcome, count, now }: { outcome: ProviderOutcome; count: number; now: Instant },
): Breaker {
  if (outcome === 'ok') return { failures: 0, openUntil: null };
  if (outcome === 'account') return { failures: failures + count, openUntil: plusMs(now, ACCOUNT_MS) };
  // Attempts that were running when it opened give no news.
  if (openUntil !== null && now < openUntil) return { failures, openUntil };
  const rounds = Math.floor(failures / FAILURES_TO_OPEN);
  const all = openUntil === null ? Math.min(failures + count, FAILURES_TO_OPEN) : (rounds + 1) * FAILURES_TO_OPEN;
  if (all < FAILURES_TO_OPEN) return { failures: all, openUntil: null };
  const forMs = Math.min(MINUTE * 2 ** (all / FAILURES_TO_OPEN - 1), LONGEST_MS);
  return { failures: all, openUntil: plusMs(now, forMs) };
}
