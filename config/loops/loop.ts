import type { Logger } from 'pino';
import { beat, rest } from './pulse';
import { sparing } from './sparing-log';
import { timed } from './timed';

export interface Loop {
  /** Starts a turn at once, or another one after the running turn. */
  now(): void;
  /** Ends the loop, and waits for the running turn. */
  stop(): Promise<void>;
}

/** A turn works with Postgres, Redis and mail servers, each with its own shorter time limit. */
const TURN_MS = 300_000;

/**
 * One turn of a loop. A long turn calls `goesOn` to show that it is alive.
 * @returns when more work is due, in ms, if that is sooner than the next regular turn
 */
export type Work = (goesOn: () => void) => Promise<number | undefined> | Promise<void>;

interface Looping {
  name: string;
  /** Pause between turns, in ms; a function is called each time. */
  ms: number | (() => number);
  /** Gets failures, at most one line a minute; left out where the work logs its own. */
  log?: Logger;
  /** Pause before the first turn, if it differs from `ms`. */
  firstAfterMs?: number;
  /** Shortest pause between two turns, however often `now` is called. */
  restMs?: number;
  /** Longest pause: after each failure the pause doubles up to this, and is never below `ms`. */
  longestMs?: number;
}

/** When a server returns, waiting work is done at most this much later. */
const LONGEST_MS = 10_000;
/** A loop that fails always pauses, however often `now` is called. */
const REST_AFTER_FAILURE_MS = 200;

/**
 * Runs `work` repeatedly, never twice at once. It counts and times each turn. It logs a failure under the loop's own
 * name, and tries again after growing pauses. The process's health names a loop whose turn does not end.
 */
export function every({ name, ms, log, firstAfterMs, restMs = 0, longestMs = LONGEST_MS }: Looping, work: Work): Loop {
  const tell = log && sparing(log);
  const failed = `${name}: will try again`;
  let running: Promise<void> | null = null;
  let wanted = false;
  let stopped = false;
  let failures = 0;
  let ended = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout;

  const pause = (soon = Number.POSITIVE_INFINITY): number => {
    const wait = Math.min(soon, typeof ms === 'number' ? ms : ms());
    return failures === 0 ? wait : Math.max(wait, Math.min(wait * 2 ** failures, longestMs));
  };
  const rested = (): number => (failures === 0 ? restMs : Math.max(restMs, REST_AFTER_FAILURE_MS));
  /** @returns in how many ms more work is due */
  const attempt = async (): Promise<number | undefined> => {
    try {
      const soon = await timed({ kind: 'loop', name }, async () => work(() => beat(name, TURN_MS)));
      failures = 0;
      tell?.over(failed);
      return typeof soon === 'number' ? soon : undefined;
    } catch (error) {
      failures += 1;
      tell?.warn(failed, { err: error });
    }
  };
  const turn = async (): Promise<void> => {
    wanted = false;
    const soon = await attempt();
    running = null;
    ended = performance.now();
    if (!stopped) turnIn(wanted ? rested() : pause(soon));
  };
  const turnIn = (after: number): void => {
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
      if (!running) turnIn(Math.max(0, ended + rested() - performance.now()));
    },
    async stop() {
      stopped = true;
      rest(name);
      clearTimeout(timer);
      await running;
    },
  };
}
