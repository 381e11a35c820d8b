import type { Sql } from '../../../store/db/db';
import { type OpenCampaign, openCampaign } from '../../support/campaigns/campaign';
import { shanghai } from '../../support/campaigns/tiny';
import { jsonOf, type TestConsole, testConsole } from '../../support/servers/console';
import { emptyDatabase, testDatabase } from '../../support/servers/database';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let campaign: OpenCampaign;
let web: TestConsole;
let link: string;

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  web = await testConsole(sql);
});
beforeEach(async () => {
  await emptyDatabase(sql);
  campaign = await openCampaign(sql);
  web.client.told.length = 0;
  link = `/api/links/${await campaign.token('report', '911')}`;
});
afterAll(async () => {
  await web.close();
  await database.drop();
});

const read = () => jsonOf<{ report: { receipt: string; figures: object } }>(web.get(link));

describe('a link as JSON', () => {
  it('says what is asked, and names no person', async () => {
    const text = await (await web.get(link)).text();
    expect(JSON.parse(text)).toMatchObject({
      organisation: { en: 'Little County Red Cross' },
      campaign: { id: '2026-every-field-9' },
      key: 'survey',
      unit: { code: '911', name: '一村' },
      dueAt: shanghai('12-04 00:00'),
      locksAt: shanghai('12-05 18:00'),
      form: { nothingToReport: true, fields: [{ id: 'households', max: 500 }, { type: 'money' }, {}, {}, {}, {}] },
      report: null,
    });
    expect(text).not.toMatch(/甲9|1990000|language|contact/);
  });

  it('takes a report, tells the round, and reads it back as it was handed in', async () => {
    const figures = { households: 3, cash: '600.50', quilts: true };
    const answer = await web.send(link, { figures });
    expect(answer.status).toBe(200);
    const receipt = await jsonOf<{ receipt: string }>(answer);
    expect(receipt).toEqual({
      receipt: expect.stringMatching(/^\d{3}-\d{4}$/),
      version: 1,
      onTime: true,
      repeated: false,
    });
    expect(web.client.told).toEqual(campaign.rounds);
    const { report } = await read();
    expect(report).toEqual({
      receipt: receipt.receipt,
      version: 1,
      nothing: false,
      figures,
      onTime: true,
      reportedAt: shanghai('12-02 10:00'),
    });
    expect(await (await web.send(link, { figures: report.figures })).json()).toEqual({ ...receipt, repeated: true });
    expect(web.client.told).toHaveLength(1);
  });

  it('stays good when its village moves to another area, and tells the round that asks it from then on', async () => {
    await sql`
      insert into rounds select (r).* from (
        select jsonb_populate_record(r, '{"id": "another-area", "area": "91"}') as r from rounds r) r`;
    await sql`update asks set round_id = 'another-area' where unit_code = '911'`;
    await sql`update rounds set state = 'closed' where id <> 'another-area'`;
    expect((await web.send(link, { figures: { households: 3, cash: '600.50' } })).status).toBe(200);
    expect(web.client.told).toEqual(['another-area']);
    const tasks = await jsonOf<object[]>(web.get(`${link}/tasks`));
    expect(tasks).toMatchObject([{ round: 'another-area', reported: true }]);
  });

  it('takes nothing to report', async () => {
    expect((await web.send(link, { nothing: true })).status).toBe(200);
    expect((await read()).report).toMatchObject({ nothing: true, figures: {} });
  });

  it.each([
    [
      'figures that do not fit',
      { figures: { households: -1, cash: 1.234, x: 1 } },
      422,
      'invalid',
      ['x', 'households', 'cash'],
    ],
    ['figures that are not an object', { figures: [1] }, 400, 'invalid-request', ['figures']],
    ['nothing that is not yes or no', { nothing: 'perhaps' }, 400, 'invalid-request', ['nothing']],
  ])('refuses %s, by field', async (_, body, status, code, fields) => {
    const answer = await web.send(link, body);
    expect(answer.status).toBe(status);
    const refusal = await jsonOf<{ code: string; problems: { field: string }[] }>(answer);
    expect(refusal.code).toBe(code);
    expect(refusal.problems.map(({ field }) => field)).toEqual(fields);
    expect(await sql`select 1 from reports`).toHaveLength(0);
  });

  it('refuses what is not JSON', async () => {
    const answer = await fetch(new URL(link, web.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"figures":',
    });
    expect(answer.status).toBe(400);
  });

  it.each<[string, () => Promise<unknown>, number, string]>([
    ['forged', async () => (link = `${link.slice(0, -1)}${link.endsWith('A') ? 'B' : 'A'}`), 404, 'forged'],
    [
      'for acknowledging',
      async () => (link = `/api/links/${await campaign.token('acknowledge', '91')}`),
      404,
      'forged',
    ],
    ['revoked', async () => sql`update links set revoked_at = now()`, 410, 'revoked'],
    ['past its lock', () => campaign.at(shanghai('12-05 18:00')), 410, 'locked'],
    ['of a closed round', async () => sql`update rounds set state = 'closed'`, 410, 'closed'],
    ['of a cancelled campaign', async () => sql`update campaigns set state = 'cancelled'`, 410, 'cancelled'],
    ['not open yet', async () => sql`update rounds set opens_at = ${shanghai('12-03 09:00')}`, 409, 'not-open'],
  ])('is refused when it is %s', async (_, spoil, status, code) => {
    await spoil();
    for (const answer of [await web.get(link), await web.send(link, { figures: { households: 3, cash: 600 } })]) {
      expect(answer.status).toBe(status);
      expect(await answer.json()).toEqual({ code, message: expect.stringMatching(/^\p{Script=Han}.+。$/u) });
    }
    expect(await sql`select 1 from reports`).toHaveLength(0);
  });
});
