import { type Instant, plusMs } from '../instant';

/** Whether a provider is left alone, in the time of its scope. */
export interface Breaker {
  /** Failures since the last message it took. */
  failures: number;
  /** Closed when null or past; once past, the next outcome decides. */
  openUntil: Instant | null;
}

/** What a batch of attempts says of the provider. account: nothing will go there until somebody has seen to it. */
export type ProviderOutcome = 'ok' | 'down' | 'account';

/** So many failures in a row are no accident of single messages. */
export const FAILURES_TO_OPEN = 5;
const MINUTE = 60_000;
const LONGEST_MS = 15 * MINUTE;
/** Money is paid in and limits are raised by people. */
const ACCOUNT_MS = 30 * MINUTE;

/**
 * Opens after five failures in a row for a minute, and for twice as long each time the provider fails again, up to
 * a quarter of an hour; the first message that it takes closes it.
 */
export function nextBreaker(
  { failures, openUntil }: Breaker,
  { outcome, count, now }: { outcome: ProviderOutcome; count: number; now: Instant },
): Breaker {
  if (outcome === 'ok') return { failures: 0, openUntil: null };
  if (outcome === 'account') return { failures: failures + count, openUntil: plusMs(now, ACCOUNT_MS) };
  // Attempts that were under way when it opened say nothing new.
  if (openUntil !== null && now < openUntil) return { failures, openUntil };
  const rounds = Math.floor(failures / FAILURES_TO_OPEN);
  const all = openUntil === null ? Math.min(failures + count, FAILURES_TO_OPEN) : (rounds + 1) * FAILURES_TO_OPEN;
  if (all < FAILURES_TO_OPEN) return { failures: all, openUntil: null };
  const forMs = Math.min(MINUTE * 2 ** (all / FAILURES_TO_OPEN - 1), LONGEST_MS);
  return { failures: all, openUntil: plusMs(now, forMs) };
}
