import { type WorkflowClient, WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/client';
import type { Env } from '../config/env';
import { caseKind } from '../domain/case/case-kinds';
import type { CaseStart } from '../domain/case/life';
import type { Instant } from '../domain/instant';
import type { ClockSetting } from '../domain/round/clock';
import { searchAttributePairs } from '../domain/search-attributes';
import { cancelCases as cancel } from '../workflows/messages';

interface Reaching {
  workflow: WorkflowClient;
  env: Pick<Env, 'TASK_QUEUE'>;
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
        staticSummary: `${caseKind(kind).name['zh-CN']} · ${area}`,
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
