/** Hints of which one may stand for several. */
export interface Spaced {
  /** Tells at once when the key has rested; otherwise once it has, and nobody waits for that. */
  tell(key: string): Promise<void>;
  /** Tells what still waits for its time. */
  flush(): Promise<void>;
}

/**
 * Tells each key at most once in `restMs`. Use it for hints that may be late or lost: a hundred reports in a minute
 * need not wake their round a hundred times.
 * @param send may fail: the caller of `tell` hears of it, unless the hint waited for its time
 */
export function spaced(send: (key: string) => Promise<void>, restMs: number): Spaced {
  /** Keys that rest, and whether there is news of them. */
  const resting = new Map<string, boolean>();

  function sendNow(key: string): Promise<void> {
    resting.set(key, false);
    setTimeout(() => {
      const isNews = resting.get(key);
      resting.delete(key);
      if (isNews) void sendNow(key).catch(() => {});
    }, restMs).unref();
    return send(key);
  }

  return {
    tell(key) {
      if (!resting.has(key)) return sendNow(key);
      resting.set(key, true);
      return Promise.resolve();
    },
    async flush() {
      const news = [...resting].flatMap(([key, isNews]) => (isNews ? [key] : []));
      for (const key of news) resting.set(key, false);
      await Promise.allSettled(news.map(send));
    },
  };
}
