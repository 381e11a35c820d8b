import type { Logger } from 'pino';
import { every } from '../../config/loops/loop';
import type { Sql } from '../../store/db/db';
import { abandonSubmitting, missReceipts } from '../../store/message/messages';
import { rowsInLane, waitingByLane } from '../../store/message/outbox/feeding';
import { lookUpUnknown } from '../inbound/lookups';
import { type Lane, readLane } from './lanes';
import type { Outbox } from './outbox';
import type { Pace } from './pace';
import type { Transports } from './transports';

const SWEEP_EVERY_MS = 5000;
/** Pause between look-ups while many are due. */
const LOOK_UPS_EVERY_MS = 1000;
/** A row that waits longer than this must have a job; a younger one may be on its way to the queue. */
const JOB_EXPECTED_MS = 5000;
/** Longer than any attempt: the slowest is 30 seconds of SMTP, and thirty seconds of retries to store the outcome. */
const ABANDONED_MS = 90_000;
const PAGE = 1000;

export interface Sweeping {
  sql: Sql;
  outbox: Outbox;
  /** Starts the worker that a filled queue needs. */
  serve(lane: Lane): void;
  transports: Transports;
  log: Logger;
}

/**
 * Repairs the state after failures: rows without a job get a new one, messages of a dead worker or a silent carrier
 * become unknown, and providers are asked about unknown ones. @returns a function that stops it after running work
 */
export function startSweeper(sweeping: Sweeping & { pace: Pace }): { stop(): Promise<void> } {
  const { log, pace } = sweeping;
  const loops = [
    pace.every({ name: 'look-ups', hears: ['campaigns'], log }, () => clearUp(sweeping)),
    // Starts at once, with the messages that an earlier process left behind.
    every({ name: 'sweeper', ms: SWEEP_EVERY_MS, log, firstAfterMs: 0 }, () => sweep(sweeping)),
  ];
  return { stop: async () => void (await Promise.all(loops.map((loop) => loop.stop()))) };
}

/**
 * Handles rows that are due by the campaigns' clocks.
 * @returns the time until more look-ups are due, in ms, for the loop
 */
export async function clearUp({ sql, transports, log }: Sweeping): Promise<number | undefined> {
  const missed = await missReceipts(sql);
  if (missed > 0) log.warn({ missed }, 'no receipt came within a day');
  const allAsked = await lookUpUnknown({ sql, transports, log });
  return allAsked ? undefined : LOOK_UPS_EVERY_MS;
}

/** Repairs the state after a crash. */
export async function sweep(sweeping: Sweeping): Promise<void> {
  const abandoned = await abandonSubmitting(sweeping.sql, { olderThanMs: ABANDONED_MS });
  if (abandoned > 0) sweeping.log.warn({ abandoned }, 'a worker died with messages in hand');
  await restoreJobs(sweeping);
}

/**
 * If Redis was flushed, or a feeder died between the row and the queue, there are fewer jobs than waiting rows. Then
 * all rows of the lane are handed over again; if a row has two jobs, the first one sends it.
 */
async function restoreJobs({ sql, outbox, serve, log }: Sweeping): Promise<void> {
  for (const [name, rows] of await waitingByLane(sql, { olderThanMs: JOB_EXPECTED_MS })) {
    const lane = readLane(name);
    if (!lane) continue;
    serve(lane);
    const jobs = await outbox.depth(lane);
    if (rows <= jobs) continue;
    log.warn({ lane: name, rows, jobs }, 'rows without a job are handed to the queue again');
    for (let after = 0; ; ) {
      const page = await rowsInLane(sql, { lane: name, after, limit: PAGE });
      await outbox.enqueue(lane, page);
      const last = page.at(-1);
      if (last === undefined || page.length < PAGE) break;
      after = last;
    }
  }
}
