import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { pollFeed } from '../../activities/poll-feed';
import { type Feed, readFeeds } from '../../config/feeds';
import { plusMs } from '../../domain/instant';
import { openFaults } from '../../store/message/faults';
import { openDutyItems } from '../../store/warning/duty-items';
import { liveWarnings } from '../../store/warning/warnings';
import { testDatabase } from '../support/servers/database';
import { emptyTables } from '../support/servers/empty-tables';
import { capAlert, type FeedServer, qweatherAlert, startFeedServer } from '../support/servers/feed-server';

/** Polls of a real server, without mocks. */
let database: Awaited<ReturnType<typeof testDatabase>>;
let server: FeedServer;
beforeAll(async () => {
  database = await testDatabase();
  server = await startFeedServer();
  await database.sql`
    insert into regions (code, parent_code, level, kind, name, path) values
      ('532626', null, 1, 'county', '丘北县', '532626/'),
      ('532626100', '532626', 2, 'township', '锦屏镇', '532626/532626100/')`;
});
afterAll(async () => {
  await server.close();
  await database.drop();
});
beforeEach(async () => {
  server.asked = [];
  await emptyTables(database.sql, 'feeds', 'faults', 'duty_items', 'warnings', 'weather_events');
});

let directory: string | undefined;
/** Reads the lines as a list of feeds. */
function feeds(yaml: string): Feed[] {
  directory ??= mkdtempSync(join(tmpdir(), 'nuandong-feeds-'));
  const file = join(directory, 'feeds.yaml');
  writeFileSync(file, yaml);
  return readFeeds(file);
}
const oneFeed = (more = '') =>
  feeds(`feeds:\n  - { id: q, format: qweather, url: '${server.url}/q?key=\${FEED_KEY}', ${more} }`);

const START = new Date().toISOString();
const minutes = (count: number) => plusMs(START, count * 60_000);
const lines: string[] = [];
const log = pino({ level: 'trace' }, { write: (line) => lines.push(line) });
const poll = (list: Feed[], minute: number) =>
  pollFeed(
    {
      sql: database.sql,
      log,
      feeds: list,
      feedSettings: { FEED_KEY: 'not-to-be-told' },
      answerWarnings: async () => [],
    },
    list[0]?.id ?? '',
    minutes(minute),
  );
const faults = async () => (await openFaults(database.sql)).map(({ kind }) => kind);
const live = () => liveWarnings(database.sql, { scope: 'live', region: '532626', now: minutes(1) });

test('a feed is asked whether it changed, with the secret of the environment', async () => {
  const list = oneFeed(`headers: { x-key: '\${FEED_KEY}' }`);
  server.answer = (_, response, { headers }) =>
    headers['if-none-match'] === '"1"'
      ? response.writeHead(304).end()
      : response
          .writeHead(200, { etag: '"1"', 'last-modified': 'Tue, 01 Dec 2026 00:00:00 GMT' })
          .end(qweatherAlert('A'));
  expect(await poll(list, 0)).toMatchObject({ outcome: 'answered', fresh: 1, touched: 1 });
  expect(await poll(list, 5)).toMatchObject({ outcome: 'answered', fresh: 0, known: 0 });
  const [first, second] = server.asked;
  expect([first?.path, first?.headers['x-key']]).toEqual(['/q?key=not-to-be-told', 'not-to-be-told']);
  expect(second?.headers).toMatchObject({
    'if-none-match': '"1"',
    'if-modified-since': 'Tue, 01 Dec 2026 00:00:00 GMT',
  });
  expect(await live()).toMatchObject([{ colour: 'blue', regions: ['532626'] }]);
});

test('a feed that fails is asked less often, told after three times, and forgotten when it is well', async () => {
  const list = oneFeed();
  server.answer = (_, response) => response.writeHead(500).end('not-to-be-told');
  expect(await poll(list, 0)).toMatchObject({ outcome: 'failed' });
  expect(await poll(list, 5)).toMatchObject({ outcome: 'failed' });
  expect(await faults()).toEqual([]);
  expect(await poll(list, 10)).toMatchObject({ outcome: 'failed' });
  expect(await faults()).toEqual(['feed-failing']);
  expect(await poll(list, 14)).toMatchObject({ outcome: 'waiting' });
  expect(server.asked).toHaveLength(3);
  server.answer = (_, response) => response.writeHead(200).end(qweatherAlert('A'));
  expect(await poll(list, 30)).toMatchObject({ outcome: 'answered', fresh: 1 });
  expect(await faults()).toEqual([]);
  expect(lines.join()).not.toContain('not-to-be-told');
});

test('a server that asks to be left alone is left alone', async () => {
  const list = oneFeed();
  server.answer = (_, response) => response.writeHead(429, { 'retry-after': '1200' }).end();
  expect(await poll(list, 0)).toMatchObject({ outcome: 'failed' });
  expect(await poll(list, 19)).toMatchObject({ outcome: 'waiting' });
  expect(await poll(list, 21)).toMatchObject({ outcome: 'failed' });
});

