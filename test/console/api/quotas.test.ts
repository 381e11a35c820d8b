import { QUOTAS } from '../../../domain/table/shapes/lists';
import type { Sql } from '../../../store/db/db';
import { type SignedIn, signIn } from '../../support/accounts';
import { type OpenCampaign, openCampaign } from '../../support/campaigns/campaign';
import { listDefinition } from '../../support/campaigns/list-definition';
import { jsonOf, type TestConsole, testConsole } from '../../support/servers/console';
import { testDatabase } from '../../support/servers/database';
import { pagesByEveryColumn, type ReadPage } from '../../support/servers/table-pages';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let web: TestConsole;
let campaign: OpenCampaign;
let office: SignedIn;
let url: string;

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  const { poor } = listDefinition().lists;
  campaign = await openCampaign(sql, { definition: listDefinition({ lists: { poor: { ...poor, limit: 'quotas' } } }) });
  web = await testConsole(sql);
  office = await signIn(sql, 'administrator');
  url = `/api/campaigns/${campaign.id}/lists/poor/quotas`;
});
afterAll(async () => {
  await web.close();
  await database.drop();
});

const compare = (text: string) => {
  const body = new FormData();
  body.append('file', new Blob([text]), '分配表.csv');
  return fetch(`${web.url}${url}/check`, { method: 'POST', headers: office.headers, body });
};

it('a table of slots is compared, then written, then read', async () => {
  const looked = await jsonOf<{ changed: object[]; wanted: object[] }>(compare('村,特困户\n一村,3\n四村,2\n'));
  expect(looked.changed).toMatchObject([
    { unit: '911', name: '一村', before: 0, slots: 3 },
    { unit: '921', name: '四村' },
  ]);
  const given = await web.send(url, { quotas: looked.wanted, reason: '分配表' }, office.headers);
  expect([given.status, await jsonOf(given)]).toMatchObject([200, { changed: 2, repeated: false }]);
  const moved = await web.send(
    `${url}/move`,
    { from: '911', to: '912', category: 'special', slots: 1, reason: '调剂' },
    office.headers,
  );
  expect(moved.status).toBe(200);
  const shown = await jsonOf<{ totals: object[]; quotas: { unit: string; slots: number }[] }>(
    web.get(url, office.cookie),
  );
  expect(shown).toMatchObject({ locked: false, next: null, totals: [{ category: 'special', slots: 5, free: 5 }] });
  expect(shown.quotas.map(({ unit, slots }) => [unit, slots])).toEqual([
    ['911', 2],
    ['912', 1],
    ['921', 2],
  ]);
});

it('its slots are a table, by which free ones are taken back', async () => {
  const where = { campaign: campaign.id, list: 'poor' };
  const read = (body: object) => jsonOf<ReadPage>(web.send('/api/tables/quotas', body, office.headers));
  const rows = await pagesByEveryColumn(QUOTAS, where, read);
  expect(
    rows.map(({ unitName, above, categoryName, slots, free }) => [unitName, above, categoryName, slots, free]),
  ).toEqual([
    ['一村', '东乡', '特困户', 2, 2],
    ['二村', '东乡', '特困户', 1, 1],
    ['四村', '西乡', '特困户', 2, 2],
  ]);
  const units = async (more: object) => (await read({ where: { ...where, ...more } })).rows.map(({ unit }) => unit);
  expect(await units({ free: '2..' })).toEqual(['911', '921']);
  expect(await units({ units: '92' })).toEqual(['921']);
  expect(await units({ above: '东', category: 'special' })).toEqual(['911', '912']);
  expect(await units({ category: 'none' })).toEqual([]);
});

it('each change of slots is kept with its hand and its reason, and shown within the reader’s region', async () => {
  const story = await jsonOf<{ changes: Record<string, unknown>[]; next: null }>(
    web.get(`${url}/changes`, office.cookie),
  );
  expect(story.changes.map(({ name, before, after, reason }) => [name, before, after, reason])).toEqual([
    ['二村', 0, 1, '调剂'],
    ['一村', 3, 2, '调剂'],
    ['四村', 0, 2, '分配表'],
    ['一村', 0, 3, '分配表'],
  ]);
  expect(new Set(story.changes.map(({ by }) => by))).toEqual(new Set([office.account.name]));
  expect(new Set(story.changes.map(({ receipt }) => receipt)).size).toBe(2);
  const township = await signIn(sql, 'township-officer', '92');
  const seen = await jsonOf<{ changes: { name: string }[] }>(web.get(`${url}/changes`, township.cookie));
  expect(seen.changes.map(({ name }) => name)).toEqual(['四村']);
});

it('an officer of a township reads its own slots and gives none', async () => {
  const township = await signIn(sql, 'township-officer', '92');
  const shown = await jsonOf<{ quotas: { unit: string }[] }>(web.get(url, township.cookie));
  expect(shown.quotas.map(({ unit }) => unit)).toEqual(['921']);
  const given = await web.send(
    url,
    { quotas: [{ unit: '921', category: 'special', slots: 9 }], reason: '要' },
    township.headers,
  );
  expect(given.status).toBe(403);
});
