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
/** Between look-ups, while there are many. */
const LOOK_UPS_EVERY_MS = 1000;
/** A row that waits longer than this should have a job; younger ones may be on their way to the queue. */
const JOB_EXPECTED_MS = 5000;
/** Longer than any attempt takes: the slowest is 30 seconds of SMTP, and thirty of insisting on the outcome. */
const ABANDONED_MS = 90_000;
const PAGE = 1000;

export interface Sweeping {
  sql: Sql;
  outbox: Outbox;
  /** A queue that is filled needs a worker; this starts it. */
  serve(lane: Lane): void;
  transports: Transports;
  log: Logger;
}

/**
 * Keeps what Postgres says and what the world does together: rows whose job is gone get a new one, what a dead worker
 * or a silent carrier left behind is declared unknown, and providers are asked about what is unknown.
 * @returns stops it and waits for what is being done
 */
export function startSweeper(sweeping: Sweeping & { pace: Pace }): { stop(): Promise<void> } {
  const { log, pace } = sweeping;
  const loops = [
    pace.every({ name: 'look-ups', hears: ['campaigns'], log }, () => clearUp(sweeping)),
    // What an earlier process left behind is looked for at once.
    every({ name: 'sweeper', ms: SWEEP_EVERY_MS, log, firstAfterMs: 0 }, () => sweep(sweeping)),
  ];
  return { stop: async () => void (await Promise.all(loops.map((loop) => loop.stop()))) };
}

/** What has come due by the clocks of the campaigns. @returns how soon there is more to ask, as a turn of a loop */
export async function clearUp({ sql, transports, log }: Sweeping): Promise<number | undefined> {
  const missed = await missReceipts(sql);
  if (missed > 0) log.warn({ missed }, 'no receipt came within a day');
  const allAsked = await lookUpUnknown({ sql, transports, log });
  return allAsked ? undefined : LOOK_UPS_EVERY_MS;
}

/** What a crash left behind. */
export async function sweep(sweeping: Sweeping): Promise<void> {
  const abandoned = await abandonSubmitting(sweeping.sql, { olderThanMs: ABANDONED_MS });
  if (abandoned > 0) sweeping.log.warn({ abandoned }, 'a worker died with messages in hand');
  await restoreJobs(sweeping);
}

/**
 * Redis was flushed, or a feeder died between the row and the queue: fewer jobs than rows that have waited a while. All
 * rows of the lane are handed over again; one that has a job already is sent by whichever job comes first.
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
