import { Client, Connection, WorkflowNotFoundError } from '@temporalio/client';
import type { Env } from '../../config/env';

/**
 * Ends the running workflows of a campaign, even a live one, which the client refuses: no workflow of a test or a
 * benchmark may go on in a shared Temporal.
 */
export async function endWorkflows(
  { TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace }: Env,
  campaign: string,
): Promise<void> {
  const connection = await Connection.connect({ address });
  try {
    const { workflow } = new Client({ connection, namespace });
    const query = `NdCampaign = "${campaign}" AND ExecutionStatus = "Running"`;
    for await (const { workflowId } of workflow.list({ query }))
      await workflow
        .getHandle(workflowId)
        .terminate('the test is over')
        .catch((error) => {
          if (!(error instanceof WorkflowNotFoundError)) throw error;
        });
  } finally {
    await connection.close();
  }
}
