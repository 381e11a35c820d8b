import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../config/root';
import { answerOf, bankDefinition, FIXED, readAtBank } from '../support/campaigns/bank-definition';
import { EACH, rowsToPay } from '../support/campaigns/bank-rows';
import { type OpenCampaign, openCampaign } from '../support/campaigns/campaign';
import { TEST_SECRET_OF_PEOPLE } from '../support/campaigns/rows';
import { consoleEnv } from '../support/servers/console';
import { testDatabase } from '../support/servers/database';

let folder: string;
let database: Awaited<ReturnType<typeof testDatabase>>;
let campaign: OpenCampaign;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bank-'));
  database = await testDatabase();
  campaign = await openCampaign(database.sql, { definition: bankDefinition() });
  const people = [
    { name: '甲某', account: '990000001' },
    { name: '乙某', account: '990000002' },
  ];
  await rowsToPay(database.sql, { campaign: campaign.id, unit: '911', people });
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

function bank(verb: string, ...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const settings = Object.fromEntries(Object.entries(consoleEnv()).map(([name, value]) => [name, String(value)]));
  const env = { ...process.env, ...settings, DATABASE_URL: database.url, PEOPLE_KEY: TEST_SECRET_OF_PEOPLE };
  const command = ['--import', 'tsx', 'cli/main.ts', 'ledger', 'bank', verb, campaign.id, ...args];
  return new Promise((resolve) => {
    execFile(process.execPath, command, { cwd: ROOT, env, timeout: 60_000 }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
  });
}

it('writes a file that only its owner reads, sets a wrong answer aside, and books the right one', async () => {
  const [pay, format, back] = ['pay.txt', 'format.yaml', 'back.txt'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  await writeFile(format, await readFile(join(ROOT, 'config/samples/banks/fixed-gbk.yaml')));
  // Something that everybody can read is there under the name.
  await writeFile(pay, 'old', { mode: 0o644 });
  const of = ['poor', '--purse', 'charity', '--store', '9', '--out', pay, '--reason', '发放', '--json'];
  const made = await bank('make', ...of, '--format', format);
  expect(made).toMatchObject({ code: 0, stderr: '' });
  const { id, rows, fen } = JSON.parse(made.stdout) as { id: number; rows: number; fen: number };
  expect([rows, fen]).toEqual([2, 2 * EACH]);
  expect((await stat(pay)).mode & 0o777).toBe(0o600);
  expect((await readdir(folder)).sort()).toEqual(['format.yaml', 'pay.txt']);
  const lines = readAtBank(await readFile(pay), FIXED).map((one) => ({ ...one, failure: null }));
  await writeFile(back, answerOf(lines, FIXED, { 'paid-count': 7 }));
  const wrong = await bank('read', String(id), back);
  expect(wrong).toMatchObject({ code: 1, stdout: '' });
  expect(wrong.stderr).toMatch(/\n +3: /);
  await writeFile(back, answerOf(lines, FIXED));
  expect(await bank('read', String(id), back)).toMatchObject({ code: 0, stdout: expect.stringContaining('1200.00') });
  const listed = await bank('list', '--json');
  expect(JSON.parse(listed.stdout)).toMatchObject([{ id, rows: 2, open: 0, paid: 2, paidFen: 2 * EACH, bank: 'file' }]);
});
