import type { Sql } from '../../../store/db/db';
import { type SignedIn, signIn } from '../../support/accounts';
import { type OpenCampaign, openCampaign } from '../../support/campaigns/campaign';
import { listDefinition } from '../../support/campaigns/list-definition';
import { IDENTITY_NUMBER, specimen } from '../../support/campaigns/rows';
import { jsonOf, type TestConsole, testConsole } from '../../support/servers/console';
import { testDatabase } from '../../support/servers/database';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let web: TestConsole;
let campaign: OpenCampaign;
let township: SignedIn;
let url: string;

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  campaign = await openCampaign(sql, { definition: listDefinition() });
  web = await testConsole(sql);
  township = await signIn(sql, 'township-officer', '91');
  url = `${web.url}/api/campaigns/${campaign.id}/lists/poor/table`;
});
afterAll(async () => {
  await web.close();
  await database.drop();
});

const HEAD = '村,当家人,身份证号,家庭人口,类别\n';
const line = (village: string, nth: number, heads = 2) => `${village},张某${nth},${specimen(nth)},${heads},特困户\n`;

/** Sends a table to be looked at, or imported. */
function table(to: 'check' | 'import', text: string, fields: [string, string][] = [], { headers } = township) {
  const body = new FormData();
  for (const [name, value] of [...fields, ['consent', 'yes'] as const]) body.append(name, value);
  body.append('file', new Blob([text]), '名单.csv');
  return fetch(`${url}/${to}`, { method: 'POST', headers, body });
}
const MAPPED: [string, string][] = [['map', '当家人=head']];

interface Difference {
  digest: string;
  fresh: number;
  changed: number;
  same: number;
  gone: number;
  flaws: number;
  changes: { fields: { field: string; before: string; after: string }[] }[];
  refused: { row: number; column: string; message: string }[];
}
const lookedAt = (text: string, fields = MAPPED) =>
  jsonOf<{ receipt: object | null; difference: Difference }>(table('check', text, fields));
const rows = async () => (await sql`select from entries`).length;

it('a table is looked at, then imported by the digest of its difference, and again gives the first receipt', async () => {
  const text = HEAD + line('一村', 1) + line('二村', 2);
  const { difference } = await lookedAt(text);
  expect(difference).toMatchObject({ fresh: 2, changed: 0, flaws: 0 });
  expect(await rows()).toBe(0);
  expect((await table('import', text, MAPPED)).status).toBe(422);
  const wrong = await table('import', text, [...MAPPED, ['confirm', '0123456789abcdef']]);
  expect([(await jsonOf<{ code: string }>(wrong)).code, await rows()]).toEqual(['list-import-changed', 0]);
  const done = await jsonOf<{ receipt: string; fresh: number; repeated: boolean }>(
    table('import', text, [...MAPPED, ['confirm', difference.digest]]),
  );
  expect([done.fresh, done.repeated, await rows()]).toEqual([2, false, 2]);
  // The mapping of its heading was kept: nothing needs to be said again.
  expect(await lookedAt(text, [])).toMatchObject({ receipt: { receipt: done.receipt }, difference: null });
  const again = await jsonOf<object>(table('import', text, [['confirm', difference.digest]]));
  expect(again).toMatchObject({ receipt: done.receipt, repeated: true });
});

it('the difference names changed fields, missing rows and refused ones, and shows nobody', async () => {
  const changed = await lookedAt(HEAD + line('一村', 1, 3));
  expect(changed.difference).toMatchObject({ changed: 1, same: 0, gone: 0 });
  expect(changed.difference.changes[0]?.fields).toMatchObject([{ field: 'heads', before: '2', after: '3' }]);
  const other = await lookedAt(HEAD + line('一村', 5));
  expect(other.difference).toMatchObject({ fresh: 1, gone: 1, goneRows: [{ unit: '一村', shown: '张**' }] });
  const wrong = `${HEAD}一村,张某7,110105194912310021,2,特困户\n五村,张某8,${specimen(8)},2,特困户\n`;
  const refused = await lookedAt(wrong);
  expect(refused.difference.refused.map(({ row, column }) => [row, column])).toEqual([
    [2, '身份证号'],
    [3, '村'],
  ]);
  const told = JSON.stringify([changed, other, refused]);
  expect(told).not.toMatch(/张某/);
  expect(told).not.toMatch(IDENTITY_NUMBER);
  const answer = await table('import', wrong, [['confirm', refused.difference.digest]]);
  expect([answer.status, (await jsonOf<{ problems: object[] }>(answer)).problems.length]).toEqual([422, 2]);
  const audited = JSON.stringify(await sql`select verb, target from audit_log`);
  expect(audited).not.toMatch(/张某|名单\.csv/);
  expect(audited).not.toMatch(IDENTITY_NUMBER);
});

it('an empty table can be fetched by every officer, all rows by those who may export, with a reason', async () => {
  const layout = await jsonOf<{ columns: { key: string }[]; mapped: object[] }>(
    fetch(url, { headers: township.cookie }),
  );
  expect(layout.columns.map(({ key }) => key)).toContain('head');
  expect(layout.mapped).toEqual([{ heading: '当家人', column: 'head' }]);
  const empty = await (await fetch(`${url}/template?as=csv&lang=zh-CN`, { headers: township.cookie })).text();
  expect(empty).toMatch(/户主姓名.*身份证号.*类别/);
  const exported = (who: SignedIn, body: object) =>
    web.send(`/api/campaigns/${campaign.id}/lists/poor/table/export`, body, who.headers);
  expect((await exported(township, { reason: '核对', as: 'csv' })).status).toBe(403);
  const county = await signIn(sql, 'county-officer', '9');
  expect((await exported(county, { reason: '', as: 'csv' })).status).toBe(400);
  const file = await exported(county, { reason: '上报财政', as: 'csv' });
  expect(file.headers.get('content-disposition')).toBe(`attachment; filename="${campaign.id}-poor.csv"`);
  expect(await file.text()).toContain(specimen(1));
  const [told] = await sql`select verb, target ->> 'rows' as rows from audit_log order by id desc limit 1`;
  expect(told).toEqual({ verb: 'reveal-people', rows: '2' });
});
