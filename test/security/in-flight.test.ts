import { MOST_IN_LINE, MOST_OF_ADDRESS, MOST_OF_ONE } from '../../console/shell/gate/in-flight';
import { connect, type Sql } from '../../store/db/db';
import { type SignedIn, signIn } from '../support/accounts';
import { type OpenCampaign, openCampaign } from '../support/campaigns/campaign';
import { eventually } from '../support/eventually';
import { type TestConsole, testConsole } from '../support/servers/console';
import { testDatabase } from '../support/servers/database';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let pool: Sql;
let campaign: OpenCampaign;
let web: TestConsole;
let slow: SignedIn;
let other: SignedIn;
beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  campaign = await openCampaign(sql);
  slow = await signIn(sql, 'county-officer');
  other = await signIn(sql, 'county-officer');
  pool = connect(database.ownerUrl, { max: 24 });
  web = await testConsole(pool);
});
afterAll(async () => {
  await web.close();
  await pool.end({ timeout: 1 });
  await database.drop();
});

const chases = ({ cookie }: SignedIn) => web.get(`/api/chases?campaign=${campaign.id}`, cookie);
const statuses = async (answers: Promise<Response>[]) => (await Promise.all(answers)).map(({ status }) => status);

/** Runs while a table is locked. */
const whileLocked = (table: string, run: () => Promise<void>): Promise<void> =>
  sql.begin(async (transaction) => {
    await transaction`lock table ${transaction(table)} in access exclusive mode`;
    await run();
  }) as Promise<never>;

const waiting = async () => {
  const [row] = await sql<{ n: number }[]>`select count(*)::int as n from pg_locks where not granted`;
  return row?.n ?? 0;
};

/** One request more than the places and the queue: the last is refused, and gets its answer before all others. */
const oneTooMany = (most: number, ask: () => Promise<Response>): Promise<Response>[] =>
  Array.from({ length: most + MOST_IN_LINE + 1 }, ask);

test('M17: one slow officer holds half of the connections at most, and waits for the rest; the others are answered', async () => {
  const path = `/api/chases?campaign=${campaign.id}`;
  let held: Promise<Response>[] = [];
  await whileLocked('chases', async () => {
    held = oneTooMany(MOST_OF_ONE, () => web.get(path, { ...slow.cookie, 'accept-language': 'zh-CN' }));
    const refused = await Promise.race(held);
    expect([refused.status, await refused.json()]).toEqual([
      429,
      expect.objectContaining({ code: 'too-many-at-once', message: expect.stringContaining('请等几秒再试') }),
    ]);
    await eventually(async () => expect(await waiting()).toBe(MOST_OF_ONE));
    expect((await web.get('/api/board', other.cookie)).status).toBe(200);
    expect((await web.get(`/r/${await campaign.token('report', '911')}`)).status).toBe(200);
  });
  expect((await statuses(held)).filter((status) => status !== 200)).toEqual([429]);
  expect((await chases(slow)).status).toBe(200);
});

test('M17: a request that was broken off keeps its place until its query has ended', async () => {
  await whileLocked('chases', async () => {
    const end = new AbortController();
    const held = oneTooMany(MOST_OF_ONE, () =>
      fetch(`${web.url}/api/chases?campaign=${campaign.id}`, { headers: slow.cookie, signal: end.signal }),
    );
    expect((await Promise.race(held)).status).toBe(429);
    await eventually(async () => expect(await waiting()).toBe(MOST_OF_ONE));
    end.abort();
    await Promise.allSettled(held);
    expect((await chases(slow)).status).toBe(429);
  });
  await eventually(async () => expect((await chases(slow)).status).toBe(200));
});

test('M17: a village has a limit by its link, and takes no place of the others behind its address', async () => {
  const [one, two] = [`/r/${await campaign.token('report', '911')}`, `/r/${await campaign.token('report', '912')}`];
  let held: Promise<Response>[] = [];
  await whileLocked('links', async () => {
    held = oneTooMany(MOST_OF_ONE, () => web.get(one));
    expect((await Promise.race(held)).status).toBe(429);
    await eventually(async () => expect(await waiting()).toBe(MOST_OF_ONE));
    held.push(web.get(two));
    await eventually(async () => expect(await waiting()).toBe(MOST_OF_ONE + 1));
  });
  expect((await statuses(held)).filter((status) => status !== 200)).toEqual([429]);
});

test('M17: an address without a known user has its own limit', async () => {
  const path = `/invitation/${'a'.repeat(43)}`;
  let held: Promise<Response>[] = [];
  await whileLocked('invitations', async () => {
    held = oneTooMany(MOST_OF_ADDRESS, () => web.get(path));
    expect((await Promise.race(held)).status).toBe(429);
  });
  expect((await statuses(held)).filter((status) => status >= 429)).toEqual([429]);
  expect((await web.get(path)).status).not.toBe(429);
});
