import { type WorkflowClient, WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/client';
import type { Env } from '../config/env';
import { builtInKind } from '../domain/case/built-in-kinds';
import type { CaseStart } from '../domain/case/life';
import type { Instant } from '../domain/instant';
import type { ClockSetting } from '../domain/round/clock';
import { campaignPage } from '../domain/round/temporal-notes';
import { searchAttributePairs } from '../domain/search-attributes';
import { caseAnswered as answered, cancelCases as cancel } from '../workflows/messages';

interface Reaching {
  workflow: WorkflowClient;
  env: Pick<Env, 'TASK_QUEUE' | 'PUBLIC_URL'>;
}

/** More calls at once only wait for each other. */
const AT_ONCE = 16;

/**
 * Starts the workflow of each lot of cases. A workflow that was started before, and may have ended, stays unchanged.
 */
export async function startCases(
  { workflow, env }: Reaching,
  starts: readonly CaseStart[],
  clock: ClockSetting,
): Promise<void> {
  await someAtOnce(starts, async (one) => {
    const { workflowId, campaign, kind, area } = one;
    try {
      await workflow.start('caseLife', {
        workflowId,
        taskQueue: env.TASK_QUEUE,
        workflowIdReusePolicy: 'REJECT_DUPLICATE',
        args: [{ ...one, clock }],
        staticSummary: `${builtInKind(kind)?.name['zh-CN'] ?? kind} · ${area}`,
        memo: { console: campaignPage(env.PUBLIC_URL, campaign) },
        typedSearchAttributes: searchAttributePairs({
          NdCampaign: campaign,
          NdStage: kind,
          NdArea: area,
          NdKind: 'case',
          NdState: 'open',
        }),
      });
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
  });
}

/** Tells a lot that an officer has answered one of its cases between two rounds. */
export async function caseAnswered(
  { workflow }: Pick<Reaching, 'workflow'>,
  id: string,
  said: { at: Instant; open: number },
): Promise<void> {
  try {
    await workflow.getHandle(id).signal(answered, said);
  } catch (error) {
    // It has ended meanwhile, and has seen the answer in Postgres.
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
}

/** Ends lots of cases of a cancelled campaign. @returns the workflow ids of those that do not run */
export async function cancelCases(
  { workflow }: Pick<Reaching, 'workflow'>,
  workflows: readonly string[],
  now: Instant,
): Promise<string[]> {
  const absent: string[] = [];
  await someAtOnce(workflows, async (id) => {
    try {
      await workflow.getHandle(id).signal(cancel, now);
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError)) throw error;
      absent.push(id);
    }
  });
  return absent;
}

async function someAtOnce<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const rest = all.values();
  const worker = async () => {
    for (const one of rest) await work(one);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
