import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities';

/** Database work: seconds at most; retried until the database is back, since a rung must not be lost. */
export const act = proxyActivities<Activities>({
  startToCloseTimeout: '1 minute',
  retry: { initialInterval: '500ms', backoffCoefficient: 2, maximumInterval: '30 seconds' },
});

/** Writing the Word and Excel report of a large campaign takes longer than a rung. */
export const actAtLength = proxyActivities<Activities>({
  startToCloseTimeout: '10 minutes',
  retry: { initialInterval: '5 seconds', maximumInterval: '5 minutes' },
});
