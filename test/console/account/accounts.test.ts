import { firstAdministrator } from '../../../actions/account/first-administrator';
import { accountOf, addAccount, changeAccount, disableAccount } from '../../../store/account/accounts';
import { invite } from '../../../store/account/invitations';
import { setPassword } from '../../../store/account/passwords';
import { openSessions, sessionsOf } from '../../../store/account/sessions';
import type { Sql } from '../../../store/db/db';
import { signIn } from '../../support/accounts';
import { BEARER, consoleEnv, jsonOf, type TestConsole, testConsole } from '../../support/servers/console';
import { testDatabase } from '../../support/servers/database';

const PASSWORD = '三个词连起来 horse staple';
const BROWSER = { accept: 'text/html' };

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let web: TestConsole;

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  web = await testConsole(sql);
});
afterAll(async () => {
  await web.close();
  await database.drop();
});

beforeEach(() => sql`truncate sign_in_failures`);

const cookieOf = (answer: Response): string => (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
const pathOf = (link: string): string => new URL(link).pathname;
const accept = (path: string, password = PASSWORD, again = password) => web.submit(path, { password, again });
const me = async (cookie: string) => web.get('/api/me', { cookie });
const login = (name: string, password: string) => web.submit('/login', { login: name, password });

describe('the first start', () => {
  it('makes an administrator with a one-time link, again until it was used, and then never more', async () => {
    const [first, second] = [await firstAdministrator(sql, web.url), await firstAdministrator(sql, web.url)];
    expect((await web.get(pathOf(first ?? ''))).status).toBe(404);
    expect(await (await web.get(pathOf(second ?? ''))).text()).toContain('设置密码');

    const answer = await accept(pathOf(second ?? ''));
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/']);
    expect((await web.get('/api/campaigns', { cookie: cookieOf(answer) })).status).toBe(200);
    expect(await jsonOf(me(cookieOf(answer)))).toMatchObject({ role: 'administrator', region: null, via: 'console' });

    expect((await accept(pathOf(second ?? ''))).status).toBe(404);
    expect(await firstAdministrator(sql, web.url)).toBeNull();
  });
});

describe('an invitation', () => {
  let link: string;
  beforeAll(async () => {
    const { id } = await addAccount(sql, { login: 'Li.Na@example.org', name: '李娜', role: 'auditor', region: null });
    link = await invite(sql, id, web.url);
  });

  it('refuses passwords that are short, differ, repeat or hold the login, and works on', async () => {
    for (const [password, again] of [
      ['too short'],
      [PASSWORD, `${PASSWORD}!`],
      ['aaaaaaaaaaaaaaaa'],
      ['xx li.na@example.org'],
    ] as const) {
      const answer = await accept(pathOf(link), password, again);
      expect([answer.status, answer.headers.get('set-cookie')]).toEqual([422, null]);
    }
    expect((await web.get(pathOf(link))).status).toBe(200);
  });

  it('is used by one of two who press at the same moment', async () => {
    const answers = await Promise.all([accept(pathOf(link)), accept(pathOf(link))]);
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
  });

  it('runs out after a day', async () => {
    const { id } = await accountOf(sql, 'li.na@example.org');
    const late = await invite(sql, id, web.url);
    await sql`update invitations set expires_at = clock_timestamp() where account_id = ${id} and used_at is null`;
    expect((await web.get(pathOf(late))).status).toBe(404);
  });

  it('keeps neither token nor password as they are', async () => {
    const rows = await sql`select encode(token_hash, 'escape') as kept from invitations
                           union all select password_hash from accounts where password_hash is not null`;
    const kept = rows.map((row) => row.kept).join();
    expect(kept).toContain('$argon2id$');
    expect(kept).not.toContain(PASSWORD);
    expect(kept).not.toContain(pathOf(link).split('/').at(-1));
  });
});

describe('signing in', () => {
  it('gives a cookie that scripts and other sites cannot use, whatever the case of the login', async () => {
    const answer = await login('LI.NA@example.org', PASSWORD);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/']);
    expect(answer.headers.get('set-cookie')).toMatch(
      /^nuandong=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax, nuandong-device=/,
    );
    expect((await web.get('/api/campaigns', { cookie: cookieOf(answer) })).status).toBe(200);
  });

  it.each([
    ['/console/campaigns/2026-x?stage=survey#completeness', '/console/campaigns/2026-x?stage=survey#completeness'],
    ['/queues', '/queues'],
    ['https://evil.test/console/', '/'],
    ['//evil.test/console/', '/'],
    ['/\\evil.test/console/', '/'],
    ['/\t/evil.test/console/', '/'],
    ['/console/../account', '/'],
    ['/consoles', '/'],
    ['javascript:alert(1)//console/', '/'],
    ['/console/\r\nset-cookie: a=b', '/console/set-cookie:%20a=b'],
  ])('leads to a page of our own that was asked for: %j to %s', async (next, landed) => {
    const address = `/login?next=${encodeURIComponent(next)}`;
    const fields = { login: 'li.na@example.org', password: PASSWORD };
    expect((await web.submit(address, fields)).headers.get('location')).toBe(landed);
    const html = await (await web.submit(address, { ...fields, login: 'another' })).text();
    expect(html.includes('next=')).toBe(landed !== '/');
  });

  it('leads there by a one-time link too, which is opened in the browser that was sent to the sign-in page', async () => {
    const sent = await web.get('/console/audit?campaign=2026-x', BROWSER);
    expect(sent.headers.get('location')).toBe('/login?next=%2Fconsole%2Faudit%3Fcampaign%3D2026-x');
    const kept = cookieOf(await web.get(sent.headers.get('location') ?? ''));
    const { id } = await addAccount(sql, { login: 'new', name: '新人', role: 'auditor', region: null });
    const path = pathOf(await invite(sql, id, web.url));
    const answer = await web.submit(path, { password: PASSWORD, again: PASSWORD }, { ...BROWSER, cookie: kept });
    expect(answer.headers.get('location')).toBe('/console/audit?campaign=2026-x');
    expect(answer.headers.getSetCookie()[1]).toMatch(/^nuandong-landing=; .*Max-Age=0/);
    expect((await web.get('/account', BROWSER)).headers.get('location')).toBe('/login');
  });

  it('binds the cookie to the host and to HTTPS where the console is served so', async () => {
    const secure = await testConsole(sql, { env: consoleEnv({ PUBLIC_URL: 'https://nuandong.test' }) });
    const answer = await secure.submit('/login', { login: 'li.na@example.org', password: PASSWORD });
    await secure.close();
    expect(answer.headers.get('set-cookie')).toMatch(
      /^__Host-nuandong=.*; Path=\/; HttpOnly; Secure; SameSite=Lax, __Host-nuandong-device=/,
    );
  });

  it('tells a wrong password, an unknown login and a disabled account in the same words', async () => {
    const { id } = await addAccount(sql, { login: 'gone', name: '某人', role: 'ops', region: null });
    await setPassword(sql, id, { password: PASSWORD });
    await disableAccount(sql, id);
    const texts = await Promise.all(
      (
        [
          ['li.na@example.org', 'wrong'],
          ['nobody', PASSWORD],
          ['gone', PASSWORD],
        ] as const
      ).map(async ([name, password]) => {
        const answer = await login(name, password);
        expect([answer.status, answer.headers.get('set-cookie')]).toEqual([401, null]);
        return answer.text();
      }),
    );
    expect(new Set(texts).size).toBe(1);
    expect(web.logged.join()).not.toMatch(/wrong|nobody|三个词/);
  });
});

describe('a session', () => {
  it('ends when it is unused for a working day, and a week after it began in any case', async () => {
    for (const column of ['seen_at', 'began_at'] as const) {
      const { account, cookie } = await signIn(sql, 'auditor');
      expect((await me(cookie.cookie)).status).toBe(200);
      const long = column === 'seen_at' ? '60 minutes' : '12 hours';
      await sql`update sessions set ${sql(column)} = clock_timestamp() - ${long}::interval where account_id = ${account.id}`;
      expect((await me(cookie.cookie)).status).toBe(401);
    }
  });

  it('goes on while it is used', async () => {
    const { account, cookie } = await signIn(sql, 'auditor');
    await sql`update sessions set seen_at = clock_timestamp() - interval '50 minutes' where account_id = ${account.id}`;
    await me(cookie.cookie);
    const [session] = await sessionsOf(sql, account.id);
    expect(Date.now() - Date.parse(session?.seenAt ?? '')).toBeLessThan(3_600_000);
  });

  it.each([
    ['the role changes', (id: number) => changeAccount(sql, id, { role: 'ops', region: null })],
    ['the account is disabled', (id: number) => disableAccount(sql, id)],
    ['another password is set', (id: number) => setPassword(sql, id, { password: PASSWORD })],
  ])('ends when %s', async (_, change) => {
    const { account, cookie } = await signIn(sql, 'auditor');
    await change(account.id);
    expect((await me(cookie.cookie)).status).toBe(401);
  });

  it('ends by signing out, here and elsewhere, but not by another account', async () => {
    const [one, other] = [await signIn(sql, 'auditor'), await signIn(sql, 'auditor')];
    const [session] = await sessionsOf(sql, one.account.id);
    const end = (headers: Record<string, string>) => web.submit(`/account/sessions/${session?.id}/end`, {}, headers);
    await end(other.headers);
    expect((await me(one.cookie.cookie)).status).toBe(200);
    await end(one.headers);
    expect((await me(one.cookie.cookie)).status).toBe(401);
    const out = await web.submit('/logout', { _csrf: other.csrf }, other.cookie);
    expect(out.headers.get('set-cookie')).toContain('Max-Age=0');
    expect((await openSessions(sql, [other.cookie.cookie.replace('nuandong=', '')])).size).toBe(0);
  });
});

describe('one’s own account', () => {
  it('shows who one is and where one is signed in', async () => {
    const { account, cookie } = await signIn(sql, 'township-officer');
    const html = await (await web.get('/account', { ...BROWSER, ...cookie })).text();
    for (const shown of [account.login, account.name, '乡镇经办人', '本设备']) expect(html).toContain(shown);
  });

  it('changes the password for a user who knows the present one, and signs out everywhere else', async () => {
    const { account, cookie, headers } = await signIn(sql, 'auditor');
    await setPassword(sql, account.id, { password: PASSWORD });
    const [here, there] = [
      cookieOf(await login(account.login, PASSWORD)),
      cookieOf(await login(account.login, PASSWORD)),
    ];
    expect((await me(cookie.cookie)).status).toBe(401);
    expect(headers.cookie).not.toBe(here);
    const { csrf } = await jsonOf<{ csrf: string }>(me(here));
    const next = `${PASSWORD} again`;
    const change = (current: string) =>
      web.submit('/account/password', { _csrf: csrf, current, password: next, again: next }, { cookie: here });
    expect((await change('wrong')).status).toBe(422);
    const changed = await change(PASSWORD);
    expect(changed.status).toBe(303);
    expect((await me(cookieOf(changed))).status).toBe(200);
    expect((await me(there)).status).toBe(401);
    expect((await login(account.login, next)).status).toBe(303);
  });

  it('is not there for the API token, which may do everything', async () => {
    expect((await web.get('/account', { ...BROWSER, ...BEARER })).status).toBe(404);
    expect(await jsonOf(web.get('/api/me', BEARER))).toMatchObject({ id: null, role: 'administrator', csrf: null });
  });
});
