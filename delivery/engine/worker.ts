import { Redis } from 'ioredis';
import type { Logger } from 'pino';
import type { Env } from '../../config/env';
import { createLogger } from '../../config/log';
import { sparing } from '../../config/loops/sparing-log';
import type { Sql } from '../../store/db/db';
import { keepReplies } from '../../store/message/replies';
import { startBounces } from '../inbound/bounces';
import { takeReceipts } from '../inbound/receipts';
import { approvedBy } from '../words/approvals';
import { createBatches } from './batches';
import { endOnce } from './end-once';
import { startFeeder } from './feeder';
import { startHousekeeping } from './housekeeping';
import { type Lane, laneName, perJobOf, rateOf, standingLanes } from './lanes';
import { createOutbox, type MessageJob } from './outbox';
import { type Pace, startPace } from './pace';
import { type QueueWorker, serveQueue } from './queue-worker';
import { rightOfWay } from './right-of-way';
import { sendMessage } from './send';
import { startSweeper } from './sweeper';
import { createTransports } from './transports';

/** Most running messages of a lane: enough to fill a batch while others are at the provider. */
const IN_HAND = 600;
export interface Delivery {
  /** @returns names of queues whose worker has ended. */
  ill(): string[];
  close(): Promise<void>;
}

/**
 * Starts delivery in this process: the feeder; a worker for each lane, which claims, renders, submits and settles; the
 * sweeper; and the reader of bounces. Any number of processes may do so at once.
 */
export async function startDelivery({
  env,
  sql,
  log = createLogger(env),
  pace,
}: {
  env: Env;
  sql: Sql;
  log?: Logger;
  /** Shared with the other roles of the process; delivery makes its own when left out. */
  pace?: Pace;
}): Promise<Delivery> {
  const ownPace = pace ?? startPace({ sql, url: env.DATABASE_URL, log });
  const transports = createTransports(env, (mode) => {
    const by = mode === 'live' ? 'live' : 'simulated';
    return {
      receipts: (receipts) => takeReceipts(sql, receipts, by),
      replies: (replies) => keepReplies(sql, replies, by),
    };
  });
  transports.listen();
  const approvals = approvedBy(sql);
  const lanes = standingLanes(env);
  const perJob = perJobOf(env);
  const outbox = createOutbox({ redisUrl: env.REDIS_URL, prefix: env.QUEUE_PREFIX, perJob, lanes, log });
  // A worker waits for Redis without a limit; Postgres has its messages anyway.
  const connection = new Redis(env.REDIS_URL, { maxRetriesPerRequest: null });
  const tell = sparing(log);
  const onError = (error: Error) => tell.warn('delivery: Redis is not available', { err: error });
  connection.on('ready', () => tell.over('delivery: Redis is not available'));
  connection.on('error', onError);
  const caps = { messages: env.SMS_PER_NUMBER_DAY, reminders: env.SMS_REMINDERS_PER_NUMBER_DAY };
  const workers = new Map<string, QueueWorker>();
  const way = rightOfWay();

  function serve(lane: Lane): void {
    const name = laneName(lane);
    if (workers.has(name)) return;
    const batches = createBatches({ sql, ...lane, caps, log });
    const send = async (id: number): Promise<void> => {
      const claim = await batches.claim(id);
      if (claim) await batches.settle(await sendMessage({ env, transports, approvals, log }, claim));
    };
    const deliver = async (id: number): Promise<void> => {
      if (lane.urgent) return way.urgent(() => send(id));
      await way.giveWay();
      return send(id);
    };
    const work = async ({ ids }: MessageJob): Promise<void> => {
      const failed = (await Promise.allSettled(ids.map(deliver))).find(({ status }) => status === 'rejected');
      if (failed?.status === 'rejected') throw failed.reason;
    };
    const gateway = lane.provider === null ? null : transports.sms(lane.mode, lane.provider);
    const serving = {
      queue: name,
      connection,
      prefix: env.QUEUE_PREFIX,
      concurrency: Math.ceil((gateway?.inHand ?? IN_HAND) / perJob(lane)),
      rate: rateOf(env, lane),
      log,
      onError,
    };
    workers.set(name, serveQueue(serving, work));
  }
  for (const lane of lanes) serve(lane);
  const feeder = startFeeder({ env, sql, outbox, serve, log, pace: ownPace, urgentSoon: way.announce });
  const housekeeping = startHousekeeping({ sql, outbox, keepDays: env.KEEP_DAYS, log, pace: ownPace });
  const bounces = startBounces({ env, sql, log });
  const sweeper = startSweeper({ sql, outbox, serve, transports, log, pace: ownPace });

  return {
    ill: () => [...workers].filter(([, worker]) => !worker.runs()).map(([name]) => name),
    close: endOnce(async () => {
      await feeder.stop();
      await sweeper.stop();
      await bounces.stop();
      await housekeeping.stop();
      if (!pace) await ownPace.stop();
      await Promise.all([...workers.values()].map((worker) => worker.close()));
      await transports.close();
      await outbox.close();
      connection.disconnect();
    }),
  };
}