test('a feed that never ends is broken off at 10 MB', async () => {
  let sent = 0;
  server.answer = (_, response) => {
    const chunk = Buffer.alloc(1_000_000, ' ');
    response.writeHead(200);
    const more = (): void => {
      while (!response.destroyed && response.write(chunk)) sent += chunk.length;
      if (!response.destroyed) response.once('drain', more);
    };
    more();
  };
  expect(await poll(oneFeed(), 0)).toMatchObject({ outcome: 'failed' });
  const [row] = await database.sql<{ error: string }[]>`select last_error as error from feeds`;
  expect(row?.error).toContain('more than 10485760 bytes');
  // The sockets' buffers add to it.
  expect(sent).toBeLessThan(40_000_000);
});

test('a silent feed raises a fault, also one that is pushed', async () => {
  server.answer = (_, response) => response.destroy();
  const list = oneFeed('silentAfterMinutes: 30');
  await poll(list, 0);
  expect(await faults()).toEqual([]);
  await poll(list, 31);
  expect(await faults()).toEqual(['feed-silent']);
  const pushed = feeds('feeds: [{ id: p, format: 12379, silentAfterMinutes: 30 }]');
  await poll(pushed, 0);
  await poll(pushed, 31);
  expect((await openFaults(database.sql)).map(({ scope }) => scope).sort()).toEqual(['p', 'q']);
});

test('a missing secret is a failure that names it', async () => {
  const list = feeds(`feeds: [{ id: q, format: qweather, url: '${server.url}/\${NO_SUCH_KEY}' }]`);
  expect(await poll(list, 0)).toMatchObject({ outcome: 'failed' });
  const [row] = await database.sql<{ error: string }[]>`select last_error as error from feeds`;
  expect(row?.error).toContain('NO_SUCH_KEY');
});

test('a feed is asked at each of its points, and one that fails costs the others nothing', async () => {
  const list = feeds(`feeds:
    - id: q
      format: qweather
      url: '${server.url}/{lat}/{lon}'
      points: [{ lat: 1.5, lon: 2, region: '532626' }, { lat: 3, lon: 4, region: '532626100' }]`);
  server.answer = (path, response) =>
    path === '/1.5/2' ? response.writeHead(500).end() : response.writeHead(200).end(qweatherAlert('A'));
  expect(await poll(list, 0)).toMatchObject({ outcome: 'failed', fresh: 1 });
  expect(await live()).toMatchObject([{ regions: ['532626100'] }]);
});

test('an index leads to its files, each read once, and to no other server', async () => {
  const list = feeds(`feeds: [{ id: c, format: cap-index, url: '${server.url}/index' }]`);
  const index = (
    files: string[],
  ) => `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><id>x</id><title>x</title>
    ${files.map((file) => `<entry><id>${file}</id><title>x</title><link href="${file}" type="application/cap+xml"/></entry>`).join('')}</feed>`;
  let files = ['/one.xml', 'http://other.example/two.xml'];
  server.answer = (path, response) =>
    response
      .writeHead(200)
      .end(path === '/index' ? index(files.map((file) => new URL(file, server.url).href)) : capAlert(path));
  expect(await poll(list, 0)).toMatchObject({ outcome: 'answered', fresh: 1 });
  files = ['/one.xml', '/three.xml'];
  expect(await poll(list, 5)).toMatchObject({ outcome: 'answered', fresh: 1 });
  expect(server.asked.map(({ path }) => path)).toEqual(['/index', '/one.xml', '/index', '/three.xml']);
});

test('what a feed sends in another shape is a failure, kept, and asked about once', async () => {
  server.answer = (_, response) => response.writeHead(200).end('<html>Maintenance</html>');
  const list = oneFeed();
  for (const minute of [0, 5, 10]) expect(await poll(list, minute)).toMatchObject({ outcome: 'failed' });
  expect(await faults()).toEqual(['feed-failing']);
  expect(await openDutyItems(database.sql, { scope: 'live' })).toMatchObject([{ kind: 'bad-input', source: 'q' }]);
});

test('a list of feeds that is wrong says where', () => {
  expect(() => feeds("feeds: [{ id: 'A B', format: qweather }]")).toThrow('small letters');
  expect(() => feeds('feeds: [{ id: a, format: nonsense }]')).toThrow('there are');
  expect(() => feeds("feeds: [{ id: a, format: qweather, url: 'https://x/{lat}' }]")).toThrow('belong together');
  expect(() => feeds('feeds: [{ id: a, format: qweather }, { id: a, format: qweather }]')).toThrow('id of its own');
  expect(readFeeds()).toEqual([]);
});
