import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { pollFeed, watchFeeds } from '../../../activities/poll-feed';
import { type Feed, readFeeds } from '../../../config/feeds';
import { plusMs } from '../../../domain/instant';
import type { Touched } from '../../../domain/warning/feed/changes';
import { openFaults } from '../../../store/message/faults';
import { takeWarnings } from '../../../store/warning/warnings';
import { isPublic, lookupAmong, trustOf } from '../../../weather/addresses';
import { FetchFailed, fetchFeed } from '../../../weather/fetch';
import { warning } from '../../support/campaigns/warnings';
import { testDatabase } from '../../support/servers/database';
import { emptyTables } from '../../support/servers/empty-tables';
import { capAlert, type FeedServer, qweatherAlert, startFeedServer } from '../../support/servers/feed-server';

/** The power of a feed over the worker, and the effects of its failure. */
let database: Awaited<ReturnType<typeof testDatabase>>;
let server: FeedServer;
let other: FeedServer;
const directory = mkdtempSync(join(tmpdir(), 'nuandong-feeds-'));
beforeAll(async () => {
  database = await testDatabase();
  server = await startFeedServer();
  other = await startFeedServer();
  await database.sql`
    insert into regions (code, parent_code, level, kind, name, path) values
      ('532626', null, 1, 'county', '丘北县', '532626/'),
      ('532626100', '532626', 2, 'township', '锦屏镇', '532626/532626100/')`;
});
afterAll(async () => {
  await server.close();
  await other.close();
  await database.drop();
  rmSync(directory, { recursive: true });
});
beforeEach(async () => {
  for (const one of [server, other]) {
    one.asked = [];
    one.answer = (_, response) => response.writeHead(500).end();
  }
  await emptyTables(database.sql, 'feeds', 'faults', 'duty_items', 'warnings', 'weather_events');
});

function feeds(yaml: string): Feed[] {
  const file = join(directory, 'feeds.yaml');
  writeFileSync(file, yaml);
  return readFeeds(file);
}
const START = new Date().toISOString();
const minutes = (count: number) => plusMs(START, count * 60_000);
const lines: string[] = [];
const log = pino({ level: 'trace' }, { write: (line) => lines.push(line) });
const told: Touched[] = [];
const poll = (list: Feed[], minute: number) =>
  pollFeed(
    {
      sql: database.sql,
      log,
      feeds: list,
      feedSettings: { FEED_KEY: 'not-to-be-told' },
      answerWarnings: async (_, touched) => {
        told.push(...touched);
        return [];
      },
    },
    list[0]?.id ?? '',
    minutes(minute),
  );
const faults = async () => (await openFaults(database.sql)).map(({ kind }) => kind);
const points = (more = '') =>
  feeds(
    `feeds:
    - id: q
      format: qweather
      url: '${server.url}/{lat}'
      points: [{ lat: 1, lon: 0, region: '532626' }, { lat: 2, lon: 0, region: '532626100' }]
      ${more}`.replace("{lat}'", "{lat}/{lon}'"),
  );
const index = (
  files: string[],
) => `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><id>x</id><title>x</title>
  ${files.map((file) => `<entry><id>${file}</id><title>x</title><link href="${file}" type="application/cap+xml"/></entry>`).join('')}</feed>`;

describe('H8: when taking what a feed sent fails', () => {
  test('it is a failing of the feed with its class; silence, what has lapsed and what is untold are looked after', async () => {
    await takeWarnings(database.sql, {
      scope: 'live',
      source: 'other',
      read: { warnings: [warning({ sentAt: minutes(-60), onsetAt: minutes(-60), endsAt: minutes(5) })], problems: [] },
      raw: { bytes: Buffer.from('x') },
      at: minutes(-1),
    });
    server.answer = (_, response) => response.writeHead(200).end(qweatherAlert('A'));
    const list = points('silentAfterMinutes: 30');
    await database.sql`alter table warning_texts rename to warning_texts_away`;
    told.length = 0;
    for (const minute of [0, 10, 40]) expect(await poll(list, minute)).toMatchObject({ outcome: 'failed' });
    await database.sql`alter table warning_texts_away rename to warning_texts`;
    expect((await faults()).sort()).toEqual(['feed-failing', 'feed-silent']);
    const [row] = await database.sql<{ error: string }[]>`select last_error as error from feeds`;
    expect(row?.error).toContain('42P01');
    expect(told.map(({ change }) => change)).toEqual(['opened', 'expired']);
    // Each poll asked for both points.
    expect(server.asked).toHaveLength(6);
    expect(await poll(list, 120)).toMatchObject({ outcome: 'answered', fresh: 1 });
    expect(await faults()).toEqual([]);
  });

  test('a point that always fails neither slows the others nor makes the feed silent', async () => {
    server.answer = (path, response) =>
      path.startsWith('/1/') ? response.writeHead(500).end() : response.writeHead(200).end(qweatherAlert('A'));
    const list = points('silentAfterMinutes: 30');
    for (const minute of [0, 5, 10, 15, 40, 45]) expect(await poll(list, minute)).toMatchObject({ outcome: 'failed' });
    expect(server.asked).toHaveLength(12);
    expect(await faults()).toEqual(['feed-failing']);
  });

  test('a file that does not answer does not keep the other files of an index from being read', async () => {
    const files = Array.from({ length: 25 }, (_, n) => `${server.url}/${n}.xml`);
    server.answer = (path, response) =>
      path === '/index'
        ? response.writeHead(200).end(index(files))
        : Number.parseInt(path.slice(1), 10) < 22
          ? response.writeHead(500).end()
          : response.writeHead(200).end(capAlert(path));
    const list = feeds(`feeds: [{ id: c, format: cap-index, url: '${server.url}/index' }]`);
    expect(await poll(list, 0)).toMatchObject({ outcome: 'failed', fresh: 0 });
    expect(await poll(list, 5)).toMatchObject({ outcome: 'failed', fresh: 3 });
  });

  test('the silence of a feed is noticed even when no process polls it', async () => {
    const list = points('silentAfterMinutes: 30');
    await watchFeeds({ sql: database.sql, feeds: list }, minutes(0));
    await watchFeeds({ sql: database.sql, feeds: list }, minutes(31));
    expect(await faults()).toEqual(['feed-silent']);
  });
});

