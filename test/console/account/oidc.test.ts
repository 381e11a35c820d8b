import { accountOf, addAccount, disableAccount, listAccounts } from '../../../store/account/accounts';
import type { Sql } from '../../../store/db/db';
import { importTinyRegister } from '../../support/campaigns/tiny';
import { consoleEnv, jsonOf, type TestConsole, testConsole } from '../../support/servers/console';
import { testDatabase } from '../../support/servers/database';
import { CLIENT, type IdentityProvider, identityProvider, rsaKeys } from '../../support/servers/identity-provider';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let provider: IdentityProvider;
let web: TestConsole;
/** The same, with roles by claims. */
let mapped: TestConsole;

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  await importTinyRegister(sql);
  provider = await identityProvider();
  const settings = { OIDC_ISSUER: provider.url, OIDC_CLIENT_ID: CLIENT.id, OIDC_CLIENT_SECRET: CLIENT.secret };
  web = await testConsole(sql, { env: consoleEnv(settings) });
  const OIDC_ROLES = 'groups: east=township-officer@91, far=township-officer@nowhere, it=ops';
  mapped = await testConsole(sql, { env: consoleEnv({ ...settings, OIDC_ROLES }) });
});
beforeEach(() => {
  provider.forge = {};
});
afterAll(async () => {
  await Promise.all([web.close(), mapped.close()]);
  await provider.close();
  await database.drop();
});

const cookies = (answer: Response): string =>
  answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0] ?? '')
    .filter((one) => !one.endsWith('='))
    .join('; ');
const pathOf = (address: string | null): string => {
  const { pathname, search } = new URL(address ?? '');
  return pathname + search;
};

/** Goes to the provider. @returns the browser's cookie, and the address to which it returns */
async function begin(at = web, query = ''): Promise<{ cookie: string; back: string }> {
  const out = await at.get(`/login/oidc${query}`);
  const there = await fetch(out.headers.get('location') ?? '', { redirect: 'manual' });
  return { cookie: cookies(out), back: pathOf(there.headers.get('location')) };
}

async function signInAs(user: Record<string, unknown>, at = web): Promise<Response> {
  provider.user = user;
  const { cookie, back } = await begin(at);
  return at.get(back, { accept: 'text/html', cookie });
}

const meOf = async (answer: Response, at = web) => jsonOf(at.get('/api/me', { cookie: cookies(answer) }));

test('the sign-in page leads there only where a provider is set', async () => {
  expect(await (await web.get('/login')).text()).toContain('/login/oidc');
  const without = await testConsole(sql);
  expect(await (await without.get('/login')).text()).not.toContain('/login/oidc');
  expect((await without.get('/login/oidc')).status).toBe(404);
  await without.close();
});

describe('accounts alone', () => {
  beforeAll(() => addAccount(sql, { login: 'li.na@example.org', name: '李娜', role: 'auditor', region: '9' }));

  test('a verified e-mail address finds the account at first, the number at the provider from then on', async () => {
    const first = await signInAs({ sub: 'u1', email: 'Li.Na@example.org', email_verified: true });
    expect([first.status, first.headers.get('location')]).toEqual([303, '/']);
    expect(await meOf(first)).toMatchObject({ role: 'auditor', region: '9', via: 'oidc' });
    const later = await signInAs({ sub: 'u1', email: 'another@example.org', email_verified: false });
    expect(await meOf(later)).toMatchObject({ name: '李娜' });
  });

  test.each([
    ['an address that is not verified', { sub: 'u2', email: 'wang@example.org', email_verified: false }],
    ['an address that says nothing about it', { sub: 'u2', email: 'wang@example.org' }],
    [
      'an address that belongs to another user’s number',
      { sub: 'u2', email: 'li.na@example.org', email_verified: true },
    ],
    ['a stranger', { sub: 'u3', email: 'stranger@example.org', email_verified: true }],
  ])('%s does not get in', async (_, user) => {
    await addAccount(sql, { login: 'wang@example.org', name: '王', role: 'ops', region: null }).catch(() => {});
    const answer = await signInAs(user);
    expect([answer.status, cookies(answer)]).toEqual([403, '']);
    expect(await answer.text()).toContain('没有您的账号');
  });

  test('a user who requested a page of ours lands there, and nowhere else', async () => {
    for (const [next, landed] of [
      ['/console/chases?campaign=2026-x', '/console/chases?campaign=2026-x'],
      ['//evil.test/console/', '/'],
    ] as const) {
      provider.user = { sub: 'u1' };
      const { cookie, back } = await begin(web, `?next=${encodeURIComponent(next)}`);
      const answer = await web.get(back, { accept: 'text/html', cookie });
      expect([answer.status, answer.headers.get('location')]).toEqual([303, landed]);
    }
  });

  test('a disabled account does not get in', async () => {
    const { id } = await accountOf(sql, 'li.na@example.org');
    await disableAccount(sql, id);
    expect((await signInAs({ sub: 'u1' })).status).toBe(403);
    await disableAccount(sql, id, false);
    expect((await signInAs({ sub: 'u1' })).status).toBe(303);
  });
});

