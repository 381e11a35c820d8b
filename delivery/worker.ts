import { type Job, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import type { Logger } from 'pino';
import type { Env } from '../config/env';
import { createLogger } from '../config/log';
import { CHANNELS } from '../domain/plan';
import type { Sql } from '../register/db';
import { createBatches } from './batches';
import { createOutbox, type MessageJob, QUEUE_OF } from './outbox';
import { sendMessage } from './send';
import { startSweeper } from './sweeper';
import { createTransports } from './transports';

/** Messages of one queue in hand at once. */
const CONCURRENCY = 50;
/** Longer than an attempt takes, so that a slow provider does not look like a stalled worker. */
const LOCK_MS = 60_000;
/** What is not finished by then at a shutdown is left to the sweeper of the next start. */
const CLOSE_MS = 15_000;

/**
 * Starts delivery in this process: for each queue a worker that claims, puts into words, submits and settles; and the
 * sweeper. Any number of processes may do so at once.
 */
export async function startDelivery({
  env,
  sql,
  log = createLogger(env),
}: {
  env: Env;
  sql: Sql;
  log?: Logger;
}): Promise<{ close(): Promise<void> }> {
  const batches = createBatches({ sql, log });
  const transports = createTransports(env);
  const outbox = createOutbox({ redisUrl: env.REDIS_URL, prefix: env.QUEUE_PREFIX, log });
  // A worker waits for Redis as long as it takes; its jobs are in Postgres anyway.
  const connection = new Redis(env.REDIS_URL, { maxRetriesPerRequest: null });
  const onError = (error: Error) => log.warn({ err: error }, 'delivery: Redis is not available');
  connection.on('error', onError);

  async function deliver({ data }: Job<MessageJob>): Promise<void> {
    const claim = await batches.claim(data.id);
    if (claim) await batches.settle(await sendMessage({ env, transports, log }, claim));
  }

  const workers = CHANNELS.map((channel) =>
    new Worker<MessageJob>(QUEUE_OF[channel], deliver, {
      connection,
      prefix: env.QUEUE_PREFIX,
      concurrency: CONCURRENCY,
      lockDuration: LOCK_MS,
    })
      .on('error', onError)
      // The row is still queued, or stays claimed until it is declared unknown: the sweeper sees to both.
      .on('failed', (job, error) => log.error({ message: job?.data.id, err: error }, 'job failed')),
  );
  const sweeper = startSweeper({ sql, outbox, log });

  return {
    async close() {
      await sweeper.stop();
      await Promise.all(workers.map(closeWorker));
      transports.close();
      await outbox.close();
      connection.disconnect();
    },
  };
}

/** Lets the messages in hand finish, but not for ever: BullMQ itself waits without a limit. */
async function closeWorker(worker: Worker): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(resolve, CLOSE_MS, 'late');
  });
  const outcome = await Promise.race([worker.close(), late]);
  clearTimeout(timer);
  if (outcome === 'late') await worker.close(true);
}
