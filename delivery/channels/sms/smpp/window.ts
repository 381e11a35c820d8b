import { setTimeout as pause } from 'node:timers/promises';

const SHORTEST_MS = 250;
const LONGEST_MS = 8_000;

/** Limits how much work goes on at once, and allows less when the other side asks for it. */
export interface Window {
  enter<T>(work: () => Promise<T>): Promise<T>;
  /** The other side throttles: nothing new starts for a while, twice as long each time in a row. */
  slowDown(): void;
  /** The other side accepts again. */
  goOn(): void;
}

export function windowOf(most: number): Window {
  const waiting: (() => void)[] = [];
  let free = most;
  let pauseMs = 0;
  let until = 0;

  async function slot(): Promise<void> {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    for (let left = until - Date.now(); left > 0; left = until - Date.now()) await pause(left);
  }

  return {
    async enter(work) {
      await slot();
      try {
        return await work();
      } finally {
        const next = waiting.shift();
        if (next) next();
        else free += 1;
      }
    },
    slowDown() {
      // Requests under way together are throttled together: they count once.
      if (Date.now() < until) return;
      pauseMs = Math.min(Math.max(pauseMs * 2, SHORTEST_MS), LONGEST_MS);
      until = Date.now() + pauseMs;
    },
    goOn() {
      pauseMs = 0;
    },
  };
}
