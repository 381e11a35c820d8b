import type { Sql } from '../../../store/db/db';
import { type SignedIn, signIn } from '../../support/accounts';
import { importTinyRegister } from '../../support/campaigns/tiny';
import { jsonOf, type TestConsole, testConsole } from '../../support/servers/console';
import { testDatabase } from '../../support/servers/database';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let web: TestConsole;
let office: SignedIn;

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  await importTinyRegister(sql);
  web = await testConsole(sql);
  office = await signIn(sql, 'administrator');
});
afterAll(async () => {
  await web.close();
  await database.drop();
});

const point = (properties: object, longitude = 104) => ({
  type: 'Feature',
  properties,
  geometry: { type: 'Point', coordinates: [longitude, 24] },
});
const take = async (features: object[], { headers } = office) =>
  jsonOf<object>(web.send('/api/register/map', { type: 'FeatureCollection', features }, headers));
const shapes = async (under: string | null, { cookie } = office) =>
  jsonOf<{ shapes: { code: string; shape: { coordinates: number[] } }[] }>(
    web.get(`/api/regions/shapes${under === null ? '' : `?under=${under}`}`, cookie),
  );

it('regions get their place by code or name; what fits nowhere is named; the same file again changes nothing', async () => {
  const file = [point({ adcode: 9 }), point({ name: '东乡' }), point({ code: '92' }, 105), point({ name: '远乡' })];
  const refused = [{ nth: 4, name: '远乡', reason: expect.stringContaining('远乡') }];
  expect(await take(file)).toEqual({ placed: 3, changed: 3, refused });
  expect(await take(file)).toEqual({ placed: 3, changed: 0, refused });
  expect((await shapes(null)).shapes.map(({ code }) => code)).toEqual(['9']);
  expect((await shapes('9')).shapes.map(({ code }) => code).sort()).toEqual(['9', '91', '92']);
  expect(await take([point({ code: '92' }, 106)])).toMatchObject({ placed: 1, changed: 1 });
  const [moved] = (await shapes('9')).shapes.filter(({ code }) => code === '92');
  expect(moved?.shape.coordinates).toEqual([106, 24]);
});

it('an officer places what lies below, and sees no more', async () => {
  const county = await signIn(sql, 'county-officer', '91');
  expect(await take([point({ code: '92' }), point({ code: '911' })], county)).toMatchObject({
    placed: 1,
    refused: [{ nth: 1 }],
  });
  expect((await shapes(null, county)).shapes.map(({ code }) => code)).toEqual(['91']);
  expect((await web.get('/api/regions/shapes?under=92', county.cookie)).status).toBe(404);
});

it('what is no map is refused in words', async () => {
  const answer = await web.send('/api/register/map', { type: 'Topology', features: [] }, office.headers);
  expect([answer.status, await jsonOf(answer)]).toMatchObject([422, { code: 'map-unreadable' }]);
});
