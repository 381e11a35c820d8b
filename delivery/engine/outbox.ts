import { once } from 'node:events';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { sparing } from '../../config/loops/sparing-log';
import { endOnce } from './end-once';
import { type Lane, laneName } from './lanes';

/** A job holds only the rows' numbers; the worker reads the content from Postgres when it sends. */
export interface MessageJob {
  ids: number[];
}

export interface Outbox {
  /**
   * Hands rows to a lane's queue. Safe to repeat: if a row is in two jobs, the first one sends it.
   * @throws Error when Redis does not answer; then the sweeper hands the rows over later
   */
  enqueue(lane: Lane, ids: readonly number[]): Promise<void>;
  /** @returns how many messages are in a lane's waiting and running jobs, rounded up to whole jobs. */
  depth(lane: Lane): Promise<number>;
  /** @returns the queues for the queue board: of the initial lanes, and of lanes used since. */
  queues(): Queue<MessageJob>[];
  close(): Promise<void>;
}

/** Redis takes about 20,000 jobs a second; a bulk of this size holds the connection for some 10 ms. */
const BULK = 250;
/** For a feeder an error is better than waiting for Redis: it tries again by itself. */
const CONNECT_MS = 5000;

/** Opens the producers' side of the queues. */
export function createOutbox({
  redisUrl,
  prefix,
  perJob,
  lanes = [],
  log,
}: {
  redisUrl: string;
  prefix: string;
  /** How many messages a job of the lane carries. */
  perJob(lane: Lane): number;
  lanes?: readonly Lane[];
  log?: Logger;
}): Outbox {
  // Fails fast instead of queueing commands in memory while Redis is away: Postgres has the rows.
  const connection = new Redis(redisUrl, { enableOfflineQueue: false, maxRetriesPerRequest: 1 });
  const tell = log && sparing(log);
  const onError = (error: Error) => tell?.warn('outbox: Redis is not available', { err: error });
  connection.on('ready', () => tell?.over('outbox: Redis is not available'));
  connection.on('error', onError);
  const queues = new Map<string, Queue<MessageJob>>();

  function queueOf(lane: Lane): Queue<MessageJob> {
    const name = laneName(lane);
    const known = queues.get(name);
    if (known) return known;
    const queue = new Queue<MessageJob>(name, { connection, prefix });
    queue.on('error', onError);
    queues.set(name, queue);
    return queue;
  }
  for (const lane of lanes) queueOf(lane);

  return {
    queues: () => [...queues.values()],
    async enqueue(lane, ids) {
      await ready(connection);
      const queue = queueOf(lane);
      for (const jobs of inPages(inPages(ids, perJob(lane)).map(jobFor), BULK)) await queue.addBulk(jobs);
    },
    async depth(lane) {
      await ready(connection);
      return perJob(lane) * (await queueOf(lane).getJobCountByTypes('waiting', 'active', 'prioritized'));
    },
    close: endOnce(async () => {
      await Promise.all([...queues.values()].map((queue) => queue.close()));
      connection.disconnect();
    }),
  };
}

/** The same rows handed over again are the same job; a finished job is removed, so that a retry can have a new one. */
const jobFor = (ids: number[]) => ({
  name: 'send',
  data: { ids },
  opts: { jobId: `m-${ids[0]}-${ids.length}`, removeOnComplete: true, removeOnFail: true },
});

const inPages = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, page) => all.slice(page * size, (page + 1) * size));

async function ready(connection: Redis): Promise<void> {
  if (connection.status === 'ready') return;
  await once(connection, 'ready', { signal: AbortSignal.timeout(CONNECT_MS) }).catch((cause: Error) => {
    throw new Error('Redis does not answer; check REDIS_URL and that the server runs', { cause });
  });
}
