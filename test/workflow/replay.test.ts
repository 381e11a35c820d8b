import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { bundleWorkflowCode, DefaultLogger, Worker, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import pino from 'pino';
import { ROOT } from '../../config/root';
import { logWith, workflowBundle } from '../../workers/temporal';

const HISTORIES = join(ROOT, 'test/histories');
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

  test('S9: one that is there is not recorded anew, whatever it holds', async () => {
    const kept = readFileSync(join(HISTORIES, 'campaign-cancelled.json'), 'utf8');
    const { stdout } = await promisify(execFile)('npx', ['--no', 'tsx', join(HISTORIES, 'record.ts'), 'cancelled']);
    expect(stdout).toContain('campaign-cancelled: is there already and stays as it is');
    expect(readFileSync(join(HISTORIES, 'campaign-cancelled.json'), 'utf8')).toBe(kept);
  });

  test('S9: there are some from before each change of the workflows, and some from after it', () => {
    const marked = files.filter((file) => readFileSync(join(HISTORIES, file), 'utf8').includes('core_patch'));
    expect(marked).toEqual([
      'campaign-overtaken-and-told-with-reasons.json',
      'round-overtaken-and-told-with-reasons.json',
    ]);
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
