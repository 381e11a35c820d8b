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

/** Runs while nobody can read a table. */
const whileLocked = (table: string, run: () => Promise<void>): Promise<void> =>
  sql.begin(async (transaction) => {
    await transaction`lock table ${transaction(table)} in access exclusive mode`;
    await run();
  }) as Promise<never>;

const waiting = async () => {
  const [row] = await sql<{ n: number }[]>`select count(*)::int as n from pg_locks where not granted`;
  return row?.n ?? 0;
};

test('M17: one slow officer holds half of the connections at most, and waits for the rest; the others are answered', async () => {
  const held: Promise<Response>[] = [];
  await whileLocked('chases', async () => {
    for (let n = 0; n < MOST_OF_ONE + MOST_IN_LINE; n++) held.push(chases(slow));
    await eventually(async () => expect(await waiting()).toBe(MOST_OF_ONE));
    const refused = await web.get(`/api/chases?campaign=${campaign.id}`, {
      ...slow.cookie,
      'accept-language': 'zh-CN',
    });
    expect([refused.status, await refused.json()]).toEqual([
      429,
      expect.objectContaining({ code: 'too-many-at-once', message: expect.stringContaining('请等几秒再试') }),
    ]);
    expect((await web.get('/api/board', other.cookie)).status).toBe(200);
    expect((await web.get(`/r/${await campaign.token('report', '911')}`)).status).toBe(200);
  });
  expect(new Set(await statuses(held))).toEqual(new Set([200]));
  expect((await chases(slow)).status).toBe(200);
});

test('M17: a request that was broken off keeps its place until its query has ended', async () => {
  await whileLocked('chases', async () => {
    const end = new AbortController();
    const held = Array.from({ length: MOST_OF_ONE + MOST_IN_LINE }, () =>
      fetch(`${web.url}/api/chases?campaign=${campaign.id}`, { headers: slow.cookie, signal: end.signal }).catch(
        () => null,
      ),
    );
    await eventually(async () => expect(await waiting()).toBe(MOST_OF_ONE));
    end.abort();
    await Promise.all(held);
    expect((await chases(slow)).status).toBe(429);
  });
  await eventually(async () => expect((await chases(slow)).status).toBe(200));
});

test('M17: a village has a limit by its link, and takes no place of the others behind its address', async () => {
  const [one, two] = [`/r/${await campaign.token('report', '911')}`, `/r/${await campaign.token('report', '912')}`];
  const held: Promise<Response>[] = [];
  await whileLocked('links', async () => {
    for (let n = 0; n < MOST_OF_ONE + MOST_IN_LINE; n++) held.push(web.get(one));
    await eventually(async () => expect(await waiting()).toBe(MOST_OF_ONE));
    expect((await web.get(one)).status).toBe(429);
    held.push(web.get(two));
    await eventually(async () => expect(await waiting()).toBe(MOST_OF_ONE + 1));
  });
  expect(new Set(await statuses(held))).toEqual(new Set([200]));
});

test('M17: an address from which nobody is known has a limit of its own', async () => {
  const path = `/invitation/${'a'.repeat(43)}`;
  const held: Promise<Response>[] = [];
  await whileLocked('invitations', async () => {
    for (let n = 0; n < MOST_OF_ADDRESS + MOST_IN_LINE; n++) held.push(web.get(path));
    await eventually(async () => expect(await waiting()).toBeGreaterThan(MOST_OF_ONE));
    await eventually(async () => expect((await web.get(path)).status).toBe(429), 10_000);
  });
  expect((await statuses(held)).every((status) => status < 429)).toBe(true);
  expect((await web.get(path)).status).not.toBe(429);
});
