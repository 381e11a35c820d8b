import { randomUUID } from 'node:crypto';
import { PAIRS } from '../../../domain/table/shapes/lists';
import type { Sql } from '../../../store/db/db';
import { peopleKey } from '../../../store/people/sealed/people-key';
import { recordReport } from '../../../store/report/reports';
import { type SignedIn, signIn } from '../../support/accounts';
import { type OpenCampaign, openCampaign, TEST_SECRET } from '../../support/campaigns/campaign';
import { enterHelpers, pairDefinition } from '../../support/campaigns/pair-definition';
import { sending, specimen } from '../../support/campaigns/rows';
import { shanghai } from '../../support/campaigns/tiny';
import { jsonOf, type TestConsole, testConsole } from '../../support/servers/console';
import { testDatabase } from '../../support/servers/database';
import { pagesByEveryColumn, type ReadPage } from '../../support/servers/table-pages';

interface Page {
  rows: {
    id: number;
    version: number;
    unit: string;
    shown: string;
    helper: { unit: string; post: string; holder: string } | null;
    below: boolean;
  }[];
  counts: { rows: number; paired: number; helpers: number; below: number; planned: number };
}

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let web: TestConsole;
let campaign: OpenCampaign;
let county: SignedIn;
let west: SignedIn;

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  campaign = await openCampaign(sql, { definition: pairDefinition(), now: shanghai('12-15 10:00') });
  web = await testConsole(sql);
  await enterHelpers(sql);
  county = await signIn(sql, 'county-officer', '9');
  west = await signIn(sql, 'township-officer', '92');
  for (const nth of [1, 2])
    await recordReport(sql, {
      ...{ campaign: campaign.id, key: 'find', unit: `91${nth}`, via: 'form', input: { nothing: false, figures: {} } },
      rows: sending({ row: randomUUID(), figures: { name: `甘小${nth}`, idNumber: specimen(nth) } }),
      people: peopleKey(TEST_SECRET),
    });
});
afterAll(async () => {
  await web.close();
  await database.drop();
});

const at = (path = '') => `/api/campaigns/${campaign.id}/lists/objects/pairs${path}`;
const read = async (query = '', { headers } = county) => jsonOf<Page>(await web.get(at(query), headers));
const post = (path: string, body: object) => web.send(at(path), body, county.headers);

it('pairs a row, shows what is lacking to who helps too, and enters a deed for the unit that helps', async () => {
  const [first] = (await read()).rows;
  const offered = await jsonOf<{ helpers: { unit: string; post: string; holder: string }[] }>(
    await web.get(at(`/helpers?words=${encodeURIComponent('西')}`), county.headers),
  );
  expect(offered.helpers).toMatchObject(
    [
      { unit: '92', post: '帮扶1', holder: '甘**' },
      { unit: '92', post: 'contact' },
    ].reverse(),
  );
  const helper = { unit: '92', post: '帮扶1' };
  const pairing = { submission: randomUUID(), pairs: [{ row: first?.id, version: first?.version, helper }] };
  const made = await jsonOf<{ receipt: string }>(await post('', pairing));
  expect(await jsonOf(await post('', pairing))).toMatchObject({ receipt: made.receipt, repeated: true });
  expect((await read('?without=true')).counts).toMatchObject({ rows: 1, paired: 0 });
  // Who helps is in the other township: its officer sees the pair, and no other row.
  expect((await read('', west)).rows.map(({ unit, helper: by }) => [unit, by])).toEqual([
    ['911', expect.objectContaining(helper)],
  ]);
  const deed = { deed: randomUUID(), kind: 'visit', answers: { way: 'home', times: 2 } };
  const entered = await post(`/${first?.id}/deeds`, deed);
  expect(await jsonOf(entered)).toMatchObject({ rows: [{ row: deed.deed, is: 'done' }] });
  expect(
    await sql`select d.kind, d.unit_code as unit, d.round_key as key, d.figures from deeds d where kind = 'visit'`,
  ).toEqual([{ kind: 'visit', unit: '92', key: 'entry@2026-12-15', figures: { times: 2 } }]);
  const refused = await post(`/${first?.id}/deeds`, { ...deed, deed: randomUUID(), answers: {} });
  expect([refused.status, await jsonOf(refused)]).toMatchObject([422, { problems: [{ field: 'way' }] }]);
  const [without] = (await read('?without=true')).rows;
  const nobody = await post(`/${without?.id}/deeds`, { ...deed, deed: randomUUID() });
  expect([nobody.status, await jsonOf(nobody)]).toMatchObject([409, { code: 'pair-nobody' }]);
});

