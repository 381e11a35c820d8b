/** Answers that nobody has asked for in this long are forgotten. */
const FORGET_MS = 60_000;
/** What takes long to count is counted less often: computing takes at most this share of the time. */
const SHARE = 1 / 32;
/** But nobody is shown what is older than this because counting took long. */
const LONGEST_FRESH_MS = 10_000;
/** Older than so many times its freshness, an answer is not given any more: the asker waits for the new one. */
const STALE_TURNS = 3;

interface Known<T> {
  /** When the computing of the answer began, and how long it took; null while it is the first. */
  at: number;
  tookMs: number;
  answer: Promise<T>;
  /** The next answer, while it is computed. */
  next: Promise<T> | null;
}

/**
 * Computes something once for everybody who asks for it at about the same time: a thousand officers that watch a
 * campaign cost as much as one. While a new answer is computed, the old one is given, so that nobody waits for it.
 * @param freshMs how old an answer may become before it is computed anew, where that is quick; longer where it is not
 * @param compute its failures are not kept
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
    else known.set(key, { at, tookMs: 0, answer, next: answer });
    answer.then(
      () => known.set(key, { at, tookMs: Date.now() - at, answer, next: null }),
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
    const fresh = Math.max(freshMs, Math.min(found.tookMs / SHARE, LONGEST_FRESH_MS));
    if (age < fresh) return found.answer;
    const next = found.next ?? begin(key, about);
    return age < fresh * STALE_TURNS ? found.answer : next;
  };
}
