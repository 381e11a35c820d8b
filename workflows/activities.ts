import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities';

/**
 * Database work of well under a second, retried until the database is back, because a rung must not be lost. The time
 * limit is also how long a rung waits after its worker is killed.
 */
export const act = proxyActivities<Activities>({
  startToCloseTimeout: '20 seconds',
  retry: { initialInterval: '500ms', backoffCoefficient: 2, maximumInterval: '30 seconds' },
});

/**
 * Work that a person waits for: compiling a large plan takes longer than a rung. After ten minutes it is given up,
 * because later decisions wait.
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
 * Writes the Word and Excel report, with few retries: if it exhausts a worker's memory, every further attempt also
 * stops the rounds and warnings in that worker.
 */
export const actOnReport = proxyActivities<Activities>({
  startToCloseTimeout: '20 minutes',
  heartbeatTimeout: '1 minute',
  retry: { initialInterval: '1 minute', maximumInterval: '30 minutes', maximumAttempts: 5 },
});

/**
 * Polls several addresses of a feed, one after the other; after a failure of the database the next poll does the rest.
 * No other poll starts meanwhile: one that is lost with its worker, or on its way to it, must not keep the feed unheard
 * for long.
 */
export const actOnFeed = proxyActivities<Activities>({
  startToCloseTimeout: '5 minutes',
  heartbeatTimeout: '1 minute',
  retry: { initialInterval: '5 seconds', maximumAttempts: 3 },
});
