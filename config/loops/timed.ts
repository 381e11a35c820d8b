import { Histogram } from 'prom-client';

/** A repeated piece of work: a turn of a loop, a job of a queue, an activity of a workflow. */
export interface Piece {
  kind: 'loop' | 'job' | 'activity';
  /** Name of the loop, queue or activity: one of a few. */
  name: string;
}

const seconds = new Histogram({
  name: 'nuandong_work_seconds',
  help: 'Time that pieces of work took: turns of loops, jobs, activities',
  labelNames: ['kind', 'name', 'outcome'],
  buckets: [0.005, 0.02, 0.1, 0.5, 2, 10, 60],
});

/** Does a piece of work and counts it, with its time and whether it failed. @throws what the work throws */
export async function timed<T>({ kind, name }: Piece, work: () => Promise<T>): Promise<T> {
  const stop = seconds.startTimer({ kind, name });
  try {
    const result = await work();
    stop({ outcome: 'done' });
    return result;
  } catch (error) {
    stop({ outcome: 'failed' });
    throw error;
  }
}
