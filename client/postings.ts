import { type WorkflowClient, WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/client';
import type { Env } from '../config/env';
import type { Instant } from '../domain/instant';
import type { PostingStart } from '../domain/posting/life';
import type { ClockSetting } from '../domain/round/clock';
import { campaignPage } from '../domain/round/temporal-notes';
import { searchAttributePairs } from '../domain/search-attributes';
import { postingsChanged as changed } from '../workflows/messages';

interface Reaching {
  workflow: WorkflowClient;
  env: Pick<Env, 'TASK_QUEUE' | 'PUBLIC_URL'>;
}

/** Starts the workflow of a lot of postings; one that was started before stays as it is. */
export async function startPosting(
  { workflow, env }: Reaching,
  start: PostingStart,
  clock: ClockSetting,
): Promise<void> {
  const { workflowId, campaign, list, region, closesAt } = start;
  try {
    await workflow.start('postingLife', {
      workflowId,
      taskQueue: env.TASK_QUEUE,
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
      args: [{ ...start, clock }],
      staticSummary: `公示 · ${list} · ${region}`,
      memo: { console: campaignPage(env.PUBLIC_URL, campaign) },
      typedSearchAttributes: searchAttributePairs({
        NdCampaign: campaign,
        NdStage: list,
        NdArea: region,
        NdKind: 'posting',
        NdState: 'open',
        NdDueAt: new Date(closesAt),
      }),
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}

/** Tells the workflows of postings to look again. @returns the workflow ids of those that do not run */
export async function postingsChanged(
  { workflow }: Pick<Reaching, 'workflow'>,
  workflows: readonly string[],
  now: Instant,
): Promise<string[]> {
  const absent: string[] = [];
  for (const id of workflows)
    try {
      await workflow.getHandle(id).signal(changed, now);
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError)) throw error;
      absent.push(id);
    }
  return absent;
}
