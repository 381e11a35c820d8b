import type { Logger } from 'pino';
import { beat, rest } from '../../config/pulse';
import { sparing } from '../../config/sparing-log';

export interface Loop {
  /** Does it at once, or once more when it is being done. */
  now(): void;
  /** Ends it, and waits for what is being done. */
  stop(): Promise<void>;
}

/** A turn works with Postgres, Redis and mail servers, each of which has a limit of its own below this. */
const TURN_MS = 300_000;

/**
 * Does something again and again, never twice at once; a failure is logged under the loop's own name, and it is tried
 * again at the next turn. A loop whose turn does not end is told by the process's health.
 * @param ms from the end of a turn to the next; asked each time where it is a function
 * @param work may say that it goes on, where one turn may take longer than most
 */
export function every(
  { name, ms, log, firstAfterMs }: { name: string; ms: number | (() => number); log: Logger; firstAfterMs?: number },
  work: (goesOn: () => void) => Promise<void>,
): Loop {
  const tell = sparing(log);
  const failed = `${name}: will try again`;
  const pause = () => (typeof ms === 'number' ? ms : ms());
  let running: Promise<void> | null = null;
  let wanted = false;
  let stopped = false;
  let timer: NodeJS.Timeout;

  const turn = () => {
    clearTimeout(timer);
    wanted = false;
    running = work(() => beat(name, TURN_MS))
      .then(
        () => tell.over(failed),
        (error: Error) => tell.warn(failed, { err: error }),
      )
      .finally(() => {
        running = null;
        if (stopped) return;
        const next = wanted ? 0 : pause();
        timer = setTimeout(turn, next);
        beat(name, next + TURN_MS);
      });
  };
  const first = firstAfterMs ?? pause();
  timer = setTimeout(turn, first);
  beat(name, first + TURN_MS);
  return {
    now() {
      wanted = true;
      if (!running && !stopped) turn();
    },
    async stop() {
      stopped = true;
      rest(name);
      clearTimeout(timer);
      await running;
    },
  };
}
