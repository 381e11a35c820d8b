import { once } from 'node:events';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { CHANNELS, type Channel } from '../domain/plan';

/** One queue per provider: a slow mail server must not hold up the SMS. */
export const QUEUE_OF: Readonly<Record<Channel, string>> = { email: 'email', sms: 'sms-http' };

/** A job carries nothing but the row's number; what is sent is read from Postgres when it is sent. */
export interface MessageJob {
  id: number;
}

export interface Outbox {
  /**
   * Hands rows to the queues. Safe to repeat: a row whose job is still there gets no second one.
   * @throws Error when Redis does not answer; the rows are then picked up by the sweeper
   */
  enqueue(rows: readonly { id: number; channel: Channel }[]): Promise<void>;
  /** @returns number of jobs that wait or run, by channel. */
  waiting(): Promise<Record<Channel, number>>;
  /** For the queue board. */
  queues: Queue<MessageJob>[];
  close(): Promise<void>;
}

/** Redis takes about 20,000 jobs a second; a bulk of this size holds the connection for some 50 ms. */
const BULK = 1000;
/** A caller (an activity, with Temporal's retries behind it) is better off with an error than waiting for Redis. */
const CONNECT_MS = 5000;

/** Opens the producers' side of the queues. */
export function createOutbox({ redisUrl, prefix, log }: { redisUrl: string; prefix: string; log?: Logger }): Outbox {
  // Fail fast instead of queueing commands in memory while Redis is away: Postgres has the rows.
  const connection = new Redis(redisUrl, { enableOfflineQueue: false, maxRetriesPerRequest: 1 });
  const onError = (error: Error) => log?.warn({ err: error }, 'outbox: Redis is not available');
  connection.on('error', onError);
  const queueOf = (channel: Channel) =>
    new Queue<MessageJob>(QUEUE_OF[channel], { connection, prefix }).on('error', onError);
  const queues: Record<Channel, Queue<MessageJob>> = { email: queueOf('email'), sms: queueOf('sms') };

  return {
    queues: Object.values(queues),
    async enqueue(rows) {
      await ready(connection);
      for (const channel of CHANNELS) {
        const jobs = rows.filter((row) => row.channel === channel).map(({ id }) => jobFor(id));
        for (let start = 0; start < jobs.length; start += BULK) {
          await queues[channel].addBulk(jobs.slice(start, start + BULK));
        }
      }
    },
    async waiting() {
      await ready(connection);
      const [email, sms] = await Promise.all([depth(queues.email), depth(queues.sms)]);
      return { email, sms };
    },
    async close() {
      await Promise.all(Object.values(queues).map((queue) => queue.close()));
      connection.disconnect();
    },
  };
}

/** The id keeps a row from having two jobs at once; a finished job goes away at once so that a retry can have its own. */
const jobFor = (id: number) => ({
  name: 'send',
  data: { id },
  opts: { jobId: `m-${id}`, removeOnComplete: true, removeOnFail: true },
});

const depth = (queue: Queue): Promise<number> => queue.getJobCountByTypes('waiting', 'active', 'prioritized');

async function ready(connection: Redis): Promise<void> {
  if (connection.status === 'ready') return;
  await once(connection, 'ready', { signal: AbortSignal.timeout(CONNECT_MS) }).catch((cause: Error) => {
    throw new Error('Redis does not answer; check REDIS_URL and that the server runs', { cause });
  });
}
