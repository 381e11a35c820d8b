import { randomUUID } from 'node:crypto';
import { createThrottle } from '../../../store/account/throttle';
import type { Sql } from '../../../store/db/db';
import { closePostings } from '../../../store/posting/close-postings';
import { postingAddress } from '../../../store/posting/posted';
import { type OpenCampaign, openCampaign, TEST_SECRET } from '../../support/campaigns/campaign';
import { listDefinition } from '../../support/campaigns/list-definition';
import { checkedRows, notedPostings, post } from '../../support/campaigns/posted';
import { specimen, TEST_SECRET_OF_PEOPLE } from '../../support/campaigns/rows';
import { shanghai } from '../../support/campaigns/tiny';
import { BEARER, consoleEnv, jsonOf, type TestConsole, testConsole } from '../../support/servers/console';
import { testDatabase } from '../../support/servers/database';
import { emptyTables } from '../../support/servers/empty-tables';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let web: TestConsole;
let campaign: OpenCampaign;
let path: string;
let posting: number;

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  web = await testConsole(sql, { env: consoleEnv({ PEOPLE_KEY: TEST_SECRET_OF_PEOPLE }) });
});
afterAll(async () => {
  await web.close();
  await database.drop();
});
beforeEach(async () => {
  await emptyTables(sql, 'regions', 'campaigns', 'people', 'sign_in_failures');
  campaign = await openCampaign(sql, { definition: listDefinition() });
  await checkedRows(sql, campaign, { '911': [1, 2, 3] });
  await post(sql, campaign.id, notedPostings());
  const [row] = await sql<{ id: number }[]>`select id from postings`;
  posting = row?.id ?? 0;
  path = new URL(postingAddress('http://a', TEST_SECRET, posting)).pathname;
});

const say = (fields: Record<string, string>, key: string = randomUUID()) => web.submit(path, { key, ...fields });
const receiptIn = async (answer: Response) => /class="receipt">([^<]+)</.exec(await answer.text())?.[1];
const cases = () =>
  sql<{ kind: string; entry: number | null }[]>`select kind, entry_id as entry from cases order by id`;
const states = async () =>
  (await sql<{ state: string }[]>`select state from entries order by id`).map(({ state }) => state);

