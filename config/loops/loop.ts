import type { Logger } from 'pino';
import { beat, rest } from './pulse';
import { sparing } from './sparing-log';
import { timed } from './timed';

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

interface Looping {
  name: string;
  /** From the end of a turn to the next, in ms; asked each time where it is a function. */
  ms: number | (() => number);
  /** Told of failures, sparingly; left out where the work tells of its own. */
  log?: Logger;
  /** Until the first turn, where that is not `ms`. */
  firstAfterMs?: number;
  /** Least time between two turns, however often it is wished for. */
  restMs?: number;
  /** After failures it waits twice as long each time, up to this, and no less than it would anyway. */
  longestMs?: number;
}

/** While something is away, what waits for it is still there soon after its return. */
const LONGEST_MS = 10_000;
/** However often it is wished for, a loop that fails is not at it without a pause. */
const REST_AFTER_FAILURE_MS = 200;

/**
 * Does something again and again, never twice at once. Each turn is counted with its time; a failure is logged under
 * the loop's own name, and it is tried again, less and less often. A loop whose turn does not end is told by the
 * process's health.
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
  /** @returns how soon there is more to do */
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
