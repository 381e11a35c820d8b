import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities';

/**
 * Database work of well under a second, retried until the database is back, since a rung must not be lost.
 * The limit is how long a rung stands still when its worker is killed.
 */
export const act = proxyActivities<Activities>({
  startToCloseTimeout: '20 seconds',
  retry: { initialInterval: '500ms', backoffCoefficient: 2, maximumInterval: '30 seconds' },
});

/** Compiling a large plan anew and writing the Word and Excel report take longer than a rung. */
export const actAtLength = proxyActivities<Activities>({
  startToCloseTimeout: '10 minutes',
  retry: { initialInterval: '5 seconds', maximumInterval: '5 minutes' },
});

/** Several addresses of a feed, one after the other; what a failing database leaves undone the next poll makes up for. */
export const actOnFeed = proxyActivities<Activities>({
  startToCloseTimeout: '5 minutes',
  retry: { initialInterval: '5 seconds', maximumAttempts: 3 },
});
