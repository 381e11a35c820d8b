const WINDOW_MS = 60_000;
/** Written one by one in each window; the rest is a count in the first line of the next. */
const IN_FULL = 20;
/** More different ones than this share one count: what is kept does not grow with an attack. */
const MOST_KEYS = 5000;
const ALL_OTHERS = '';

/** Decides which of many lines about the same are written. */
export interface FewLines {
  /**
   * @param key what the lines have in common
   * @returns how many were left out since the last one, when this one is to be written; null when it is not
   */
  take(key: string): number | null;
}

/** @param now in milliseconds; for tests */
export function createFewLines(now: () => number = Date.now): FewLines {
  const counts = new Map<string, { since: number; lines: number }>();
  const forgetOld = () => {
    for (const [key, { since, lines }] of counts)
      if (lines <= IN_FULL && now() - since >= WINDOW_MS) counts.delete(key);
  };
  return {
    take(wanted) {
      if (counts.size >= MOST_KEYS) forgetOld();
      const key = counts.size < MOST_KEYS || counts.has(wanted) ? wanted : ALL_OTHERS;
      const known = counts.get(key);
      if (known && now() - known.since < WINDOW_MS) {
        known.lines += 1;
        return known.lines <= IN_FULL ? 0 : null;
      }
      counts.set(key, { since: now(), lines: 1 });
      return Math.max(0, (known?.lines ?? 0) - IN_FULL);
    },
  };
}
