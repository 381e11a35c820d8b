import { randomBytes } from 'node:crypto';
import { Queue } from 'bullmq';
import { createFewLines } from '../../console/shell/gate/few-lines';
import type { SmsHook } from '../../delivery/inbound/hooks';
import { type AuditEntry, auditLog } from '../../store/account/audit-log';
import { setPassword } from '../../store/account/passwords';
import type { Sql } from '../../store/db/db';
import { signIn } from '../support/accounts';
import { importTinyRegister } from '../support/campaigns/tiny';
import { eventually } from '../support/eventually';
import { BEARER, type TestConsole, testConsole } from '../support/servers/console';
import { testDatabase } from '../support/servers/database';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
const hook: SmsHook = {
  path: 'sms',
  provider: 'http',
  what: 'receipts',
  secret: 'the-right-one',
  from: '',
  take: async () => ({ code: 'OK' }),
};
let web: TestConsole;
let queue: Queue;

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  await importTinyRegister(sql);
  queue = new Queue('email', {
    connection: { url: process.env.REDIS_URL ?? '' },
    prefix: `test-${randomBytes(6).toString('hex')}`,
  });
  web = await testConsole(sql, { queues: [queue], hooks: [hook] });
});
afterAll(async () => {
  await web.close();
  await queue.obliterate({ force: true });
  await queue.close();
  await database.drop();
});

/** The line of the act; it is written after the answer has gone out. */
const line = (verb: string, target: object = {}): Promise<AuditEntry> =>
  eventually(async () => {
    const lines = await auditLog(sql, { limit: 20 });
    const found = lines.find((entry) => entry.verb === verb && covers(entry.target, target));
    if (!found) throw new Error(`no line ${verb} ${JSON.stringify(target)} in ${JSON.stringify(lines)}`);
    return found;
  });
const covers = (whole: Record<string, unknown>, part: object) =>
  Object.entries(part).every(([name, value]) => whole[name] === value);

describe('M10: what is written down at the console', () => {
  it('M10: a wrong password, with the account that was meant, and never what was typed', async () => {
    const { account } = await signIn(sql, 'auditor');
    await setPassword(sql, account.id, { password: 'a password of the tests' });
    const attempt = (login: string) => web.submit('/login', { login, password: 'not the right one' });
    expect((await attempt(account.login)).status).toBe(401);
    expect(await line('sign-in-refused', { account: account.id })).toMatchObject({ account: null, via: 'nobody' });
    expect((await attempt('my-password-by-mistake')).status).toBe(401);
    const [{ log } = { log: '' }] = await sql<
      { log: string }[]
    >`select string_agg(l::text, ' ') as log from audit_log l`;
    expect(log).not.toMatch(/not the right|by-mistake|127\.0\.0\.1/);
  });

  it('M10: throttled sign-ins', async () => {
    for (let n = 0; n < 11; n++) await web.submit('/login', { login: 'somebody', password: 'x' });
    expect(await line('sign-in-refused', { status: 429 })).toMatchObject({ via: 'nobody' });
  });

  it('M10: acts that an unknown user, or a role, may not do', async () => {
    expect((await web.get('/api/campaigns', {})).status).toBe(401);
    await line('refused', { route: '/api/campaigns', status: 401 });
    const ops = await signIn(sql, 'ops');
    expect((await web.get('/api/audit', ops.cookie)).status).toBe(403);
    expect(await line('refused', { route: '/api/audit', status: 403 })).toMatchObject({ account: ops.account.id });
  });

  it('M10: wrong secrets of hooks and wrong tokens of links', async () => {
    expect((await web.send('/hooks/sms/http/wrong/receipts', [])).status).toBe(404);
    await line('refused', { route: '/hooks/sms/http/:secret/receipts', status: 404 });
    expect((await web.get('/r/AAAAAAAAAAAAAAAAAAAAAA')).status).toBe(404);
    await line('refused', { route: '/r/:token', status: 404 });
    expect((await web.send(`/hooks/sms/http/${hook.secret}/receipts`, [])).status).toBe(200);
  });

  it('M10: signing out', async () => {
    const { cookie, csrf, account } = await signIn(sql, 'auditor');
    expect((await web.submit('/logout', { _csrf: csrf }, cookie)).status).toBe(303);
    expect(await line('sign-out')).toMatchObject({ account: account.id });
  });

  it('M10: which fields of a person were changed, and not what to', async () => {
    const person = { name: '甲911', phone: '19900000911', email: null, language: 'zh-CN' };
    const answer = await fetch(`${web.url}/api/register/911/contact`, {
      method: 'PUT',
      headers: { ...BEARER, 'content-type': 'application/json' },
      body: JSON.stringify({ ...person, phone: '19900000999', leaveFrom: '2026-12-01', leaveUntil: null }),
    });
    expect(answer.status).toBe(200);
    const { target } = await line('edit-register');
    expect(target).toEqual({ region: '911', role: 'contact', fields: 'phone leaveFrom' });
  });

  it('M10: whatever is tried at the queue board', async () => {
    const ops = await signIn(sql, 'ops');
    const headers = { ...ops.cookie, 'sec-fetch-site': 'same-origin' };
    await fetch(`${web.url}/queues/api/queues/email/pause`, { method: 'PUT', headers });
    expect(await line('tend-queues', { queue: 'email' })).toMatchObject({ account: ops.account.id });
  });

  it('M10: requests are logged with the account and a digest of the address, by which lines are put together', async () => {
    const { cookie, account } = await signIn(sql, 'township-officer', '91');
    await web.get('/api/audit', cookie);
    const { target } = await line('refused', { route: '/api/audit', status: 403 });
    const logged = web.logged.map((text) => JSON.parse(text) as Record<string, unknown>);
    expect(logged).toContainEqual(
      expect.objectContaining({ route: '/api/audit', account: account.id, from: target.from }),
    );
    expect(web.logged.join()).not.toContain('127.0.0.1');
  });
});

describe('M10: a flood of refusals', () => {
  it('M10: is some lines and a count, whatever the number of addresses', () => {
    let now = 0;
    const lines = createFewLines(() => now);
    const taken = Array.from({ length: 1000 }, () => lines.take('one')).filter((more) => more !== null);
    expect(taken).toHaveLength(20);
    now += 60_000;
    expect(lines.take('one')).toBe(980);
    const many = Array.from({ length: 20_000 }, (_, n) => lines.take(`address ${n}`)).filter((more) => more !== null);
    expect(many.length).toBeLessThan(5100);
  });
});
