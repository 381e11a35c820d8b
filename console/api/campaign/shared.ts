/** Answers without a reader for this time are dropped. */
const FORGET_MS = 60_000;
/** A slow count runs less often: it uses at most this share of the time. */
const SHARE = 1 / 32;
/** An answer of a slow count stays fresh for at most this time. */
const LONGEST_FRESH_MS = 10_000;
/** An answer older than so many times its freshness is not given: the reader waits for the new one. */
const STALE_TURNS = 3;

interface Known<T> {
  /** Start of the count, in ms since 1970, and its duration (0 for the first count, while it runs). */
  at: number;
  tookMs: number;
  /** The shorter of the last two: one that met a cold cache, or a rehearsal that begins, holds back nothing. */
  costMs: number;
  answer: Promise<T>;
  /** The next answer, while it is computed. */
  next: Promise<T> | null;
}

/**
 * Computes an answer once for all who ask at about the same time: a thousand officers cost as much as one. During a new
 * count it gives the old answer, so that no reader waits.
 * @param freshMs greatest age of an answer without a new count; longer for a slow count
 * @param compute the count; its failures are not kept
 */
export function shared<About extends readonly (string | null)[], T>(
  freshMs: number,
  compute: (...about: About) => Promise<T>,
): (...about: About) => Promise<T> {
  const known = new Map<string, Known<T>>();

  function begin(key: string, about: About): Promise<T> {
    const at = Date.now();
    const answer = compute(...about);
    const before = known.get(key);
    if (before) before.next = answer;
    else known.set(key, { at, tookMs: 0, costMs: 0, answer, next: answer });
    answer.then(
      () => {
        const tookMs = Date.now() - at;
        known.set(key, { at, tookMs, costMs: before ? Math.min(before.tookMs, tookMs) : 0, answer, next: null });
      },
      () => known.delete(key),
    );
    return answer;
  }

  return (...about) => {
    const now = Date.now();
    const key = JSON.stringify(about);
    const found = known.get(key);
    if (!found) {
      for (const [old, { at }] of known) if (now - at > FORGET_MS) known.delete(old);
      return begin(key, about);
    }
    const age = now - found.at;
    const fresh = Math.max(freshMs, Math.min(found.costMs / SHARE, LONGEST_FRESH_MS));
    if (age < fresh) return found.answer;
    const next = found.next ?? begin(key, about);
    return age < fresh * STALE_TURNS ? found.answer : next;
  };
}
