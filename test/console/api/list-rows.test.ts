import { randomUUID } from 'node:crypto';
import type { Sql } from '../../../store/db/db';
import { peopleKey } from '../../../store/people/sealed/people-key';
import { recordReport } from '../../../store/report/reports';
import { type SignedIn, signIn } from '../../support/accounts';
import { type OpenCampaign, openCampaign, TEST_SECRET } from '../../support/campaigns/campaign';
import { listDefinition } from '../../support/campaigns/list-definition';
import { family, sending, specimen } from '../../support/campaigns/rows';
import { jsonOf, type TestConsole, testConsole } from '../../support/servers/console';
import { testDatabase } from '../../support/servers/database';

interface Row {
  id: number;
  unit: string;
  shown: string;
  version: number;
  state: string;
  returnDue: string | null;
}

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let web: TestConsole;
let campaign: OpenCampaign;
let county: SignedIn;
let township: SignedIn;

const handIn = (unit: string, nths: number[], changes: Parameters<typeof family>[1] = {}) =>
  recordReport(sql, {
    ...{ campaign: campaign.id, key: 'apply.village', unit, via: 'form', input: { nothing: false, figures: {} } },
    rows: sending(...nths.map((nth) => family(nth, changes))),
    people: peopleKey(TEST_SECRET),
  });

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  campaign = await openCampaign(sql, { definition: listDefinition() });
  web = await testConsole(sql);
  county = await signIn(sql, 'county-officer', '9');
  township = await signIn(sql, 'township-officer', '92');
  await handIn('911', [1, 2, 3]);
  await handIn('921', [4]);
});
afterAll(async () => {
  await web.close();
  await database.drop();
});

const at = (path = '') => `/api/campaigns/${campaign.id}/lists${path}`;
const rowsOf = async (query: string, { cookie } = county) =>
  jsonOf<{ rows: Row[]; more: { before: boolean; after: boolean }; count?: number }>(
    web.get(at(`/poor/rows${query}`), cookie),
  );
const decide = (decision: object, meant: object, { headers } = county, submission = randomUUID()) =>
  web.send(at('/poor/rows/decide'), { submission, decision, meant }, headers);

it('a list is read within the reader’s region: its counts, its rows from either end, and a person by the whole number', async () => {
  expect(await jsonOf(web.get(at(), county.cookie))).toMatchObject({ lists: [{ id: 'poor' }] });
  expect(await jsonOf(web.get(at('/poor/counts'), county.cookie))).toMatchObject({ total: { proposed: 4 } });
  expect(await jsonOf(web.get(at('/poor/counts'), township.cookie))).toMatchObject({ total: { proposed: 1 } });
  const first = await rowsOf('?units=91&state=in&count=true');
  expect([first.rows.length, first.count, first.more]).toEqual([3, 3, { before: false, after: false }]);
  expect(first.rows[0]).toMatchObject({ unit: '911', shown: '李**' });
  const behind = await rowsOf(`?after=${first.rows[0]?.id}`);
  expect([behind.rows.length, behind.more.before]).toEqual([3, true]);
  expect((await rowsOf('?last=true')).rows.at(-1)?.unit).toBe('921');
  expect((await rowsOf('', township)).rows.map(({ unit }) => unit)).toEqual(['921']);
  const find = (words: string, { headers } = county) =>
    jsonOf<{ rows: Row[] }>(web.send(at('/poor/rows/find'), { words }, headers));
  expect((await find(specimen(2))).rows).toMatchObject([{ unit: '911' }]);
  expect((await find(specimen(2), township)).rows).toEqual([]);
});

