import { auditLog } from '../../../store/account/audit-log';
import type { Sql } from '../../../store/db/db';
import { type SignedIn, signIn } from '../../support/accounts';
import { importTinyRegister } from '../../support/campaigns/tiny';
import { consoleEnv, jsonOf, type TestConsole, testConsole } from '../../support/servers/console';
import { testDatabase } from '../../support/servers/database';

const KEY = 'the-key-of-the-robot';
const ROBOTS = JSON.stringify([
  { name: 'duty', kind: 'wecom', url: `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${KEY}` },
]);
let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let web: TestConsole;
let county: SignedIn;

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  await importTinyRegister(sql);
  web = await testConsole(sql, { env: consoleEnv({ GROUP_ROBOTS: ROBOTS }) });
  county = await signIn(sql, 'county-officer', '9');
});
afterAll(async () => {
  await web.close();
  await database.drop();
});

const set = (region: string, robot: string | null, who = county) =>
  web.send(`/api/register/${region}/group`, { robot }, who.headers);

it('a robot of the settings is attached to a region and taken away, and nobody reads its key', async () => {
  const shown = await web.get('/api/register/91/group', county.cookie);
  const text = await shown.text();
  expect(JSON.parse(text)).toEqual({ robot: null, robots: [{ name: 'duty', kind: 'wecom' }] });
  expect(text).not.toContain(KEY);
  expect((await set('91', 'none')).status).toBe(422);
  expect((await set('91', 'duty')).status).toBe(200);
  expect((await set('91', 'duty')).status).toBe(200);
  expect(await sql`select region_code, robot from groups`).toEqual([{ region_code: '91', robot: 'duty' }]);
  const { robot } = await jsonOf<{ robot: string }>(web.get('/api/register/91/group', county.cookie));
  expect(robot).toBe('duty');
  expect((await auditLog(sql, { limit: 1 }))[0]).toMatchObject({
    verb: 'edit-register',
    target: { what: 'set-group', region: '91' },
  });
  expect((await set('91', null)).status).toBe(200);
  expect(await sql`select from groups`).toEqual([]);
});

it('only for a region of one’s own, and by who keeps the register', async () => {
  const neighbour = await signIn(sql, 'county-officer', '92');
  expect((await set('91', 'duty', neighbour)).status).toBe(404);
  const township = await signIn(sql, 'township-officer', '91');
  expect((await set('91', 'duty', township)).status).toBe(403);
});
