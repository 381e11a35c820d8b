import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hookSecret, SIMULATOR, weatherHook } from '../../../config/hook-secrets';
import { ROOT } from '../../../config/root';
import { allowedAddresses } from '../../../console/shell/addresses';
import { openDutyItems } from '../../../store/warning/duty-items';
import { boardEvents } from '../../../store/warning/warning-board';
import { liveWarnings } from '../../../store/warning/warnings';
import { type OpenCampaign, openCampaign } from '../../support/campaigns/campaign';
import { shanghai } from '../../support/campaigns/tiny';
import { consoleEnv, fakeClient, jsonOf, type TestConsole, testConsole } from '../../support/servers/console';
import { testDatabase } from '../../support/servers/database';
import { qweatherAlert } from '../../support/servers/feed-server';

/** Warnings that are pushed to the console. */
let database: Awaited<ReturnType<typeof testDatabase>>;
let web: TestConsole;
let campaign: OpenCampaign;
beforeAll(async () => {
  database = await testDatabase();
  campaign = await openCampaign(database.sql, { now: shanghai('12-01 08:00') });
  web = await testConsole(database.sql, {});
  await database.sql`
    insert into regions (code, parent_code, level, kind, name, path) values ('532626', null, 1, 'county', '丘北县', '532626/')`;
});
afterAll(async () => {
  await web.close();
  await database.drop();
});

const MESSAGE = readFileSync(join(ROOT, 'test/fixtures/weather/12379-cold-wave.xml'));
const secretOf = (name: string) => hookSecret(consoleEnv(), name);
const push = (
  source: string,
  body: string | Buffer,
  {
    query = '',
    secret = secretOf(query.includes('from=') ? SIMULATOR : weatherHook(source)),
    type = 'application/xml',
    to = web,
  } = {},
) =>
  fetch(`${to.url}/hooks/weather/${source}/${secret}${query}`, {
    method: 'POST',
    headers: { 'content-type': type },
    body,
  });
const live = (scope: string) => liveWarnings(database.sql, { scope, region: '532626', now: new Date().toISOString() });

test('a warning that is pushed is kept as it came, taken, and told; once', async () => {
  const answer = await push('qweather', qweatherAlert('H1', { code: 'red' }), { type: 'application/json' });
  expect([answer.status, await answer.json()]).toMatchObject([
    200,
    { fresh: 1, known: 0, duty: 0, touched: [{ hazard: 'cold-wave', regions: ['532626'], change: 'opened' }] },
  ]);
  const again = await push('qweather', qweatherAlert('H1', { code: 'red' }), { type: 'text/plain' });
  expect(await again.json()).toEqual({ fresh: 0, known: 1, duty: 0, touched: [], workflows: [] });
  expect(web.client.warned.map(({ change }) => change)).toEqual(['opened']);
  expect(await live('live')).toMatchObject([{ colour: 'red' }]);
  const shown = await boardEvents(database.sql, { scope: 'live', at: new Date().toISOString(), top: null });
  expect(shown).toMatchObject([{ attributions: ['https://developer.qweather.com/attribution.html'] }]);
});

test('a warning for elsewhere, or one of another hazard, is told apart from nonsense', async () => {
  const elsewhere = MESSAGE.toString().replaceAll('532626', '430102').replaceAll('丘北县', '某区');
  expect(await jsonOf(push('12379', elsewhere))).toMatchObject({ fresh: 1, duty: 0, touched: [] });
  const answer = await push('province', '<alert>half of a');
  expect([answer.status, await answer.json()]).toMatchObject([422, { code: 'warning-unreadable', fresh: 0, duty: 1 }]);
  const [item] = await openDutyItems(database.sql, { scope: 'live' });
  expect(item).toMatchObject({ kind: 'bad-input', source: 'province' });
  const [kept] = await database.sql<{ bytes: Buffer }[]>`select bytes from warning_texts where id = ${item?.text ?? 0}`;
  expect(kept?.bytes.toString()).toBe('<alert>half of a');
});

test('it is for those who know the secret, and come from where they should', async () => {
  expect((await push('12379', MESSAGE, { secret: 'guessed' })).status).toBe(404);
  const guarded = await testConsole(database.sql, { env: consoleEnv({ WEATHER_HOOK_FROM: '203.0.113.0/24' }) });
  expect((await push('12379', MESSAGE, { to: guarded })).status).toBe(403);
  await guarded.close();
  expect((await push('12379', '')).status).toBe(400);
  expect((await push('12379', Buffer.alloc(10 * 1024 * 1024 + 1, ' '))).status).toBe(413);
});

test('a simulator reaches the rehearsal it names, in the rehearsal’s time, and never the live ones', async () => {
  const before = (await live('live')).length;
  const simulated = (query: string) => push('qweather', qweatherAlert('H2'), { query });
  expect((await simulated('?from=simulator')).status).toBe(400);
  expect((await simulated('?from=simulator&campaign=none')).status).toBe(400);
  expect((await simulated(`?campaign=${campaign.id}`)).status).toBe(400);
  await database.sql`update campaigns set mode = 'live' where id = ${campaign.id}`;
  expect((await simulated(`?from=simulator&campaign=${campaign.id}`)).status).toBe(400);
  await database.sql`update campaigns set mode = 'rehearsal' where id = ${campaign.id}`;
  expect((await simulated(`?from=simulator&campaign=${campaign.id}`)).status).toBe(200);
  const [row] = await database.sql<{ scope: string; at: string }[]>`
    select scope, received_at as at from warnings where identifier = 'H2'`;
  expect(row).toEqual({ scope: campaign.id, at: shanghai('12-01 08:00') });
  expect(await live('live')).toHaveLength(before);
});

test('when the alerts cannot be told, the sender is asked to push again, and then they are told', async () => {
  let away = true;
  const client = fakeClient({
    async answerWarnings(_, touched) {
      if (away) throw new Error('Temporal is away');
      client.warned.push(...touched);
      return [];
    },
  });
  const other = await testConsole(database.sql, { client });
  const once = () => push('qweather', qweatherAlert('H3').replace('1005', '1021'), { to: other });
  expect((await once()).status).toBe(503);
  away = false;
  expect(await jsonOf(once())).toMatchObject({ fresh: 0, known: 1 });
  expect(client.warned).toMatchObject([{ hazard: 'icing', change: 'opened' }]);
  await other.close();
});

test('the secret and what was pushed are in no log', () => {
  const logged = web.logged.join('\n');
  expect(logged).not.toContain(secretOf(weatherHook('qweather')));
  expect(logged).not.toContain('丘北');
});

test.each([
  ['', '198.51.100.7', true],
  ['203.0.113.7', '203.0.113.7', true],
  ['203.0.113.7', '::ffff:203.0.113.7', true],
  ['203.0.113.0/24, 2001:db8::/32', '203.0.113.255', true],
  ['203.0.113.0/24, 2001:db8::/32', '2001:db8::1', true],
  ['203.0.113.0/24, 2001:db8::/32', '198.51.100.7', false],
  ['203.0.113.0/24', 'nonsense', false],
])('with WEATHER_HOOK_FROM "%s" %s may push: %s', (list, address, expected) => {
  expect(allowedAddresses(list, 'WEATHER_HOOK_FROM')(address)).toBe(expected);
});

test('a list of addresses that is wrong is named', () => {
  expect(() => allowedAddresses('203.0.113.0/40', 'WEATHER_HOOK_FROM')).toThrow('203.0.113.0/40');
  expect(() => allowedAddresses('example.org', 'WEATHER_HOOK_FROM')).toThrow('example.org');
});
