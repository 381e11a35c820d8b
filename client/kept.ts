import type { WorkflowClient } from '@temporalio/client';
import type { Env } from '../config/env';
import { campaignWorkflowId } from '../domain/round/round';
import { type JsonPayload, readable } from './payload-codec';

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
  { workflow, env }: { workflow: WorkflowClient; env: Pick<Env, 'PAYLOAD_KEY'> },
  { campaign, since }: { campaign: string; since: Date },
): AsyncGenerator<Kept> {
  const named = `(NdCampaign = '${campaign}' OR WorkflowId STARTS_WITH '${campaignWorkflowId(campaign)}')`;
  for await (const found of workflow.list({ query: `${named} AND StartTime >= '${since.toISOString()}'` })) {
    const { workflowId, runId, memo, searchAttributes } = found;
    const where = workflowId;
    yield { where, text: JSON.stringify({ workflowId, memo, searchAttributes }) };
    // The message writes itself as JSON, in a fraction of the time that a converter by descriptors takes.
    const history = JSON.stringify(await workflow.getHandle(workflowId, runId).fetchHistory());
    yield { where, text: `${history}\n${await plainOf(env, history)}` };
  }
}

/** @returns the payloads of a history in plain, also those that were encrypted */
async function plainOf(env: Pick<Env, 'PAYLOAD_KEY'>, history: string): Promise<string> {
  const payloads = await readable(env, payloadsIn(JSON.parse(history)));
  return payloads.map(({ data = '' }) => Buffer.from(data, 'base64').toString('utf8')).join('\n');
}

function payloadsIn(part: unknown): JsonPayload[] {
  if (typeof part !== 'object' || part === null) return [];
  if ('data' in part && typeof part.data === 'string') return [part as JsonPayload];
  return Object.values(part).flatMap(payloadsIn);
}
