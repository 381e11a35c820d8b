import { ServiceError, type WorkflowHandle } from '@temporalio/client';
import { defineUpdate } from '@temporalio/workflow';
import { sendUpdate } from '../../../client/updates';

const ask = defineUpdate<string, [string]>('ask');

/** A workflow that refuses its first Updates with a gRPC status. */
function refusing(times: number, code: number) {
  const ids: (string | undefined)[] = [];
  const executeUpdate = async (_: unknown, { updateId }: { updateId?: string }) => {
    ids.push(updateId);
    if (ids.length > times) return 'done';
    const cause = Object.assign(new Error(`${code}`), { code, details: '', metadata: {} });
    throw new ServiceError('Workflow Update failed', { cause });
  };
  return { ids, workflow: { executeUpdate } as unknown as Pick<WorkflowHandle, 'executeUpdate'> };
}

test('an Update that a failed workflow task has thrown away is sent again, with the same id', async () => {
  const { workflow, ids } = refusing(2, 9);
  expect(await sendUpdate(workflow, ask, { args: ['a'] })).toBe('done');
  expect(ids).toHaveLength(3);
  expect(new Set(ids).size).toBe(1);
  expect(ids[0]).toBeTruthy();
});

test('any other error is told at once', async () => {
  const { workflow, ids } = refusing(1, 14);
  await expect(sendUpdate(workflow, ask, { args: ['a'], updateId: 'asked-7' })).rejects.toThrow(ServiceError);
  expect(ids).toEqual(['asked-7']);
});
