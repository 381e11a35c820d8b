import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { takeWarnings } from '../../register/warnings';
import { consoleEnv } from '../support/console';
import { testDatabase } from '../support/database';
import { importTinyRegister } from '../support/tiny';
import { warning } from '../support/warnings';

/** The commands of the duty officer, as he gives them. */
const ROOT = join(__dirname, '../..');
let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase();
  await importTinyRegister(database.sql);
});
afterAll(() => database.drop());

function weather(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const settings = Object.entries(consoleEnv()).map(([name, value]) => [name, String(value)]);
  const env = { ...Object.fromEntries(settings), ...process.env, DATABASE_URL: database.url };
  return new Promise((resolve) => {
    const command = ['--import', 'tsx', 'cli/main.ts', 'weather', ...args];
    execFile(process.execPath, command, { cwd: ROOT, env }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
  });
}

test('a warning is raised, shown and ended', async () => {
  const raised = await weather('raise', '--hazard', 'icing', '--colour', 'red', '--areas', '91,92', '--json');
  const { touched } = JSON.parse(raised.stdout);
  expect(touched).toMatchObject([{ change: 'opened', hazard: 'icing', regions: ['91', '92'] }]);
  expect(JSON.parse((await weather('live', '--json')).stdout)).toMatchObject([
    { colour: 'red', headline: '冰冻红色预警' },
  ]);
  expect((await weather('cancel', String(touched[0].event))).stdout).toContain('cancelled: icing in 91, 92');
  const again = await weather('cancel', String(touched[0].event));
  expect([again.code, again.stderr]).toEqual([1, expect.stringContaining('no live event')]);
});

test('a question is shown and answered', async () => {
  await takeWarnings(database.sql, {
    scope: 'live',
    source: 'test',
    read: {
      warnings: [warning({ areas: [{ code: null, name: '某地' }], sentAt: new Date().toISOString() })],
      problems: [],
    },
    raw: { bytes: Buffer.from('as it came') },
    at: new Date().toISOString(),
  });
  const items = JSON.parse((await weather('duty', 'list', '--json')).stdout);
  const noArea = items.find(({ kind }: { kind: string }) => kind === 'no-area');
  const decided = await weather('duty', 'decide', String(noArea.id), '--areas', '9', '--json');
  expect(JSON.parse(decided.stdout).touched).toMatchObject([{ change: 'opened', regions: ['9'] }]);
});
