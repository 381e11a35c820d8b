import type { Sql } from '../../register/db';
import { type OpenCampaign, openCampaign } from '../support/campaign';
import { BEARER, fakeClient, type TestConsole, testConsole } from '../support/console';
import { testDatabase } from '../support/database';
import { eventually } from '../support/eventually';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let campaign: OpenCampaign;
let web: TestConsole;
beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  campaign = await openCampaign(sql);
  web = await testConsole(sql, { client: fakeClient() });
});
afterAll(async () => {
  await web.close();
  await database.drop();
});

/** Runs while nobody can read a table that the report needs. */
async function whileLocked(run: () => Promise<void>): Promise<void> {
  await sql.begin(async (transaction) => {
    await transaction`lock table call_list in access exclusive mode`;
    await run();
  });
}

test('M14: reports are made one after the other, and enough people waiting are enough', async () => {
  const path = `/api/campaigns/${campaign.id}/report.xlsx`;
  const waiting: Promise<Response>[] = [];
  await whileLocked(async () => {
    for (let n = 0; n < 4; n++) waiting.push(web.get(path, BEARER));
    await eventually(async () => {
      const [row] = await sql<{ n: number }[]>`select count(*)::int as n from pg_locks where not granted`;
      expect(row?.n).toBe(1);
    });
    await eventually(async () => expect((await web.get(path, BEARER)).status).toBe(429));
  });
  expect((await Promise.all(waiting)).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  expect((await web.get(path, BEARER)).status).toBe(200);
});

test('H5: a value that no column takes is an answer, wherever in the request it stands', async () => {
  for (const path of [
    '/api/campaigns/%00',
    `/api/campaigns/${campaign.id}/units?under=%00`,
    '/api/chases?campaign=%00',
  ])
    expect([path, (await web.get(path, BEARER)).status]).toEqual([path, expect.not.stringMatching('500')]);
  const statuses = await Promise.all(
    ['/api/campaigns/%00', '/api/chases?campaign=%00'].map((path) => web.get(path, BEARER)),
  );
  for (const { status } of statuses) expect(status).toBeLessThan(500);
});
