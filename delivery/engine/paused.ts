import type { Queue } from 'bullmq';
import type { Sql } from '../../store/db/db';
import { closeFault, openFault } from '../../store/message/faults';
import { readLane } from './lanes';

/**
 * Raises a fault for each paused queue of live messages, and closes it when the queue goes on. The rows are handed over
 * and wait, so no other check notices.
 */
export async function watchPaused(sql: Sql, queues: readonly Pick<Queue, 'name' | 'isPaused'>[]): Promise<void> {
  for (const queue of queues) {
    if (readLane(queue.name)?.mode !== 'live') continue;
    const fault = { kind: 'queue-paused', scope: queue.name } as const;
    if (await queue.isPaused()) await openFault(sql, fault);
    else await closeFault(sql, fault);
  }
}
