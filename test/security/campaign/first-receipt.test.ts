import { execFile } from 'node:child_process';
import { ROOT } from '../../../config/root';
import type { Sql } from '../../../store/db/db';
import { recordReport } from '../../../store/report/reports';
import { type OpenCampaign, openCampaign, TEST_SECRET } from '../../support/campaigns/campaign';
import { shanghai } from '../../support/campaigns/tiny';
import { BEARER, type TestConsole, testConsole } from '../../support/servers/console';
import { emptyDatabase, testDatabase } from '../../support/servers/database';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let campaign: OpenCampaign;
let web: TestConsole;

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  web = await testConsole(sql);
});
beforeEach(async () => {
  await emptyDatabase(sql);
  campaign = await openCampaign(sql);
});
afterAll(async () => {
  await web.close();
  await database.drop();
});

/** Settings that every command needs; this test does not use their values. */
const SETTINGS = {
  SMTP_URL: 'smtp://127.0.0.1:1',
  PUBLIC_URL: 'http://127.0.0.1:1',
  LINK_SECRET: TEST_SECRET,
  PEOPLE_KEY: TEST_SECRET,
  API_TOKEN: 'the API token of the tests',
  HOOK_SECRET: 'the-hook-secret-of-the-tests',
};
const KEY = '0192e0a0-0000-7000-8000-000000000001';
const figures = { households: 3, cash: 600 };

/** Hands in with the key, and again after another version, when the round is locked. */
async function twice(hand: () => Promise<{ receipt: string }>) {
  const first = await hand();
  await recordReport(sql, {
    campaign: campaign.id,
    key: 'survey',
    unit: '911',
    via: 'cli',
    input: { nothing: true, figures: {} },
  });
  await campaign.at(shanghai('12-20 10:00'));
  await sql`update rounds set state = 'locked'`;
  return { first, again: await hand() };
}

const expectFirst = ({ first, again }: Awaited<ReturnType<typeof twice>>) =>
  expect(again).toMatchObject({ receipt: first.receipt, version: 1, repeated: true });

test('S: the first receipt holds for ever at the form', async () => {
  const path = `/r/${await campaign.token('report', '911')}`;
  const hand = async () =>
    (await (
      await web.submit(path, { households: '3', cash: '600' }, { accept: 'application/json', 'idempotency-key': KEY })
    ).json()) as { receipt: string };
  expectFirst(await twice(hand));
});

test('S: the first receipt holds for ever at the API of links', async () => {
  const path = `/api/links/${await campaign.token('report', '911')}`;
  const hand = async () =>
    (await (await web.send(path, { figures }, { 'idempotency-key': KEY })).json()) as { receipt: string };
  expectFirst(await twice(hand));
});

test('S: the first receipt holds for ever where an officer reports for a unit', async () => {
  const path = `/api/campaigns/${campaign.id}/rounds/survey/units/911/report`;
  const hand = async () =>
    (await (await web.send(path, { figures }, { ...BEARER, 'idempotency-key': KEY })).json()) as { receipt: string };
  expectFirst(await twice(hand));
});

test('S: the first receipt holds for ever at the command line', async () => {
  const hand = () =>
    new Promise<{ receipt: string }>((resolve, reject) => {
      const args = [campaign.id, 'survey', '911', '--figures', JSON.stringify(figures), '--submission', KEY, '--json'];
      execFile(
        process.execPath,
        ['--import', 'tsx', 'cli/main.ts', 'report', 'submit', ...args],
        { cwd: ROOT, env: { ...process.env, ...SETTINGS, DATABASE_URL: database.url } },
        (error, stdout) => (error ? reject(error) : resolve(JSON.parse(stdout))),
      );
    });
  expectFirst(await twice(hand));
});
