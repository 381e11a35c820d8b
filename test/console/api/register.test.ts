import type { Sql } from '../../../store/db/db';
import { signIn } from '../../support/accounts';
import { posts } from '../../support/campaigns/people';
import { importTinyRegister } from '../../support/campaigns/tiny';
import { BEARER, jsonOf, type TestConsole, testConsole } from '../../support/servers/console';
import { testDatabase } from '../../support/servers/database';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let web: TestConsole;

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  await importTinyRegister(sql);
  web = await testConsole(sql);
});
afterAll(async () => {
  await web.close();
  await database.drop();
});

const upload = (verb: 'check' | 'import', csv: string, headers: Record<string, string> = BEARER) => {
  const form = new FormData();
  form.append('files', new File([csv], 'contacts.csv'));
  return fetch(`${web.url}/api/register/${verb}?lang=en`, { method: 'POST', headers, body: form });
};
const HEAD = 'region,role,name,phone,email,language,leave from,leave until';
const nameOf = async (region: string) =>
  (
    await sql<{ name: string }[]>`select name from ${posts(sql)} p where region_code = ${region} and role = 'contact'`
  )[0]?.name;

it('an import shows what it would change before it changes anything', async () => {
  const csv = `${HEAD}\n911,contact,甲911,19900000911,,zh-CN,,\n912,contact,丙,19900000099,,zh-CN,,`;
  expect(await jsonOf(upload('check', csv))).toMatchObject({
    bad: [],
    contacts: 2,
    unchanged: 1,
    changes: [{ what: 'contact', how: 'handed-over', region: '912', name: '丙' }],
  });
  expect(await nameOf('912')).toBe('甲912');
  expect((await upload('import', csv)).status).toBe(200);
  expect(await nameOf('912')).toBe('丙');
});

it('every bad cell is told, and nothing is imported then', async () => {
  const csv = `${HEAD}\n911,contact,丁,123,,zh-CN,,\n999,contact,戊,19900000098,,zh-CN,,`;
  const { bad } = await jsonOf<{ bad: object[] }>(upload('check', csv));
  expect(bad).toMatchObject([
    { row: 2, value: '123' },
    { row: 3, value: '999' },
  ]);
  const refused = await upload('import', csv);
  expect([refused.status, await jsonOf(refused)]).toMatchObject([422, { problems: [{}, {}] }]);
  expect(await nameOf('911')).toBe('甲911');
  expect((await upload('check', 'nothing')).status).toBe(422);
});

it('an officer of a part imports that part only', async () => {
  const east = await signIn(sql, 'county-officer', '91');
  const row = (region: string) => `${HEAD}\n${region},contact,己,19900000097,,zh-CN,,`;
  expect((await upload('import', row('921'), east.headers)).status).toBe(403);
  expect((await upload('import', row('911'), east.headers)).status).toBe(200);
  expect(await nameOf('921')).toBe('甲921');
});

it('a person and a leave are changed by hand, checked like a row of a table', async () => {
  const put = (body: object) =>
    fetch(`${web.url}/api/register/921/contact`, {
      method: 'PUT',
      headers: { ...BEARER, 'content-type': 'application/json' },
      body: JSON.stringify({
        name: '甲921',
        email: null,
        language: 'zh-CN',
        leaveFrom: null,
        leaveUntil: null,
        ...body,
      }),
    });
  expect((await put({ phone: '12' })).status).toBe(422);
  const leave = { leaveFrom: '2026-12-01', leaveUntil: '2026-12-05' };
  expect((await put({ phone: '19900000921', ...leave })).status).toBe(200);
  // An import without a line in the audit log is not done.
  await sql`alter table audit_log rename to audit_log_away`;
  const unnoted = await put({ phone: '19900000921', name: '无记录' });
  await sql`alter table audit_log_away rename to audit_log`;
  expect([unnoted.status, await nameOf('921')]).toEqual([500, '甲921']);
  const place = await jsonOf<{ people: object[] }>(web.get('/api/register/921', BEARER));
  expect(place).toMatchObject({ name: '四村', above: ['小县', '西乡'], people: [{ role: 'contact', ...leave }, {}] });
});
