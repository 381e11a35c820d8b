import { randomBytes } from 'node:crypto';
import { Queue } from 'bullmq';
import { z } from 'zod';
import type { SmsHook } from '../../../delivery/inbound/hooks';
import { connect, type Sql } from '../../../store/db/db';
import { signIn } from '../../support/accounts';
import { importTinyRegister } from '../../support/campaigns/tiny';
import { eventually } from '../../support/eventually';
import { BEARER, consoleEnv, fakeClient, type TestConsole, testConsole } from '../../support/servers/console';
import { testDatabase } from '../../support/servers/database';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let web: TestConsole;
let queue: Queue;
const pushed: unknown[] = [];
const SECRET = 'the secret of this platform';
const hook = { path: 'sms', what: 'receipts', secret: SECRET, from: '' } as const;
const hooks: SmsHook[] = [
  {
    ...hook,
    provider: 'http',
    async take(body) {
      pushed.push(z.array(z.object({ id: z.string() })).parse(body));
      return { code: 'OK' };
    },
  },
  { ...hook, provider: 'broken', take: () => Promise.reject(new Error('the database is away')) },
  { ...hook, provider: 'far', from: '203.0.113.0/24', take: () => Promise.resolve({}) },
];

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  await importTinyRegister(sql);
  queue = new Queue('email', {
    connection: { url: process.env.REDIS_URL ?? '' },
    prefix: `test-${randomBytes(6).toString('hex')}`,
  });
  web = await testConsole(sql, {
    env: consoleEnv({ TEMPORAL_UI_URL: 'https://temporal.example.org' }),
    queues: [queue],
    hooks,
  });
});
afterAll(async () => {
  await web.close();
  await queue.obliterate();
  await queue.close();
  await database.drop();
});

it('L5, M11: /healthz asks no service, so that a missing service does not restart the process', async () => {
  const gone = connect('postgres://127.0.0.1:1/none', { max: 1 });
  const ill = await testConsole(gone, { client: fakeClient({ ping: () => Promise.reject(new Error('away')) }) });
  const answer = await ill.get('/healthz');
  await ill.close();
  await gone.end({ timeout: 1 });
  expect([answer.status, await answer.json()]).toEqual([200, { status: 'ok' }]);
});

describe('/readyz', () => {
  it('is 200 while Postgres, Redis and Temporal answer', async () => {
    const answer = await web.get('/readyz');
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ status: 'ok', checks: { postgres: 'ok', redis: 'ok', temporal: 'ok' } });
  });

  it('is 503 and names what is down', async () => {
    const gone = connect('postgres://127.0.0.1:1/none', { max: 1 });
    const noTemporal = fakeClient({ ping: () => Promise.reject(new Error('unavailable')) });
    const ill = await testConsole(gone, { client: noTemporal, queues: [queue] });
    const answer = await ill.get('/readyz');
    await ill.close();
    await gone.end({ timeout: 1 });
    expect(answer.status).toBe(503);
    expect(await answer.json()).toEqual({
      status: 'down',
      checks: { postgres: 'down', redis: 'ok', temporal: 'down' },
    });
  });

  it('does not wait for a service that never answers', async () => {
    const stuck = await testConsole(sql, { client: fakeClient({ ping: () => new Promise(() => {}) }) });
    expect(await (await stuck.get('/readyz')).json()).toMatchObject({ checks: { temporal: 'down', postgres: 'ok' } });
    await stuck.close();
  });
});

describe('/metrics', () => {
  it('L5: need a permission, and so does the description of the API', async () => {
    for (const path of ['/metrics', '/openapi.json']) {
      expect((await web.get(path, {})).status).toBe(401);
      expect((await web.get(path, BEARER)).status).toBe(200);
    }
    const auditor = await signIn(sql, 'auditor');
    expect((await web.get('/metrics', auditor.cookie)).status).toBe(403);
  });

  it('counts answers by route, never by address', async () => {
    await web.get('/r/1secretsecret');
    // An answer is counted after it has gone out.
    const text = await eventually(async () => {
      const told = await (await web.get('/metrics', BEARER)).text();
      expect(told).toMatch(/nuandong_http_seconds_count\{method="GET",route="\/r\/:token",status="404"\} \d/);
      return told;
    });
    expect(text).toContain('process_cpu_user_seconds_total');
    expect(text).not.toContain('secretsecret');
  });
});