describe('the page of a posting', () => {
  it('shows masked rows to everybody, and is kept nowhere', async () => {
    const answer = await web.get(path);
    expect([answer.status, answer.headers.get('cache-control'), answer.headers.get('x-robots-tag')]).toEqual([
      ...[200, 'no-store', 'noindex, nofollow'],
    ]);
    const html = await answer.text();
    expect(html).toContain('张**');
    expect(html).not.toMatch(new RegExp(`李某|${specimen(1)}|<script`));
    expect((await web.get(`${path.slice(0, -1)}!`)).status).toBe(404);
  });

  it('is gone when the posting is over, and what is said is still taken', async () => {
    await campaign.at(shanghai('12-08 00:00'));
    const gone = await web.get(path);
    expect(gone.status).toBe(410);
    expect(await gone.text()).not.toContain('张**');
    expect((await say({ text: '第一号不符合条件' })).status).toBe(200);
    expect((await cases()).map(({ kind }) => kind)).toEqual(['complaint']);
  });

  it('D.8: takes an objection at 23:59 of the last day, and a complaint at 00:01, which holds nothing', async () => {
    await campaign.at(shanghai('12-07 23:59'));
    await say({ number: '1', text: '他家有车' });
    await campaign.at(shanghai('12-08 00:01'));
    await say({ number: '2', text: '他家也有车' });
    expect((await cases()).map(({ kind }) => kind)).toEqual(['objection', 'complaint']);
    expect(await states()).toEqual(['held', 'in', 'in']);
    const { figures } = await jsonOf<{ figures: object }>(web.get(`/api/postings?campaign=${campaign.id}`, BEARER));
    expect(figures).toMatchObject({ posted: 3, objections: 1, late: 1, upheld: 0, confirmed: 0 });
  });

  it('gives the first receipt to a second sending, and asks again for a number that is not there', async () => {
    const key = randomUUID();
    const first = await receiptIn(await say({ number: '第1号', text: '他家有车', from: '' }, key));
    expect(await receiptIn(await say({ number: '1', text: '他家有车' }, key))).toBe(first);
    const wrong = await say({ number: '9', text: '他家有车' });
    expect([wrong.status, (await wrong.text()).includes('他家有车')]).toEqual([422, true]);
    expect((await cases()).length).toBe(1);
    expect(web.client.cases.map(({ kind }) => kind)).toContain('objection');
  });

  it('takes a family that is missing, sealed, and slows down who sends too much', async () => {
    await say({ text: '北坡赵某家没有列入', from: '某人 19900000001' });
    expect((await cases())[0]).toMatchObject({ kind: 'nomination', entry: null });
    const [all] = await sql<{ all: string }[]>`select string_agg(s::text, '') as all from case_statements s`;
    expect(all?.all).not.toContain('赵某');
    let status = 200;
    for (let nth = 0; nth < 8 && status === 200; nth += 1) status = (await say({ text: '再说一次' })).status;
    expect(status).toBe(429);
  });

  it('slows down an address for all postings of live campaigns, and for none of a rehearsal', async () => {
    const throttle = createThrottle(sql, TEST_SECRET);
    await throttle.attempt({ login: 'posting elsewhere', address: '127.0.0.1' });
    await sql`update sign_in_failures set next_at = clock_timestamp() + interval '1 minute'`;
    const heardOf = async (mode: 'live' | 'rehearsal') => {
      await sql`update campaigns set mode = ${mode}`;
      return (await say({ text: '漏了一户' })).status;
    };
    expect([await heardOf('rehearsal'), await heardOf('live')]).toEqual([200, 429]);
  });

  it('D.8: counts a paper by the day on it, with its photo', async () => {
    await campaign.at(shanghai('12-09 10:00'));
    const { PHOTO } = await import('../../../rehearsal/people/photo');
    const photo = PHOTO.bytes.toString('base64');
    const paper = (handedOver: string) =>
      web.send(`/api/postings/${posting}/said`, { number: 2, text: '他家有车', paper: { handedOver, photo } }, BEARER);
    expect(await jsonOf(paper('2026-12-07'))).toMatchObject({ kind: 'objection' });
    expect(await jsonOf(paper('2026-12-08'))).toMatchObject({ kind: 'complaint' });
    expect((await paper('2026-12-10')).status).toBe(409);
    expect(await states()).toEqual(['in', 'held', 'in']);
  });

  it('D.4, PEERS 9: one row stops, the others go on; upheld, it is gone from the next version', async () => {
    const { case: id } = await jsonOf<{ case: number }>(
      web.send(`/api/postings/${posting}/said`, { number: 2, text: '他家有车' }, BEARER),
    );
    await jsonOf(web.send(`/api/postings/${posting}/said`, { number: 3, text: '他家也有车' }, BEARER));
    await campaign.at(shanghai('12-03 10:00'));
    const decide = (of: number, outcome: string) =>
      jsonOf(web.send(`/api/cases/${of}/answer`, { outcome, reason: '已入户核实' }, BEARER));
    expect(await decide(id, 'upheld')).toMatchObject({ case: id });
    const html = await (await web.get(path)).text();
    expect(html).toContain('第2版');
    expect([...html.matchAll(/<tr><td class="number">(\d+)</g)].map(([, number]) => number)).toEqual(['1', '3']);
    // Whoever has seen the first version is heard, too; the row has left, so nothing is held.
    expect(await receiptIn(await say({ number: '2', text: '这户在城里有房' }))).toMatch(/\d/);
    expect((await cases()).at(-1)).toMatchObject({ kind: 'complaint', entry: expect.any(Number) });
    const [lot] = await sql<{ id: number }[]>`select id from posting_lots`;
    await sql.begin((tx) => closePostings(tx, { lot: lot?.id ?? 0, now: shanghai('12-08 00:00') }));
    const rows = () => sql`select state, done, burns from entries order by id`;
    expect(await rows()).toMatchObject([
      { state: 'in', done: 3 },
      { state: 'out', done: 2, burns: true },
      { state: 'held', done: 2 },
    ]);
    await decide(id + 1, 'rejected');
    expect((await rows())[2]).toMatchObject({ state: 'in', done: 3 });
    const { figures } = await jsonOf<{ figures: object }>(web.get(`/api/postings?campaign=${campaign.id}`, BEARER));
    expect(figures).toMatchObject({ posted: 3, objections: 2, late: 1, upheld: 1, confirmed: 2 });
  });
});
