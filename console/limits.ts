/** A fixed window is enough here: it stops loops and guessing, it shapes no traffic. Per process. */
export interface Limiter {
  /** @returns whether one more is allowed for this key. */
  take(key: string): boolean;
}

/** @param max per key and window. @param now milliseconds; real time, not campaign time. */
export function createLimiter({
  max,
  windowMs,
  now = Date.now,
}: {
  max: number;
  windowMs: number;
  now?: () => number;
}): Limiter {
  let counts = new Map<string, number>();
  let until = 0;
  return {
    take(key) {
      if (now() >= until) {
        counts = new Map();
        until = now() + windowMs;
      }
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      return count <= max;
    },
  };
}
