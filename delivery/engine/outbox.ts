import { once } from 'node:events';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { sparing } from '../../config/loops/sparing-log';
import { endOnce } from './end-once';
import { type Lane, laneName } from './lanes';

/** A job carries nothing but the rows' numbers; what is sent is read from Postgres when it is sent. */
export interface MessageJob {
  ids: number[];
}

export interface Outbox {
  /**
   * Hands rows to a lane's queue. Safe to repeat: a row that is in two jobs is sent by the one that comes first.
   * @throws Error when Redis does not answer; the rows are then picked up by the sweeper
   */
  enqueue(lane: Lane, ids: readonly number[]): Promise<void>;
  /** @returns how many messages the jobs hold that wait or run in a lane; rounded up to whole jobs. */
  depth(lane: Lane): Promise<number>;
  /** For the queue board: those of the lanes it was opened with, and those used since. */
  queues(): Queue<MessageJob>[];
  close(): Promise<void>;
}

/** Redis takes about 20,000 jobs a second; a bulk of this size holds the connection for some 10 ms. */
const BULK = 250;
/** A feeder is better off with an error than waiting for Redis: it comes again by itself. */
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
  // Fail fast instead of queueing commands in memory while Redis is away: Postgres has the rows.
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

/** Handed over again, the same rows are the same job; a finished one goes away so that a retry can have its own. */
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
