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

const school = { name: { 'zh-CN': '学校', en: 'school' }, words: ['中学', '小学'], rank: 46, asked: true };
const save = (code: string, body: object, { headers } = office) =>
  fetch(`${web.url}/api/region-kinds/${code}`, {
    method: 'PUT',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const remove = (code: string, { headers } = office) => web.send(`/api/region-kinds/${code}/remove`, {}, headers);
const codes = async ({ cookie } = office): Promise<string[]> =>
  (await jsonOf<{ kinds: { code: string }[] }>(web.get('/api/region-kinds', cookie))).kinds.map(({ code }) => code);

it('the office adds a kind, changes it and takes it away again', async () => {
  expect((await save('school', school)).status).toBe(200);
  expect((await save('school', { ...school, words: [] })).status).toBe(200);
  expect(await codes()).toEqual(
    expect.arrayContaining(['province', 'city', 'county', 'unit', 'school', 'township', 'village']),
  );
  expect((await remove('school')).status).toBe(200);
  expect(await codes()).not.toContain('school');
});

it('what rules know stays, and two kinds do not share a name', async () => {
  const fixed = await remove('village');
  expect([fixed.status, await jsonOf(fixed)]).toMatchObject([422, { code: 'kind-fixed' }]);
  const twin = await save('hamlet', { ...school, name: { 'zh-CN': '村', en: 'hamlet' } });
  expect([twin.status, await jsonOf(twin)]).toMatchObject([422, { code: 'kind-name-taken' }]);
});

it.each([
  ['a code that cannot be one', 'School', school],
  ['a name that is too long', 'school', { ...school, name: { 'zh-CN': '学'.repeat(21), en: 'school' } }],
  ['a name that nobody sees', 'school', { ...school, name: { 'zh-CN': '\u200b\u202e', en: 'school' } }],
  ['too many words', 'school', { ...school, words: Array.from({ length: 21 }, (_, n) => `w${n}`) }],
  ['a rank that is none', 'school', { ...school, rank: 0 }],
])('%s is refused at the door', async (_, code, body) => {
  expect((await save(code, body)).status).toBe(400);
});

it('everybody who sees campaigns reads the kinds; an account of a part changes none', async () => {
  const east = await signIn(sql, 'county-officer', '91');
  expect(await codes(east)).toContain('village');
  const refused = await save('school', school, east);
  expect([refused.status, await jsonOf(refused)]).toMatchObject([403, { code: 'kinds-beyond' }]);
  expect((await remove('unit', east)).status).toBe(403);
  const auditor = await signIn(sql, 'auditor');
  expect((await save('school', school, auditor)).status).toBe(403);
});
