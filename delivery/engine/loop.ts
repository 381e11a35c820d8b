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
 * One turn of a loop. It may say that it goes on, where it may take longer than most.
 * @returns how soon there is more to do, in ms, where that is sooner than the next look
 */
export type Work = (goesOn: () => void) => Promise<number | undefined> | Promise<void>;

/**
 * Does something again and again, never twice at once; a failure is logged under the loop's own name, and it is tried
 * again at the next turn. A loop whose turn does not end is told by the process's health.
 * @param ms from the end of a turn to the next; asked each time where it is a function
 * @param restMs least time between two turns, however often it is wished for
 */
export function every(
  {
    name,
    ms,
    log,
    firstAfterMs,
    restMs = 0,
  }: { name: string; ms: number | (() => number); log: Logger; firstAfterMs?: number; restMs?: number },
  work: Work,
): Loop {
  const tell = sparing(log);
  const failed = `${name}: will try again`;
  const pause = () => (typeof ms === 'number' ? ms : ms());
  let running: Promise<void> | null = null;
  let wanted = false;
  let stopped = false;
  let ended = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout;

  const turn = async () => {
    wanted = false;
    let soon: number | undefined;
    try {
      const said = await work(() => beat(name, TURN_MS));
      if (typeof said === 'number') soon = said;
      tell.over(failed);
    } catch (error) {
      tell.warn(failed, { err: error });
    }
    running = null;
    ended = performance.now();
    if (!stopped) turnIn(wanted ? restMs : Math.min(soon ?? Number.POSITIVE_INFINITY, pause()));
  };
  const turnIn = (after: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      running = turn();
    }, after);
    beat(name, after + TURN_MS);
  };
  turnIn(firstAfterMs ?? pause());
  return {
    now() {
      if (stopped || wanted) return;
      wanted = true;
      if (!running) turnIn(Math.max(0, ended + restMs - performance.now()));
    },
    async stop() {
      stopped = true;
      rest(name);
      clearTimeout(timer);
      await running;
    },
  };
}
