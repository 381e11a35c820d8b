import { addAccount } from '../../../store/account/accounts';
import { setPassword } from '../../../store/account/passwords';
import { createThrottle, type Throttle } from '../../../store/account/throttle';
import type { Sql } from '../../../store/db/db';
import { TEST_SECRET } from '../../support/campaigns/campaign';
import { type TestConsole, testConsole } from '../../support/servers/console';
import { testDatabase } from '../../support/servers/database';

const PASSWORD = 'a password of the tests';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let web: TestConsole;
let throttle: Throttle;

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  web = await testConsole(sql);
});
beforeEach(async () => {
  await sql`truncate sign_in_failures`;
  throttle = createThrottle(sql, TEST_SECRET);
});
afterAll(async () => {
  await web.close();
  await database.drop();
});

const times = <T>(count: number, make: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => make(n));

/** @returns the wait of each attempt, one after the other */
async function waits(attempts: { login: string; address: string; device?: string }[], at = throttle) {
  const waited: number[] = [];
  for (const attempt of attempts) waited.push(await at.attempt(attempt));
  return waited;
}

test('M6: repeated failures wait longer each time, at any console, and after a restart', async () => {
  const here = { login: 'li', address: '198.51.100.1' };
  expect(await waits(times(5, () => here))).toEqual([0, 0, 0, 0, 0]);
  const again = createThrottle(sql, TEST_SECRET);
  expect(await again.attempt({ ...here, login: 'LI' })).toBe(2);
  await sql`update sign_in_failures set next_at = clock_timestamp()`;
  expect(await again.attempt(here)).toBe(0);
  expect(await throttle.attempt(here)).toBe(4);
});

test('M6: another place, and a device on which the login was used, do not wait because of a guesser', async () => {
  await waits(times(8, () => ({ login: 'admin', address: '198.51.100.1' })));
  expect(await throttle.attempt({ login: 'admin', address: '203.0.113.9' })).toBe(0);
  // A crowd guesses: other devices wait for seconds, the known device does not wait.
  await waits(times(40, (n) => ({ login: 'admin', address: `203.0.113.${n}` })));
  expect(await throttle.attempt({ login: 'admin', address: '192.0.2.1' })).toBeLessThanOrEqual(10);
  expect(await throttle.attempt({ login: 'admin', address: '192.0.2.1' })).toBeGreaterThan(0);
  const device = throttle.device('admin');
  expect(await throttle.attempt({ login: 'admin', address: '192.0.2.1', device })).toBe(0);
});

test('M6: a device is known for its own login only, and cannot be made up', async () => {
  await waits(times(6, () => ({ login: 'admin', address: '198.51.100.1' })));
  for (const device of [
    throttle.device('li'),
    `${throttle.device('admin')}x`,
    'a.b',
    '',
    createThrottle(sql, `other ${TEST_SECRET}`).device('admin'),
  ])
    expect(await throttle.attempt({ login: 'admin', address: '198.51.100.1', device })).toBeGreaterThan(0);
});

test('M6: a place is slowed down whatever the login, of IPv6 the whole /64', async () => {
  await waits(times(30, (n) => ({ login: `login-${n}`, address: `2001:db8:1:2::${n}` })));
  expect(await throttle.attempt({ login: 'other', address: '2001:db8:1:2:ffff::1' })).toBeGreaterThan(0);
  expect(await throttle.attempt({ login: 'other', address: '2001:db8:1:3::1' })).toBe(0);
});

test('a quarter of an hour later it begins anew, and what is over is not kept', async () => {
  await waits(times(11, () => ({ login: 'li', address: '198.51.100.1' })));
  await sql`update sign_in_failures set until = clock_timestamp() - interval '1 second'`;
  expect(await throttle.attempt({ login: 'li', address: '198.51.100.2' })).toBe(0);
  const [row] = await sql<{ count: number }[]>`select count(*) from sign_in_failures`;
  expect(row?.count).toBe(3);
});

test('addresses and logins are not kept in words', async () => {
  await throttle.attempt({ login: 'li.na@example.org', address: '198.51.100.1' });
  const kept = await sql<{ key: string }[]>`select encode(key, 'escape') as key from sign_in_failures`;
  expect(kept.map(({ key }) => key).join()).not.toMatch(/198\.51|li\.na/);
});

test('a right password in time resets the count; after too many failures even the right password waits', async () => {
  const { id } = await addAccount(sql, { login: 'wang', name: '某人', role: 'auditor', region: null });
  await setPassword(sql, id, { password: PASSWORD });
  const login = (password: string) => web.submit('/login', { login: 'wang', password });
  for (const _ of times(4, Number)) expect((await login('guess')).status).toBe(401);
  expect((await login(PASSWORD)).status).toBe(303);
  for (const _ of times(5, Number)) expect((await login('guess')).status).toBe(401);
  const answer = await login(PASSWORD);
  expect([answer.status, answer.headers.get('set-cookie')]).toEqual([429, null]);
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await answer.text()).toContain('秒再试');
});

test('M6: a leaked or common password is refused, however long', async () => {
  const { id } = await addAccount(sql, { login: 'zhao', name: '某人', role: 'auditor', region: null });
  for (const password of ['password1234', '1qaz2wsx3edc', 'qwertyuiop123', 'woaini1314520', 'Nuandong2026!'])
    await expect(setPassword(sql, id, { password })).rejects.toMatchObject({ code: 'password-common' });
  await setPassword(sql, id, { password: '暖冬送温暖进万家一二三四' });
});
