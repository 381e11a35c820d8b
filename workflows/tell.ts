import { getExternalWorkflowHandle, log, type SignalDefinition } from '@temporalio/workflow';

/** Signals another workflow. If that one has ended or was terminated, this logs it, and the sender goes on. */
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