describe('the queue board', () => {
  it('lists the outbox for administrators', async () => {
    const answer = await web.get('/queues/api/queues', BEARER);
    expect(await answer.json()).toMatchObject({ queues: [{ name: 'email', readOnlyMode: true }] });
  });

  it('m6: leads back to the console, names its queues in words, and asks nothing of other hosts', async () => {
    const html = await (await web.get('/queues', BEARER)).text();
    expect(html).toContain('回到控制台');
    expect(html).not.toMatch(/https?:\/\/fonts\./);
  });

  it('H12: changes nothing, for any role', async () => {
    const { cookie } = await signIn(sql, 'administrator');
    const pause = await fetch(new URL('/queues/api/queues/email/pause', web.url), {
      method: 'PUT',
      headers: { ...cookie, 'sec-fetch-site': 'same-origin' },
    });
    expect([pause.status, await queue.isPaused()]).toEqual([405, false]);
  });

  it('H12: is for accounts of the whole country: no region can be cut out of a queue', async () => {
    for (const role of ['administrator', 'ops'] as const) {
      expect((await web.get('/queues/api/queues', (await signIn(sql, role, '91')).cookie)).status).toBe(403);
      expect((await web.get('/queues/api/queues', (await signIn(sql, role)).cookie)).status).toBe(200);
    }
  });
});

describe('hooks', () => {
  const push = (provider: string, secret: string, body: unknown) =>
    web.send(`/hooks/sms/${provider}/${encodeURIComponent(secret)}/receipts`, body);

  it('hand receipts to the provider of that name and give its answer', async () => {
    const answer = await push('http', SECRET, [{ id: 'a' }]);
    expect([answer.status, await answer.json(), pushed]).toEqual([200, { code: 'OK' }, [[{ id: 'a' }]]]);
  });

  it.each([
    ['with a wrong secret', 'http', 'guess', 404],
    ['for an unknown provider', 'nobody', SECRET, 404],
    ['for a word every object knows', 'constructor', SECRET, 404],
    ['from an address that may not push', 'far', SECRET, 403],
  ])('are no use %s', async (_, provider, secret, status) => {
    expect((await push(provider, secret, [])).status).toBe(status);
  });

  it('are 400 for what is no receipt, and 500 for what should come again', async () => {
    expect((await push('http', SECRET, { id: 1 })).status).toBe(400);
    expect((await push('broken', SECRET, [])).status).toBe(500);
    expect(web.logged.join()).not.toMatch(/the secret|the%20secret/);
  });
});

describe('the codec endpoint of Temporal’s Web UI', () => {
  const UI = 'https://temporal.example.org';
  const ask = (headers: Record<string, string>, method = 'POST') =>
    fetch(`${web.url}/api/payloads/decode`, {
      method,
      headers: { ...(method === 'POST' && { 'content-type': 'application/json' }), ...headers },
      ...(method === 'POST' && { body: JSON.stringify({ payloads: [{ data: 'eA==' }] }) }),
    });

  it('answers the page of the Web UI for who may see workflows, and no other page', async () => {
    const { cookie } = await signIn(sql, 'ops');
    const before = await ask({ origin: UI, 'access-control-request-method': 'POST' }, 'OPTIONS');
    expect([before.status, before.headers.get('access-control-allow-origin')]).toEqual([204, UI]);
    const answer = await ask({ ...cookie, origin: UI });
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([200, UI]);
    expect(await answer.json()).toEqual({ payloads: [{ data: 'eA==' }] });
    expect((await ask({ ...cookie, origin: 'https://evil.example' })).status).toBe(403);
    expect((await ask({ origin: UI })).status).toBe(401);
    const { cookie: officer } = await signIn(sql, 'county-officer', '9');
    expect((await ask({ ...officer, origin: UI })).status).toBe(403);
  });
});
