import ExcelJS from 'exceljs';
import { SERVED } from '../../../console/api/table/tables';
import type { Rung } from '../../../domain/campaign/plan';
import { EVIDENCE } from '../../../domain/table/shapes/ledger';
import { PAIRS } from '../../../domain/table/shapes/lists';
import { climbRung } from '../../../store/round/rungs';
import { type SignedIn, signIn } from '../../support/accounts';
import { type OpenCampaign, openCampaign } from '../../support/campaigns/campaign';
import { shanghai } from '../../support/campaigns/tiny';
import { jsonOf, type TestConsole, testConsole } from '../../support/servers/console';
import { testDatabase } from '../../support/servers/database';
import { pagesByEveryColumn, type ReadPage } from '../../support/servers/table-pages';

let database: Awaited<ReturnType<typeof testDatabase>>;
let web: TestConsole;
let campaign: OpenCampaign;
let boss: SignedIn;

beforeAll(async () => {
  database = await testDatabase();
  const { sql } = database;
  campaign = await openCampaign(sql, { now: shanghai('12-01 08:00') });
  web = await testConsole(sql, {});
  boss = await signIn(sql, 'administrator');
  const rung = campaign.plan.stages
    .flatMap((s) => s.rounds.flatMap((r) => r.rungs))
    .find(({ id }) => id === 'early') as Rung;
  const now = rung.at;
  await campaign.at(now);
  await sql.begin((tx) =>
    climbRung(tx, { campaign: campaign.id, round: campaign.rounds[0] ?? '', rung, now, today: now.slice(0, 10) }),
  );
  await sql`update messages set state = 'failed', reason = 'refused' where id in (select id from messages order by id limit 2)`;
});
afterAll(async () => {
  await web.close();
  await database.drop();
});

const post = (path: string, body: object, { headers }: Pick<SignedIn, 'headers'> = boss) =>
  web.send(path, body, headers);
const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code;
const page = (name: string, body: object) => jsonOf<ReadPage>(post(`/api/tables/${name}`, body));

test('every table pages by every column that sorts, both ways, and shows each row once', async () => {
  for (const { shape } of SERVED) {
    const where = Object.fromEntries((shape.of ?? []).map((key) => [key, key === 'campaign' ? campaign.id : 'none']));
    if (shape.of) expect(await codeOf(await post(`/api/tables/${shape.name}`, {}))).toBe('table-needs-filter');
    // What there is not has no rows; with some, pairs are read in pairs.test.ts, what is found in ledger.test.ts.
    if (shape === EVIDENCE)
      expect(await codeOf(await post('/api/tables/evidence', { where }))).toBe('table-bad-filter');
    else if (shape === PAIRS) expect(await codeOf(await post('/api/tables/pairs', { where }))).toBe('unknown-list');
    else await pagesByEveryColumn(shape, where, (body) => page(shape.name, body));
  }
});

test('a wrong sort, filter, zone or place is refused in words', async () => {
  const refused = async (body: object) => codeOf(await post('/api/tables/messages', body));
  expect(await refused({ sort: 'contact' })).toBe('table-no-sort');
  expect(await refused({ where: { nothing: 'x' } })).toBe('table-no-filter');
  expect(await refused({ where: { state: 'lost' } })).toBe('table-bad-filter');
  expect(await refused({ where: { plannedAt: '2026-02-30' } })).toBe('table-bad-filter');
  expect(await refused({ zone: 'Moon/Sea' })).toBe('table-bad-zone');
  expect(await refused({ after: 'there' })).toBe('table-bad-cursor');
});

test('an export has the page’s columns and filters, masked and in words, and a line in the log', async () => {
  const asked = { where: { state: 'failed', contact: '甲' }, columns: ['regionName', 'contact', 'state', 'reason'] };
  const file = await post('/api/tables/messages/export', asked);
  expect(file.status).toBe(200);
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(await file.arrayBuffer());
  const lines = book.worksheets[0]?.getSheetValues().slice(1) as unknown[][];
  const [[title] = [], heading, ...rows] = lines.map((line) => line.slice(1));
  expect(title).toBe('消息');
  expect(heading).toEqual(['地方', '收信人', '状态', '原因']);
  expect(rows).toHaveLength(2);
  expect(rows[0]).toEqual([expect.any(String), '甲**', '失败', '被通道拒绝']);
  const [line] = await database.sql`select target from audit_log where verb = 'export-table'`;
  expect(line?.target).toEqual({ table: 'messages', rows: 2, filters: 'state contact' });
  const ops = await signIn(database.sql, 'ops');
  expect((await post('/api/tables/messages/export', { columns: ['contact'] }, ops)).status).toBe(422);
});

test('a view is kept for its account only, without what may name a person', async () => {
  const other = await signIn(database.sql, 'administrator');
  const query = 'state=failed&contact=%E7%94%B2&sort=-plannedAt&lang=en';
  const keep = (name: string, who = boss) => post('/api/table-views', { table: 'messages', name, query }, who);
  const viewsOf = async (who: SignedIn) =>
    (await jsonOf<{ views: { id: number }[] }>(web.get('/api/table-views?table=messages', who.cookie))).views;
  const { id } = await jsonOf<{ id: number }>(keep('失败的'));
  expect(await jsonOf(keep('失败的'))).toEqual({ id });
  expect(await viewsOf(boss)).toEqual([
    { id, table: 'messages', name: '失败的', query: 'state=failed&sort=-plannedAt' },
  ]);
  expect(await viewsOf(other)).toEqual([]);
  expect((await post(`/api/table-views/${id}/drop`, {}, other)).status).toBe(404);
  expect((await post(`/api/table-views/${id}/drop`, {})).status).toBe(200);
  expect((await post('/api/table-views', { table: 'none', name: 'x', query })).status).toBe(404);
  for (let nr = 0; nr < 30; nr += 1) await keep(`第${nr}`);
  expect(await codeOf(await keep('多'))).toBe('too-many-views');
  expect((await keep('第3')).status).toBe(200);
});

test('a unit that nobody has told yet is in the table of units, with the reason', async () => {
  const { sql } = database;
  await sql`delete from messages where region_code = '922'`;
  const { rows } = await page('units', { where: { campaign: campaign.id } });
  expect(rows.length).toBe(5);
  expect(rows.find(({ unit }) => unit === '922')).toMatchObject({ standing: 'missing', reason: 'not-told', told: 0 });
});