it('its pairs are a table: sorted, filtered and taken along, masked and within the region of the reader', async () => {
  const where = { campaign: campaign.id, list: 'objects' };
  const table = (more: object, who = county) =>
    jsonOf<ReadPage>(web.send('/api/tables/pairs', { where: { ...where, ...more } }, who.headers));
  const all = await pagesByEveryColumn(PAIRS, where, (body) =>
    jsonOf(web.send('/api/tables/pairs', body, county.headers)),
  );
  expect(all.map(({ unit, standing, planned }) => [unit, standing, planned])).toEqual([
    ['911', 'below', 'no'],
    ['912', 'without', 'no'],
  ]);
  expect(all[0]).toMatchObject({ helperUnit: '西乡', post: '帮扶1', holder: '甘**' });
  expect(all[0]?.times).toContain('走访 2/2');
  const units = async (more: object, who = county) => (await table(more, who)).rows.map(({ unit }) => unit);
  expect(await units({ standing: 'without,met' })).toEqual(['912']);
  expect(await units({ helperUnit: '西' })).toEqual(['911']);
  expect(await units({ planned: 'yes' })).toEqual([]);
  expect(await units({ units: '912' })).toEqual(['912']);
  expect(await units({}, west)).toEqual(['911']);
});

it('keeps a plan for one person sealed, shows it for a reason, and takes no text over what somebody else has written', async () => {
  const [first, second] = (await read()).rows;
  const write = (text: string, version: number) => post(`/${first?.id}/plan`, { text, version });
  expect(await jsonOf(await write('甘小1：每周补课，读完初中', 0))).toEqual({ version: 1 });
  const late = await write('别的', 0);
  expect([late.status, await jsonOf(late)]).toMatchObject([409, { code: 'plan-changed' }]);
  expect(await jsonOf(await write('甘小1：每周补课两次', 1))).toEqual({ version: 2 });
  expect((await post(`/${first?.id}/plan/show`, { reason: '' })).status).toBe(400);
  const shown = await post(`/${first?.id}/plan/show`, { reason: '入户前' });
  expect(await jsonOf(shown)).toEqual({ text: '甘小1：每周补课两次', version: 2 });
  expect((await post(`/${second?.id}/plan/show`, { reason: '入户前' })).status).toBe(404);
  const { counts, rows } = await jsonOf<{ counts: object; rows: { plan: object | null }[] }>(
    await web.get(at(), county.headers),
  );
  expect(counts).toMatchObject({ planned: 1 });
  expect(rows.map(({ plan }) => plan)).toEqual([{ version: 2, on: '2026-12-15' }, null]);
  expect((await read('?unplanned=true')).rows.map(({ id }) => id)).toEqual([second?.id]);
  expect(await sql`select kind, account_id as by from deeds where kind = 'plan'`).toEqual(
    Array(2).fill({ kind: 'plan', by: county.account.id }),
  );
  // Neither the row, nor its deeds, nor the audit log tell what it says.
  const [all] = await sql<{ text: string }[]>`
    select concat((select string_agg(s::text, '') from support_plans s), (select string_agg(d::text, '') from deeds d),
                  (select string_agg(l::text, '') from audit_log l), (select string_agg(r::text, '') from audit_reasons r)) as text`;
  expect(all?.text).not.toContain('补课');
});

it('reads a table, and refuses lines that mean nobody', async () => {
  const send = async (content: string) => {
    const form = new FormData();
    form.append('file', new Blob([content]), '结对.csv');
    return fetch(`${web.url}${at('/check')}`, { method: 'POST', headers: county.headers, body: form });
  };
  const rows = (await read()).rows;
  const table = `名单编号,帮扶单位,帮扶岗位\n${rows[1]?.id},东乡,帮扶1\n`;
  expect(await jsonOf(await send(table))).toMatchObject({
    pairs: [{ row: rows[1]?.id, helper: { unit: '91', post: '帮扶1' } }],
  });
  const refused = await send('名单编号,帮扶单位,帮扶岗位\n999999,东乡,帮扶1\n');
  expect([refused.status, await jsonOf(refused)]).toMatchObject([422, { problems: [{ field: '结对.csv:2' }] }]);
});
