import type { Sql } from '../../register/db';
import { openCampaign } from '../support/campaign';
import { API_TOKEN, BEARER, consoleEnv, type TestConsole, testConsole } from '../support/console';
import { emptyDatabase, testDatabase } from '../support/database';

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

describe('whoever is not signed in', () => {
  it.each(['/', '/campaigns/2026-every-field', '/queues', '/queues/api/queues', '/api/campaigns'])(
    'does not see %s',
    async (path) => {
      const browser = await web.get(path, BROWSER);
      expect(browser.status).toBe(303);
      expect(browser.headers.get('location')).toBe('/login');
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
    },
  );

  it('cannot steer, start or report', async () => {
    const writes = [
      '/api/campaigns',
      '/api/campaigns/2026-every-field/pause',
      '/api/campaigns/2026-every-field/rounds/survey/units/911/report',
    ];
    for (const path of writes) expect((await web.send(path, {}, BROWSER)).status).toBe(401);
    expect(web.client.steered).toEqual([]);
  });
});

describe('the pages', () => {
  it('list the campaigns, in the language asked for', async () => {
    const html = await (await web.get('/', { ...BROWSER, ...BEARER })).text();
    for (const words of ['冬季慰问', '2026-every-field', '进行中', '演练', 'http://temporal.test:8080'])
      expect(html).toContain(words);
    expect(await (await web.get('/?lang=en', { ...BROWSER, ...BEARER })).text()).toContain('Winter visits');
  });

  it('say what to do while there is no campaign', async () => {
    await emptyDatabase(sql);
    expect(await (await web.get('/', { ...BROWSER, ...BEARER })).text()).toContain('npx nuandong rehearse');
  });

  it('show a campaign: stages, who is missing by township and why, chases, calls, decisions', async () => {
    const round = 'campaign/2026-every-field/survey/9';
    await sql`insert into chases (campaign_id, round_id, rung, region_code, silent, opened_at, acknowledge_by)
              values ('2026-every-field', ${round}, 'chase', '92', 2, now(), '2026-12-02T06:00:00Z')`;
    await sql`insert into call_list (campaign_id, round_id, unit_code, reason, opened_at)
              values ('2026-every-field', ${round}, '921', 'silent', now())`;
    await sql`insert into steering (campaign_id, verb, target, reason, actor, key, at)
              values ('2026-every-field', 'extend', '{"key":"survey"}', '<b>大雪封路</b>', 'someone', 'k', now())`;
    const html = await (await web.get('/campaigns/2026-every-field', { ...BROWSER, ...BEARER })).text();
    for (const words of [
      '东乡 <small>3</small>',
      '四村',
      '12月2日（周三）14:00',
      '&lt;b&gt;大雪封路',
      '延期',
      'workflows/campaign%2F2026-every-field',
    ]) {
      expect(html).toContain(words);
    }
    expect(html).not.toMatch(/甲9|1990000|someone/);
  });

  it('are 404 for a campaign that is not there', async () => {
    expect((await web.get('/campaigns/none', { ...BROWSER, ...BEARER })).status).toBe(404);
  });

  it('turn away frames and foreign scripts, and stay out of caches', async () => {
    const { headers } = await web.get('/login', BROWSER);
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
    expect(headers.get('cache-control')).toBe('no-store');
  });
});
