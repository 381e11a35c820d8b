import type { Sql } from '../../../store/db/db';
import { builtApp } from '../../support/browser/built-app';
import { openCampaign } from '../../support/campaigns/campaign';
import { API_TOKEN, BEARER, consoleEnv, type TestConsole, testConsole } from '../../support/servers/console';
import { emptyDatabase, testDatabase } from '../../support/servers/database';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let web: TestConsole;

const BROWSER = { accept: 'text/html' };

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
});
beforeEach(async () => {
  await emptyDatabase(sql);
  await openCampaign(sql);
  web = await testConsole(sql, { env: consoleEnv({ TEMPORAL_UI_URL: 'http://temporal.test:8080' }) });
});
afterEach(() => web.close());
afterAll(() => database.drop());

describe('a visitor without a sign-in', () => {
  it.each([
    ['/', ''],
    [
      '/console/campaigns/2026-every-field-9?stage=survey',
      '?next=%2Fconsole%2Fcampaigns%2F2026-every-field-9%3Fstage%3Dsurvey',
    ],
    ['/queues', '?next=%2Fqueues'],
    ['/api/campaigns', ''],
  ])('does not see %s', async (path, next) => {
    const browser = await web.get(path, BROWSER);
    expect(browser.status).toBe(303);
    expect(browser.headers.get('location')).toBe(`/login${next}`);
    for (const headers of [
      {},
      { authorization: 'Bearer wrong' },
      { cookie: `nuandong=${API_TOKEN}` },
      { authorization: `Bearer ${API_TOKEN}x` },
    ]) {
      const program = await web.get(path, headers as Record<string, string>);
      expect(program.status).toBe(401);
      expect(await program.json()).toMatchObject({ code: 'unauthorized' });
    }
  });

  it('cannot steer, start or report', async () => {
    const writes = [
      '/api/campaigns',
      '/api/campaigns/2026-every-field-9/pause',
      '/api/campaigns/2026-every-field-9/rounds/survey/units/911/report',
    ];
    for (const path of writes) expect((await web.send(path, {}, BROWSER)).status).toBe(401);
    expect(web.client.steered).toEqual([]);
  });
});

describe('the app', () => {
  beforeAll(() => builtApp());

  it('answers every address of its own with one page, whose policy names a nonce of its own', async () => {
    const nonces = await Promise.all(
      ['/console/', '/console/campaigns/none', '/console/anything/else'].map(async (path) => {
        const answer = await web.get(path, { ...BROWSER, ...BEARER });
        const html = await answer.text();
        const policy = answer.headers.get('content-security-policy') ?? '';
        const nonce = /'nonce-([\w-]{20,})'/.exec(policy)?.[1] ?? 'none';
        expect(html).toContain(`content="${nonce}"`);
        expect(policy).toMatch(/default-src 'none'.*script-src 'self';.*frame-ancestors 'none'/);
        return nonce;
      }),
    );
    expect(new Set(nonces).size).toBe(3);
  });

  it('has assets that may be kept for ever, in a compressed form, and holds nothing that is secret', async () => {
    const html = await (await web.get('/console/', { ...BROWSER, ...BEARER })).text();
    const [script = ''] = /\/console\/assets\/[\w-]+\.js/.exec(html) ?? [];
    const answer = await web.get(script, { 'accept-encoding': 'gzip' });
    expect([answer.status, answer.headers.get('content-encoding')]).toEqual([200, 'gzip']);
    expect(answer.headers.get('cache-control')).toContain('immutable');
    expect(await answer.text()).not.toContain(API_TOKEN);
  });

  it('is where the root leads', async () => {
    expect((await web.get('/', { ...BROWSER, ...BEARER })).headers.get('location')).toBe('/console/');
  });

  it('turns away frames and foreign scripts on the sign-in page, and stays out of caches', async () => {
    const { headers } = await web.get('/login', BROWSER);
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
    expect(headers.get('cache-control')).toBe('no-store');
  });
});
