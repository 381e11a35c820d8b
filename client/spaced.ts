/** Hints of which one may stand for several. */
export interface Spaced {
  /** Tells at once when the key has rested and there is room; otherwise later, and nobody waits for that. */
  tell(key: string): Promise<void>;
  /** Tells what still waits for its time. */
  flush(): Promise<void>;
}

/** The rest after a hint: it doubles from the first to the longest while hints keep coming. */
export interface Rests {
  firstMs: number;
  longestMs: number;
}

/** How many hints there are at most for all keys together: so many at once, and one more after each such time. */
export interface Pace {
  atOnce: number;
  everyMs: number;
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
 * neither need 260 reports in a week. All keys together are told no faster than the pace: three thousand rounds that
 * hear of their first report within a minute would take both cores from those who report.
 * @param send may fail: the caller of `tell` hears of it, unless the hint waited for its time
 */
export function spaced(send: (key: string) => Promise<void>, { firstMs, longestMs, ...pace }: Rests & Pace): Spaced {
  const resting = new Map<string, Resting>();
  const line = inLine(send, pace);

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
    return line.send(key);
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
      const late = new Set([...line.leave(), ...news.map(([key]) => key)]);
      await Promise.allSettled([...late].map((key) => send(key)));
    },
  };
}

/** Lets keys through at a pace; those that wait stand in line once, in the order in which they came. */
function inLine(send: (key: string) => Promise<void>, { atOnce, everyMs }: Pace) {
  const waiting = new Set<string>();
  let room = atOnce;
  let isPassing = false;

  function passTime(): void {
    if (isPassing) return;
    isPassing = true;
    setTimeout(() => {
      isPassing = false;
      const [next] = waiting;
      if (next === undefined) room += 1;
      else {
        waiting.delete(next);
        void send(next).catch(() => {});
      }
      if (waiting.size > 0 || room < atOnce) passTime();
    }, everyMs).unref();
  }

  return {
    send(key: string): Promise<void> {
      passTime();
      if (room > 0) {
        room -= 1;
        return send(key);
      }
      waiting.add(key);
      return Promise.resolve();
    },
    /** @returns all that wait; none of them is sent any more */
    leave(): string[] {
      const left = [...waiting];
      waiting.clear();
      return left;
    },
  };
}
