import type { Logger } from 'pino';
import { CHANNELS } from '../domain/plan';
import type { Sql } from '../register/db';
import { abandonSubmitting, missReceipts, releaseHeld, waitingCounts, waitingMessages } from '../register/messages';
import type { Outbox } from './outbox';

/** Held messages go out at most this much later than their instant. */
const RELEASE_EVERY_MS = 500;
const SWEEP_EVERY_MS = 5000;
/** A row that waits longer than this should have a job; younger ones may be on their way to the queue. */
const JOB_EXPECTED_MS = 5000;
/** Longer than any attempt takes: the slowest is 30 seconds of SMTP, and ten of insisting on the outcome. */
const ABANDONED_MS = 90_000;
const PAGE = 1000;

interface Sweeping {
  sql: Sql;
  outbox: Outbox;
  log: Logger;
}

/**
 * Keeps what Postgres says and what the queue does together: releases what was held, gives rows whose job is gone a
 * new one, and declares unknown what a dead worker or a silent carrier left behind.
 * @returns stops it and waits for what is being done
 */
export function startSweeper(sweeping: Sweeping): { stop(): Promise<void> } {
  const loops = [
    every(RELEASE_EVERY_MS, () => release(sweeping), sweeping.log),
    every(SWEEP_EVERY_MS, () => sweep(sweeping), sweeping.log),
  ];
  return { stop: async () => void (await Promise.all(loops.map((loop) => loop.stop()))) };
}

async function release({ sql, outbox }: Sweeping): Promise<void> {
  const released = await releaseHeld(sql);
  if (released.length > 0) await outbox.enqueue(released);
}

/** One round of it. */
export async function sweep({ sql, outbox, log }: Sweeping): Promise<void> {
  const abandoned = await abandonSubmitting(sql, { olderThanMs: ABANDONED_MS });
  const unreceipted = await missReceipts(sql);
  if (abandoned + unreceipted > 0) log.warn({ abandoned, unreceipted }, 'messages whose fate is unknown');
  await restoreJobs({ sql, outbox, log });
}

/**
 * Redis was flushed, or was away when rows were written: fewer jobs than rows that have waited a while. All rows are
 * handed over again; those that have a job keep it. Counting first spares Redis a hundred thousand needless commands
 * whenever there is a queue.
 */
async function restoreJobs({ sql, outbox, log }: Sweeping): Promise<void> {
  const rows = await waitingCounts(sql, { olderThanMs: JOB_EXPECTED_MS });
  if (rows.email + rows.sms === 0) return;
  const jobs = await outbox.waiting();
  for (const channel of CHANNELS) {
    if (rows[channel] <= jobs[channel]) continue;
    log.warn({ channel, rows: rows[channel], jobs: jobs[channel] }, 'rows without a job are handed to the queue again');
    for (let after = 0; ; ) {
      const page = await waitingMessages(sql, { channel, after, limit: PAGE });
      await outbox.enqueue(page);
      const last = page.at(-1);
      if (!last || page.length < PAGE) break;
      after = last.id;
    }
  }
}

/** Does something again and again, never twice at once; a failure is logged and tried again at the next turn. */
function every(ms: number, work: () => Promise<void>, log: Logger): { stop(): Promise<void> } {
  let running = Promise.resolve();
  let stopped = false;
  let timer: NodeJS.Timeout;
  const turn = () => {
    running = work()
      .catch((error: Error) => log.warn({ err: error }, 'sweeper: will try again'))
      .finally(() => {
        if (!stopped) timer = setTimeout(turn, ms);
      });
  };
  timer = setTimeout(turn, ms);
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
