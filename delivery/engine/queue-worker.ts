import { type Job, Worker, type WorkerOptions } from 'bullmq';
import type { Logger } from 'pino';
import { timed } from '../../config/loops/timed';

/**
 * A live worker renews the locks of its jobs, however slow the provider; a dead worker's jobs are taken over after
 * this. A job that runs twice does no harm: the row's token decides.
 */
const LOCK_MS = 15_000;
const STALLED_EVERY_MS = 7_500;
/** At a shutdown, jobs that are not finished in this time are left to the sweeper of the next start. */
const CLOSE_MS = 15_000;

export interface QueueWorker {
  /** Whether it takes jobs. */
  runs(): boolean;
  close(): Promise<void>;
}

interface Serving extends Pick<WorkerOptions, 'connection' | 'prefix' | 'concurrency'> {
  queue: string;
  /** Most jobs a second; 0 for no limit. */
  rate: number;
  log: Logger;
  /** Called when Redis is away. */
  onError(error: Error): void;
}

/** Serves a queue, like `every` a loop: counts and times each job, and logs a failed one without a retry. */
export function serveQueue<Data>(
  { queue, rate, log, onError, ...options }: Serving,
  work: (data: Data) => Promise<void>,
): QueueWorker {
  const piece = { kind: 'job', name: queue } as const;
  const worker = new Worker<Data>(queue, ({ data }: Job<Data>) => timed(piece, () => work(data)), {
    ...options,
    lockDuration: LOCK_MS,
    stalledInterval: STALLED_EVERY_MS,
    ...(rate > 0 && { limiter: evenly(rate) }),
  });
  worker.on('error', onError);
  // The rows are still queued, or stay claimed until they are declared unknown: the sweeper handles both.
  worker.on('failed', (job, error) => log.error({ queue, job: job?.data, err: error }, 'job failed'));
  return { runs: () => worker.isRunning(), close: () => closeWorker(worker) };
}

/**
 * BullMQ counts in windows: one message an interval makes an even flow, where `rate` a second would send all at once.
 */
const evenly = (rate: number): { max: number; duration: number } =>
  rate > 1000 ? { max: Math.ceil(rate / 1000), duration: 1 } : { max: 1, duration: Math.round(1000 / rate) };

/** Lets running jobs finish, within a time limit: BullMQ itself waits without one. */
async function closeWorker(worker: Pick<Worker, 'close'>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(resolve, CLOSE_MS, 'late');
  });
  const outcome = await Promise.race([worker.close(), late]);
  clearTimeout(timer);
  if (outcome === 'late') await worker.close(true);
}