describe('claims that decide about roles', () => {
  const user = { sub: 'm1', email: 'zhao@example.org', email_verified: true, name: '赵' };

  test('make the account, and change it at the next sign-in', async () => {
    const first = await signInAs({ ...user, groups: ['staff', 'east'] }, mapped);
    expect(await meOf(first, mapped)).toMatchObject({ name: '赵', role: 'township-officer', region: '91' });
    const next = await signInAs({ ...user, groups: ['it'] }, mapped);
    expect(await meOf(next, mapped)).toMatchObject({ role: 'ops', region: null });
    expect((await mapped.get('/api/me', { cookie: cookies(first) })).status).toBe(401);
  });

  test.each([[['staff']], [['far']], [undefined]])('%j gives neither a way in nor an account', async (groups) => {
    const before = await listAccounts(sql);
    expect((await signInAs({ ...user, groups }, mapped)).status).toBe(403);
    expect((await signInAs({ sub: 'm2', groups }, mapped)).status).toBe(403);
    expect(await listAccounts(sql)).toEqual(before);
  });
});

describe('what does not fit is not believed:', () => {
  const user = { sub: 'u1' };
  const refused = async (answer: Response) => {
    expect([answer.status, cookies(answer)]).toEqual([401, '']);
    expect(await answer.text()).toContain('登录没有成功');
  };

  test.each([
    ['another nonce', { nonce: 'replayed' }],
    ['another audience', { aud: 'another-client' }],
    ['another issuer', { iss: 'https://evil.test' }],
    ['a token that has run out', { iat: 1_700_000_000, exp: 1_700_000_300 }],
  ])('%s', async (_, claims) => {
    provider.forge = { claims };
    await refused(await signInAs(user));
  });

  test('a signature by another key', async () => {
    provider.forge = { key: rsaKeys().privateKey };
    await refused(await signInAs(user));
  });

  test('another state, an answer to another browser, an answer used twice', async () => {
    provider.user = user;
    const { cookie, back } = await begin();
    const page = { accept: 'text/html' };
    await refused(await web.get(back.replace(/state=[^&]+/, 'state=guess'), { ...page, cookie }));
    await refused(await web.get(back, page));
    await refused(await web.get(back, { ...page, cookie: (await begin()).cookie }));
    expect((await web.get(back, { ...page, cookie })).status).toBe(303);
    await refused(await web.get(back, { ...page, cookie }));
  });
});

test('a provider that is away leaves the password', async () => {
  const away = consoleEnv({ OIDC_ISSUER: 'http://127.0.0.1:1', OIDC_CLIENT_ID: CLIENT.id });
  const alone = await testConsole(sql, { env: away });
  expect([(await alone.get('/login/oidc')).status, (await alone.get('/login')).status]).toEqual([502, 200]);
  await alone.close();
});
