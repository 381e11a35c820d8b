import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleWorkflowCode, DefaultLogger, Worker, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import pino from 'pino';
import { logWith, workflowBundle } from '../../workers/temporal';

const HISTORIES = join(__dirname, '..', 'histories');
const files = readdirSync(HISTORIES).filter((file) => file.endsWith('.json'));
const history = (file: string) => JSON.parse(readFileSync(join(HISTORIES, file), 'utf8'));
logWith(pino({ enabled: false }));
const replay = (bundle: WorkflowBundleWithSourceMap, file: string) =>
  Worker.runReplayHistory({ workflowBundle: bundle, replayName: file }, history(file), 'campaign/recorded');

describe('recorded histories', () => {
  test('there is one of every shape', () => {
    expect(files).toEqual(
      expect.arrayContaining([
        'campaign-whole-life.json',
        'round-whole-life.json',
        'round-extended-paused-closed-reopened.json',
        'campaign-cancelled.json',
        'cold-alert-upgraded-and-over.json',
        'follow-up-closed.json',
      ]),
    );
  });

  test.each(files)('%s replays on the present code', async (file) => {
    await replay(await workflowBundle(), file);
  });

  test('a workflow that would do something else is caught', async () => {
    const changed = await bundleWorkflowCode({
      workflowsPath: require.resolve('../fixtures/changed-workflows'),
      logger: new DefaultLogger('WARN'),
    });
    await expect(replay(changed, 'round-whole-life.json')).rejects.toThrow(DeterminismViolationError);
  });

  test('carry no name, phone number or address', () => {
    for (const file of files) {
      const payloads = [...readFileSync(join(HISTORIES, file), 'utf8').matchAll(/"data": ?"([^"]+)"/g)].map(
        ([, data]) => Buffer.from(data ?? '', 'base64').toString('utf8'),
      );
      expect(payloads.length).toBeGreaterThan(0);
      for (const payload of payloads) expect(payload).not.toMatch(/1990\d{7}|@example|甲9|乙9/);
    }
  });
});
