/** Hints of which one may stand for several. */
export interface Spaced {
  /** Tells at once when the key has rested; otherwise once it has, and nobody waits for that. */
  tell(key: string): Promise<void>;
  /** Tells what still waits for its time. */
  flush(): Promise<void>;
}

/** The rest after a hint: it doubles from the first to the longest while hints keep coming. */
export interface Rests {
  firstMs: number;
  longestMs: number;
}

/** A key that was told a while ago. */
interface Resting {
  restMs: number;
  /** Whether something came since it was told. */
  isNews: boolean;
  /** Whether it may be told again. */
  isRested: boolean;
  /** Forgets it when nothing has come for long. */
  forgetting: NodeJS.Timeout;
}

/** In longest rests: a night is no reason to begin anew. */
const FORGOTTEN_AFTER = 24;

/**
 * Tells each key ever more rarely: at once, then after the first rest, then after twice as long, up to the longest. Use
 * it for hints that may be late or lost: a hundred reports in a minute need not wake their round a hundred times, and
 * neither need 260 reports in a week.
 * @param send may fail: the caller of `tell` hears of it, unless the hint waited for its time
 */
export function spaced(send: (key: string) => Promise<void>, { firstMs, longestMs }: Rests): Spaced {
  const resting = new Map<string, Resting>();

  function sendNow(key: string): Promise<void> {
    const before = resting.get(key);
    clearTimeout(before?.forgetting);
    const now: Resting = {
      restMs: before ? Math.min(2 * before.restMs, longestMs) : firstMs,
      isNews: false,
      isRested: false,
      forgetting: setTimeout(() => resting.delete(key), FORGOTTEN_AFTER * longestMs).unref(),
    };
    resting.set(key, now);
    setTimeout(() => {
      now.isRested = true;
      if (now.isNews) void sendNow(key).catch(() => {});
    }, now.restMs).unref();
    return send(key);
  }

  return {
    tell(key) {
      const known = resting.get(key);
      if (!known || known.isRested) return sendNow(key);
      known.isNews = true;
      return Promise.resolve();
    },
    async flush() {
      const news = [...resting].filter(([, { isNews }]) => isNews);
      for (const [, known] of news) known.isNews = false;
      await Promise.allSettled(news.map(([key]) => send(key)));
    },
  };
}
