import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../config/root';
import { type OpenCampaign, openCampaign } from '../support/campaigns/campaign';
import { ledgerDefinition } from '../support/campaigns/ledger-definition';
import { shanghai } from '../support/campaigns/tiny';
import { consoleEnv } from '../support/servers/console';
import { testDatabase } from '../support/servers/database';

/** Several processes, one after the other. */
jest.setTimeout(180_000);

let folder: string;
let database: Awaited<ReturnType<typeof testDatabase>>;
let campaign: OpenCampaign;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ledger-'));
  database = await testDatabase();
  campaign = await openCampaign(database.sql, { definition: ledgerDefinition() });
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

function ledger(verb: string, ...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const settings = Object.fromEntries(Object.entries(consoleEnv()).map(([name, value]) => [name, String(value)]));
  // A dispatch starts the case that waits for its arrival, on a queue that no worker serves here.
  const temporal = { TEMPORAL_ADDRESS: process.env.TEMPORAL_ADDRESS, TASK_QUEUE: randomUUID() };
  const env = { ...process.env, ...settings, ...temporal, DATABASE_URL: database.url };
  const command = ['--import', 'tsx', 'cli/main.ts', 'ledger', verb, campaign.id, ...args];
  return new Promise((resolve) => {
    execFile(process.execPath, command, { cwd: ROOT, env, timeout: 40_000 }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
  });
}

it('takes a gift, sends it on, and says with its exit code that something is missing, and where', async () => {
  const donor = join(folder, 'donor.json');
  await writeFile(donor, JSON.stringify({ name: '捐某' }));
  const given = await ledger(
    'receive',
    '9',
    '--purse',
    'charity',
    '--cash',
    '600.5',
    '--goods',
    'rice=3@240',
    '--donor',
    donor,
  );
  expect(given).toMatchObject({ code: 0, stderr: '' });
  const sent = await ledger(
    'dispatch',
    '9',
    '91',
    '--purse',
    'charity',
    '--goods',
    'rice=3',
    '--within',
    '0',
    '--json',
  );
  const { dispatch } = JSON.parse(sent.stdout) as { dispatch: number };
  const balanced = async () => {
    const { code, stdout } = await ledger('reconcile', '--json');
    const { balanced: is, differences } = JSON.parse(stdout) as { balanced: boolean; differences: object[] };
    return { code, is, differences };
  };
  expect(await balanced()).toEqual({ code: 0, is: true, differences: [] });
  await campaign.at(shanghai('12-05 10:00'));
  expect(await balanced()).toMatchObject({
    ...{ code: 1, is: false },
    differences: [{ code: 'on-the-way', account: `way:${dispatch}`, found: 3, ask: '91', askName: '东乡' }],
  });
  const refused = await ledger('lose', '--purse', 'charity', '--goods', 'rice=1', '--reason', 'wet');
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('--dispatch') });
  const balance = await ledger('balance', '--region', '9');
  expect(balance.stdout).toMatch(/store:9 +小县 +charity +cny +600\.50/);
});
