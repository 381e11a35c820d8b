import { missingUnits } from '../../../reporting/figures/regions';
import { unitsBelow } from '../../../reporting/figures/units';
import type { Sql } from '../../../store/db/db';
import { type OpenCampaign, openCampaign } from '../../support/campaigns/campaign';
import { writePast } from '../../support/campaigns/past-messages';
import { posts } from '../../support/campaigns/people';
import { eventually } from '../../support/eventually';
import { BEARER, fakeClient, jsonOf, type TestConsole, testConsole } from '../../support/servers/console';
import { testDatabase } from '../../support/servers/database';

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

/** Runs while a table that the report needs is locked. */
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
  const paths = ['/api/campaigns/%00', `/api/campaigns/${campaign.id}/units?under=%00`, '/api/chases?campaign=%00'];
  const answers = await Promise.all(paths.map((path) => web.get(path, BEARER)));
  for (const { status } of answers) expect(status).toBeLessThan(500);
});

test('M16: the board has all campaigns that run, and of those that have ended the newest', async () => {
  await sql`
    insert into campaigns (id, definition, plan, mode, state, started_at, ended_at)
    select 'old-' || n, definition, plan, mode, 'completed', started_at - n * interval '1 day', started_at
    from campaigns, generate_series(1, 40) n where id = ${campaign.id}`;
  const board = await jsonOf<{ more: boolean; campaigns: { id: string }[] }>(web.get('/api/board', BEARER));
  expect(board.more).toBe(true);
  expect(board.campaigns.map(({ id }) => id)).toEqual([
    campaign.id,
    ...Array.from({ length: 30 }, (_, n) => `old-${n + 1}`),
  ]);
  expect(await jsonOf(web.get('/api/board?ended=50', BEARER))).toMatchObject({ more: false });
  expect(await jsonOf(web.get('/api/campaigns?ended=1', BEARER))).toHaveLength(2);
});

test('M16: a campaign tells the first of its missing units, and that there are more', async () => {
  await sql`
    insert into regions (code, parent_code, level, kind, name, path, position)
    select '91x' || n, '91', 3, 'village', n || '村', '9/91/91x' || n || '/', n from generate_series(1, 600) n`;
  await sql`
    insert into asks (round_id, campaign_id, key, unit_code)
    select r.id, r.campaign_id, r.key, g.code from rounds r, regions g
    where r.campaign_id = ${campaign.id} and starts_with(g.code, '91x')`;
  const told = await jsonOf<{ missing: unknown[]; missingMore: boolean; stages: { missing: number }[] }>(
    web.get(`/api/campaigns/${campaign.id}`, BEARER),
  );
  expect(told.missing).toHaveLength(500);
  expect(told.missingMore).toBe(true);
  expect(told.stages[0]?.missing).toBe(605);
});

test('S7: the reason why a village is missing is the same in every view', async () => {
  const [round] = campaign.rounds;
  const notice = {
    key: 'notice-911',
    campaign_id: campaign.id,
    round_id: round ?? '',
    rung: 'extended',
    kind: 'notice',
    region_code: '911',
    contact_id: sql`id`,
    channel: 'sms',
    template: 'extended',
    needed: 'silent',
    valid_until: sql`now()`,
    planned_at: sql`now()`,
  };
  await writePast(
    sql,
    { message: notice, from: sql`${posts(sql)} p where region_code = '911' and role = 'contact'` },
    { state: 'accepted', accepted_at: new Date().toISOString() },
  );
  const [missing] = (await missingUnits(sql, { campaign: campaign.id })).filter(({ code }) => code === '911');
  const [unit] = (await unitsBelow(sql, { campaign: campaign.id, region: '911', limit: 1 })).map(
    ({ reason }) => reason,
  );
  expect([missing?.reason, unit]).toEqual(['told', 'told']);
});
