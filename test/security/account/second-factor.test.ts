import { TOTP } from 'otpauth';
import { type Account, addAccount } from '../../../store/account/accounts';
import { setPassword } from '../../../store/account/passwords';
import { beginFactor, confirmFactor, takeCode } from '../../../store/account/second-factor';
import type { Sql } from '../../../store/db/db';
import { csrfOf } from '../../support/accounts';
import { TEST_SECRET } from '../../support/campaigns/campaign';
import { consoleEnv, type TestConsole, testConsole } from '../../support/servers/console';
import { testDatabase } from '../../support/servers/database';

const PASSWORD = 'a password of the tests';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let web: TestConsole;
let account: Account;
let people = 0;

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  web = await testConsole(sql, { env: consoleEnv({ ADMIN_SECOND_FACTOR: 'required' }) });
});
beforeEach(async () => {
  await sql`truncate sign_in_failures`;
  people += 1;
  account = await addAccount(sql, { login: `admin-${people}`, name: '管理员', role: 'administrator', region: null });
  await setPassword(sql, account.id, { password: PASSWORD });
});
afterAll(async () => {
  await web.close();
  await database.drop();
});

/** The cookies of an answer, as a browser sends them back. */
const cookiesOf = (answer: Response): string =>
  answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0] ?? '')
    .filter((cookie) => !cookie.endsWith('='))
    .join('; ');
const logIn = () => web.submit('/login', { login: account.login, password: PASSWORD });
const sessionIn = (cookies: string): string => /(?:^|; )nuandong=([\w-]+)/.exec(cookies)?.[1] ?? '';

/** Steps of the clock, so that each code is different. */
const codeAt = (uri: string, step = 0): string => {
  const totp = new TOTP({ secret: new URL(uri).searchParams.get('secret') ?? '' });
  return totp.generate({ timestamp: Date.now() + step * 30_000 });
};

/** @returns the source of the codes, and the recovery codes. */
async function withFactor(): Promise<{ uri: string; recovery: string[] }> {
  const { uri } = await beginFactor(sql, TEST_SECRET, { account: account.id, login: account.login });
  const recovery = await confirmFactor(sql, TEST_SECRET, account.id, codeAt(uri, -1));
  return { uri, recovery: recovery ?? [] };
}

test('M6: an administrator without a second factor sets one up before anything else', async () => {
  const cookies = cookiesOf(await logIn());
  const page = await web.get('/console/', { accept: 'text/html', cookie: cookies });
  expect([page.status, page.headers.get('location')]).toEqual([303, '/account/second-factor']);
  const api = await web.get('/api/accounts', { cookie: cookies });
  expect([api.status, await api.json()]).toMatchObject([403, { code: 'second-factor-owed' }]);

  const enrol = await (await web.get('/account/second-factor', { accept: 'text/html', cookie: cookies })).text();
  expect(enrol).toContain('<svg class="qr"');
  const { uri } = await beginFactor(sql, TEST_SECRET, { account: account.id, login: account.login });
  const csrf = csrfOf(sessionIn(cookies));
  const confirm = (code: string, password: string) =>
    web.submit('/account/second-factor', { _csrf: csrf, code, password }, { accept: 'text/html', cookie: cookies });
  expect((await confirm('000000', PASSWORD)).status).toBe(422);
  expect((await confirm(codeAt(uri), 'another password')).status).toBe(422);
  const done = await confirm(codeAt(uri), PASSWORD);
  expect([done.status, (await done.text()).match(/<li><code>[A-Z2-7-]{19}<\/code>/g)?.length]).toEqual([200, 10]);
  expect((await web.get('/api/accounts', { cookie: cookies })).status).toBe(200);
});

test('M6: the password alone opens nothing; with the code of the telephone, once, it does', async () => {
  const { uri } = await withFactor();
  const half = await logIn();
  expect([half.status, half.headers.get('location')]).toEqual([303, '/login/code?lang=zh-CN']);
  const cookies = cookiesOf(half);
  expect(sessionIn(cookies)).toBe('');
  const give = (code: string) => web.submit('/login/code', { code }, { accept: 'text/html', cookie: cookies });
  expect((await give('123456')).status).toBe(401);
  const code = codeAt(uri);
  const whole = await give(code);
  expect(whole.status).toBe(303);
  expect((await web.get('/api/accounts', { cookie: cookiesOf(whole) })).status).toBe(200);
  expect((await give(codeAt(uri, 1))).status).toBe(401);
  expect(await takeCode(sql, TEST_SECRET, account.id, code)).toBe(false);
});

test('M6: five wrong codes, and the password is asked for again', async () => {
  const { uri } = await withFactor();
  const cookies = cookiesOf(await logIn());
  const give = (code: string) => web.submit('/login/code', { code }, { accept: 'text/html', cookie: cookies });
  for (const wrong of ['1', '2', '3', '4', '5']) expect((await give(wrong)).status).toBe(401);
  const right = await give(codeAt(uri));
  expect([right.status, await right.text()]).toEqual([401, expect.stringContaining('请重新登录')]);
});

test('M6: a known password does not give as many tries at the code as one likes', async () => {
  await withFactor();
  const statuses: number[] = [];
  for (let n = 0; n < 6; n += 1) statuses.push((await logIn()).status);
  expect(statuses).toEqual([303, 303, 303, 303, 303, 429]);
});

test('M6: each recovery code signs in once, typed as one likes; none of them is kept in words', async () => {
  const { recovery } = await withFactor();
  const [first = ''] = recovery;
  const give = async (code: string) =>
    (await web.submit('/login/code', { code }, { accept: 'text/html', cookie: cookiesOf(await logIn()) })).status;
  expect(await give(first.toLowerCase().replaceAll('-', ' '))).toBe(303);
  expect(await give(first)).toBe(401);
  const kept = await sql`select encode(code_hash, 'escape') as code from recovery_codes`;
  expect(JSON.stringify(kept)).not.toContain(first.slice(0, 4));
  const [factor] = await sql<{ secret: Buffer }[]>`select secret from second_factors where account_id = ${account.id}`;
  expect(factor?.secret.length).toBe(20 + 12 + 16);
});

test('M6: another administrator removes the factor of a user who has lost everything, and that is recorded', async () => {
  await withFactor();
  const answer = await web.send(
    `/api/accounts/${account.id}/second-factor/remove`,
    {},
    { authorization: 'Bearer the API token of the tests' },
  );
  expect(await answer.json()).toEqual({ removed: true });
  expect(sessionIn(cookiesOf(await logIn()))).not.toBe('');
  expect(
    await sql`select target ->> 'what' as what from audit_log where (target ->> 'account')::bigint = ${account.id}`,
  ).toContainEqual({ what: 'remove-second-factor' });
});

test('M6: over plain http no account must give one: a first start stays easy', async () => {
  const easy = await testConsole(sql);
  const cookies = cookiesOf(await easy.submit('/login', { login: account.login, password: PASSWORD }));
  expect((await easy.get('/api/accounts', { cookie: cookies })).status).toBe(200);
  await easy.close();
});
