const WINDOW_MS = 60_000;
/** Lines written one by one in each window; the first line of the next window has the count of the rest. */
const IN_FULL = 20;
/** Beyond this many keys all further ones share one count, so that an attack cannot fill the memory. */
const MOST_KEYS = 5000;
const ALL_OTHERS = '';

/** Decides which of many similar lines are written. */
export interface FewLines {
  /**
   * @param key what the lines have in common
   * @returns how many were left out since the last written line, if this line is to be written; else null
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
