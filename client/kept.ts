import type { WorkflowClient } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { campaignWorkflowId } from '../domain/round/round';

/** A text that a server keeps, and where. */
export interface Kept {
  where: string;
  text: string;
}

/**
 * Reads everything that Temporal keeps of a campaign: histories with their payloads in plain, memos, search attributes.
 * @param since workflows that were started before are left out
 */
export async function* keptByTemporal(
  workflow: WorkflowClient,
  { campaign, since }: { campaign: string; since: Date },
): AsyncGenerator<Kept> {
  const named = `(NdCampaign = '${campaign}' OR WorkflowId STARTS_WITH '${campaignWorkflowId(campaign)}')`;
  for await (const found of workflow.list({ query: `${named} AND StartTime >= '${since.toISOString()}'` })) {
    const { workflowId, runId, memo, searchAttributes } = found;
    const where = workflowId;
    yield { where, text: JSON.stringify({ workflowId, memo, searchAttributes }) };
    const history = historyToJSON(await workflow.getHandle(workflowId, runId).fetchHistory());
    yield { where, text: `${history}\n${payloadsOf(history)}` };
  }
}

const payloadsOf = (history: string): string =>
  [...history.matchAll(/"data": ?"([^"]+)"/g)]
    .map(([, data]) => Buffer.from(data ?? '', 'base64').toString('utf8'))
    .join('\n');
