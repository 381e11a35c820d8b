import { addAccount } from '../../register/accounts';
import type { Sql } from '../../register/db';
import { setPassword } from '../../register/passwords';
import { createThrottle } from '../../register/throttle';
import { TEST_SECRET } from '../support/campaign';
import { type TestConsole, testConsole } from '../support/console';
import { testDatabase } from '../support/database';

const PASSWORD = 'a password of the tests';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let web: TestConsole;

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  web = await testConsole(sql);
});
beforeEach(() => sql`truncate sign_in_failures`);
afterAll(async () => {
  await web.close();
  await database.drop();
});

const attempts = async (throttle: ReturnType<typeof createThrottle>, pairs: [string, string][]) =>
  Promise.all(pairs.map(([login, address]) => throttle.attempt(login, address)));
const times = <T>(count: number, make: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => make(n));

test('ten attempts for one login, from wherever they come and at whichever console; and after a restart', async () => {
  const [one, other] = [createThrottle(sql, TEST_SECRET), createThrottle(sql, TEST_SECRET)];
  const allowed = [
    ...(await attempts(
      one,
      times(6, (n) => ['li', `198.51.100.${n}`]),
    )),
    ...(await attempts(
      other,
      times(6, (n) => ['LI', `203.0.113.${n}`]),
    )),
  ];
  expect(allowed.filter(Boolean)).toHaveLength(10);
  expect(await createThrottle(sql, TEST_SECRET).attempt('li', '192.0.2.1')).toBe(false);
  expect(await one.attempt('wang', '192.0.2.1')).toBe(true);
});

test('fifty attempts from one address, whatever the login', async () => {
  const throttle = createThrottle(sql, TEST_SECRET);
  const allowed = await attempts(
    throttle,
    times(55, (n) => [`login-${n}`, '198.51.100.1']),
  );
  expect(allowed.filter(Boolean)).toHaveLength(50);
});

test('a quarter of an hour later it begins anew, and what is over is not kept', async () => {
  const throttle = createThrottle(sql, TEST_SECRET);
  await attempts(
    throttle,
    times(11, () => ['li', '198.51.100.1']),
  );
  await sql`update sign_in_failures set until = clock_timestamp() - interval '1 second'`;
  expect(await throttle.attempt('li', '198.51.100.2')).toBe(true);
  const [row] = await sql<{ count: number }[]>`select count(*) from sign_in_failures`;
  expect(row?.count).toBe(2);
});

test('addresses and logins are not kept in words', async () => {
  await createThrottle(sql, TEST_SECRET).attempt('li.na@example.org', '198.51.100.1');
  const kept = await sql<{ key: string }[]>`select encode(key, 'escape') as key from sign_in_failures`;
  expect(kept.map(({ key }) => key).join()).not.toMatch(/198\.51|li\.na/);
});

test('whoever is right in time begins anew; whoever is not has to wait, also with the right password', async () => {
  const { id } = await addAccount(sql, { login: 'wang', name: '某人', role: 'auditor', region: null });
  await setPassword(sql, id, { password: PASSWORD });
  const login = (password: string) => web.submit('/login', { login: 'wang', password });
  for (const _ of times(9, Number)) expect((await login('guess')).status).toBe(401);
  expect((await login(PASSWORD)).status).toBe(303);
  for (const _ of times(10, Number)) expect((await login('guess')).status).toBe(401);
  const answer = await login(PASSWORD);
  expect([answer.status, answer.headers.get('set-cookie')]).toEqual([429, null]);
  expect(await answer.text()).toContain('操作太频繁');
});