it('a row that is returned is asked of its unit by a case of its own, until it is corrected', async () => {
  const [row] = (await rowsOf('?units=911')).rows;
  const meant = { rows: [{ id: row?.id, version: row?.version }] };
  const submission = randomUUID();
  const returning = () =>
    decide({ act: 'return', reason: '张三的证明不清楚', workingDays: 2 }, meant, county, submission);
  const first = await jsonOf<{ receipt: string; rows: number }>(returning());
  expect(await jsonOf(returning())).toEqual({ ...first, repeated: true });
  const cases = () => sql`select kind, region_code as unit, assignee_code as asked, state, outcome from cases`;
  expect(await cases()).toEqual([{ kind: 'returned', unit: '911', asked: '911', state: 'waiting', outcome: null }]);
  const { rows } = await rowsOf('?state=returned');
  expect(rows).toMatchObject([{ id: row?.id, returnDue: '2026-12-04T09:30:00.000Z' }]);
  const story = await jsonOf<{ deeds: { kind: string; by: string | null; reason: string | null }[] }>(
    web.get(at(`/poor/rows/${row?.id}`), county.cookie),
  );
  expect(story.deeds.map(({ kind }) => kind)).toEqual(['propose', 'return']);
  expect(story.deeds[1]).toMatchObject({ by: county.account.name, reason: '张三的证明不清楚' });
  const [entry] = await sql<
    { row: string; version: number }[]
  >`select row, version from entries where id = ${row?.id ?? 0}`;
  await handIn('911', [1], entry);
  expect(await cases()).toMatchObject([{ state: 'closed', outcome: 'corrected' }]);
});

it('nobody decides beyond the own region or without the right, and a refusal names all rows that forbid it', async () => {
  const { rows } = await rowsOf('?units=91');
  const meant = { rows: rows.map(({ id, version }) => ({ id, version: version + 1 })) };
  const refused = await decide({ act: 'hold', reason: '核实' }, meant);
  const told = await jsonOf<{ code: string; problems: { field: string; code: string }[] }>(refused);
  expect([refused.status, told.code, told.problems.length]).toEqual([422, 'rows-forbid', 3]);
  expect(told.problems[0]?.field).toBe(`${rows[0]?.id} 911`);
  const foreign = await jsonOf<{ problems: { code: string }[] }>(decide({ act: 'release' }, meant, township));
  expect(foreign.problems.map(({ code }) => code)).toEqual(['row-unknown', 'row-unknown', 'row-unknown']);
  const auditor = await signIn(sql, 'auditor', '9');
  expect((await decide({ act: 'release' }, meant, auditor)).status).toBe(403);
});

it('D.1: a member is moved to another household by an officer above both, found by the whole number', async () => {
  const page = async (unit: string) => {
    const [row] = (await rowsOf(`?units=${unit}`)).rows;
    return jsonOf<{ members: { person: number; relation: string }[] }>(
      web.get(at(`/poor/rows/${row?.id}`), county.cookie),
    );
  };
  const [alone] = (await page('921')).members;
  const [head] = (await page('911')).members;
  const find = ({ headers } = county) =>
    jsonOf<{ people: { id: number; regionName: string }[] }>(
      web.send('/api/people/helped/find', { words: specimen(4) }, headers),
    );
  expect((await find()).people).toMatchObject([{ id: alone?.person, regionName: '四村' }]);
  const move = (person = 0, home: object, { headers } = county) =>
    web.send(`/api/people/helped/${person}/move`, { home, reason: '投靠亲属' }, headers);
  const home = { with: alone?.person, relation: '20' };
  const refused = await move(head?.person, home);
  expect([refused.status, (await jsonOf<{ code: string }>(refused)).code]).toEqual([409, 'head-stays']);
  const [son] = await sql<{ id: number }[]>`
    insert into people (kind, region_code, shown, no_id) values ('person', '922', '王*', 'lost') returning id`;
  expect((await move(son?.id, home, township)).status).toBe(200);
  expect((await page('921')).members.map(({ person, relation }) => [person, relation])).toEqual([
    [alone?.person, '02'],
    [son?.id, '20'],
  ]);
  expect((await move(head?.person, { alone: '921' }, township)).status).toBe(404);
  expect((await move(son?.id, { with: alone?.person, relation: '02' })).status).toBe(400);
});
