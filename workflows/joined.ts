import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { log } from '@temporalio/workflow';

/** Ids are deterministic, so a child that runs already is the intended one, and is joined. */
export async function joined(id: string, starting: Promise<unknown>): Promise<void> {
  try {
    await starting;
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    log.warn('workflow joined', { workflow: id });
  }
}