describe('M8: a feed leads the worker', () => {
  const lead = async (location: string) => {
    server.answer = (path, response) =>
      path === '/q' ? response.writeHead(302, { location }).end() : response.writeHead(200).end(qweatherAlert('A'));
    return poll(
      feeds(`feeds: [{ id: q, format: qweather, url: '${server.url}/q', headers: { x-key: '\${FEED_KEY}' } }]`),
      0,
    );
  };
  const reason = async () =>
    (await database.sql<{ error: string | null }[]>`select last_error as error from feeds`)[0]?.error;

  test('along its own server', async () => {
    expect(await lead('/moved')).toMatchObject({ outcome: 'answered', fresh: 1 });
    expect(server.asked.map(({ path, headers }) => [path, headers['x-key']])).toEqual([
      ['/q', 'not-to-be-told'],
      ['/moved', 'not-to-be-told'],
    ]);
  });

  test('to no other server, private or not', async () => {
    const port = new URL(other.url).port;
    for (const location of [
      `${other.url}/`,
      `http://localhost:${port}/`,
      'http://169.254.169.254/latest',
      'http://[::1]:6379/',
      'file:///etc/passwd',
      'https://other.example/',
    ]) {
      await database.sql`truncate feeds`;
      expect(await lead(location)).toMatchObject({ outcome: 'failed' });
      expect(await reason()).toMatch(/^It leads /);
    }
    expect(other.asked).toEqual([]);
  });

  test('in a circle no longer than five hops', async () => {
    expect(await lead('/q')).toMatchObject({ outcome: 'failed' });
    expect(server.asked.length).toBeLessThanOrEqual(6);
    expect(await reason()).toContain('redirects');
  });

  test('to servers of the list, which do not get its key', async () => {
    const trust = trustOf({ url: `${server.url}/q`, fileHosts: [new URL(other.url).host], inside: true });
    // Only https may lead to another server; a test has no certificate, so a TLS error of the server proves the
    // request.
    expect(trust.refuses(`${other.url}/`)).toMatchObject({ code: 'fetch-not-https' });
    expect([trust.isOwn(server.url), trust.isOwn(other.url)]).toEqual([true, false]);
    const asked = fetchFeed(other.url.replace('http:', 'https:'), { trust, headers: { 'x-key': 'k' } });
    await expect(asked).rejects.toThrow(FetchFailed);
  });

  test.each([
    ['https://feed.example/a', [], 'https://feed.example/b', true],
    ['https://feed.example/a', [], 'http://feed.example/b', false],
    ['http://feed.example/a', [], 'http://feed.example/b', true],
    ['http://feed.example/a', [], 'https://feed.example/b', true],
    ['https://feed.example/a', [], 'https://feed.example:6379/', false],
    ['https://feed.example/a', ['files.example'], 'https://files.example/1', true],
    ['https://feed.example/a', ['10.0.0.7'], 'https://10.0.0.7/1', false],
    ['https://10.0.0.7/a', [], 'https://10.0.0.7/1', true],
    ['https://feed.example/a', [], 'https://user:pass@files.example/', false],
  ])('from %s (and %j) to %s: %s', (url, fileHosts, to, may) => {
    expect(trustOf({ url, fileHosts, inside: false }).refuses(to) === null).toBe(may);
  });

  test('a name that stands for an address of one’s own network is not connected to', async () => {
    const find = (addresses: 'public' | 'any') =>
      new Promise((resolve) =>
        lookupAmong(addresses)('localhost', { all: true }, (error, found) => resolve(error?.code ?? found)),
      );
    expect(await find('public')).toBe('EINSIDE');
    expect(await find('any')).toEqual(expect.arrayContaining([expect.objectContaining({ address: '127.0.0.1' })]));
    const inside = [
      '10.1.2.3',
      '172.20.0.1',
      '192.168.1.1',
      '127.0.0.1',
      '169.254.169.254',
      '100.64.0.1',
      '0.0.0.0',
      '::1',
      'fe80::1',
      'fd00::1',
      '::ffff:10.0.0.1',
    ];
    expect(inside.filter(isPublic)).toEqual([]);
    expect(['203.0.114.1', '8.8.8.8', '2400:3200::1'].map(isPublic)).toEqual([true, true, true]);
  });
});
