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

/**
 * What a person waits for: compiling a large plan anew takes longer than a rung. What cannot be done in ten minutes is
 * given up, since the decisions behind it wait.
 */
export const decide = proxyActivities<Activities>({
  startToCloseTimeout: '5 minutes',
  scheduleToCloseTimeout: '10 minutes',
  heartbeatTimeout: '1 minute',
  retry: { initialInterval: '1 second', maximumInterval: '30 seconds' },
});

/** Decisions about many areas, one after the other. */
export const actAtLength = proxyActivities<Activities>({
  startToCloseTimeout: '10 minutes',
  heartbeatTimeout: '1 minute',
  retry: { initialInterval: '5 seconds', maximumInterval: '5 minutes' },
});

/**
 * Writing the Word and Excel report. It is tried a few times only: what has used up the memory of a worker once takes
 * the rounds and warnings beside it along at every further attempt.
 */
export const actOnReport = proxyActivities<Activities>({
  startToCloseTimeout: '20 minutes',
  heartbeatTimeout: '1 minute',
  retry: { initialInterval: '1 minute', maximumInterval: '30 minutes', maximumAttempts: 5 },
});

/**
 * Several addresses of a feed, one after the other; what a failing database leaves undone the next poll makes up for.
 */
export const actOnFeed = proxyActivities<Activities>({
  startToCloseTimeout: '5 minutes',
  retry: { initialInterval: '5 seconds', maximumAttempts: 3 },
});
