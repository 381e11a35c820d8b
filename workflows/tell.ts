import { getExternalWorkflowHandle, log, type SignalDefinition } from '@temporalio/workflow';

/**
 * Signals another workflow. One that has ended, or was terminated by hand, cannot be told: that is logged, and the
 * sender goes on.
 */
export async function tell<Args extends unknown[]>(
  workflow: string,
  signal: SignalDefinition<Args>,
  ...args: Args
): Promise<void> {
  try {
    await getExternalWorkflowHandle(workflow).signal(signal, ...args);
  } catch (error) {
    log.warn('workflow not told', { workflow, signal: signal.name, error: String(error) });
  }
}
