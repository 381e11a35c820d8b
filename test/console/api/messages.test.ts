import type { Rung } from '../../../domain/campaign/plan';
import { openFault } from '../../../store/message/faults';
import { climbRung } from '../../../store/round/rungs';
import { signIn } from '../../support/accounts';
import { type OpenCampaign, openCampaign } from '../../support/campaigns/campaign';
import { shanghai } from '../../support/campaigns/tiny';
import { BEARER, jsonOf, type TestConsole, testConsole } from '../../support/servers/console';
import { testDatabase } from '../../support/servers/database';

let database: Awaited<ReturnType<typeof testDatabase>>;
let web: TestConsole;
let campaign: OpenCampaign;
let failed = 0;
let unknown = 0;

beforeAll(async () => {
  database = await testDatabase();
  const { sql } = database;
  campaign = await openCampaign(sql, { now: shanghai('12-01 08:00') });
  web = await testConsole(sql, {});
  const rung = campaign.plan.stages
    .flatMap((s) => s.rounds.flatMap((r) => r.rungs))
    .find(({ id }) => id === 'early') as Rung;
  const round = campaign.rounds[0] ?? '';
  const now = rung.at;
  await campaign.at(now);
  await sql.begin((tx) => climbRung(tx, { campaign: campaign.id, round, rung, now, today: now.slice(0, 10) }));
  const [one, two] = await sql<{ id: number }[]>`select id from messages order by id limit 2`;
  [failed, unknown] = [one?.id ?? 0, two?.id ?? 0];
  await sql`update messages set state = 'failed', reason = 'refused', provider_code = 'isv.TEST' where id = ${failed}`;
  await sql`update messages set state = 'unknown', reason = 'no-answer' where id = ${unknown}`;
  await openFault(sql, { kind: 'provider-account', scope: 'aliyun', detail: { code: 'isv.AMOUNT_NOT_ENOUGH' } });
});
afterAll(async () => {
  await web.close();
  await database.drop();
});

const post = (path: string, body: object, headers: Record<string, string> = BEARER) => web.send(path, body, headers);
const search = async (where: Record<string, string>, page: { limit?: number; after?: string | null } = {}) =>
  jsonOf<{ rows: Found[]; next: string | null; total: number | null }>(
    post('/api/tables/messages', { where: { campaign: campaign.id, ...where }, ...page }),
  );
const resend = (id: number, confirmed = false) => post(`/api/messages/${id}/resend`, { confirmed });
const stateOf = async (id: number) =>
  (await database.sql<{ state: string }[]>`select state from messages where id = ${id}`)[0]?.state;

interface Found {
  id: number;
  state: string;
  contact: string | null;
  why: { 'zh-CN': string; en: string } | null;
}

test('messages are found by state, place, person, kind and day, with the cause in words', async () => {
  const { rows, total } = await search({ state: 'failed' });
  expect(rows).toMatchObject([
    { id: failed, zone: 'Asia/Shanghai', why: { 'zh-CN': '被通道拒绝' }, reason: 'refused' },
  ]);
  expect(total).toBe(1);
  const found = async (where: Record<string, string>) => (await search(where)).rows.length;
  expect(await found({ state: 'failed', regionName: '一' })).toBe(1);
  expect(await found({ state: 'failed', regionName: '%' })).toBe(0);
  expect((await search({ contact: '甲911' })).rows).toMatchObject([{ contact: '甲**' }]);
  expect(await found({ contact: '19900000911' })).toBe(1);
  expect(await found({ says: 'reminder,task', plannedAt: '2026-12-01..2026-12-31' })).toBe(5);
  expect(await found({ says: 'reply-unclear' })).toBe(0);
  expect(await found({ plannedAt: '..2026-11-01' })).toBe(0);
  const first = await search({}, { limit: 2 });
  expect(first).toMatchObject({ total: 5 });
  expect((await search({}, { after: first.next })).rows).toHaveLength(3);
});

test('a role that may see no person does not find one either', async () => {
  const ops = await signIn(database.sql, 'ops');
  const refused = await post('/api/tables/messages', { where: { contact: '甲911' } }, ops.headers);
  expect(await refused.json()).toMatchObject({ code: 'table-no-filter' });
  const { rows } = await jsonOf<{ rows: Found[] }>(post('/api/tables/messages', {}, ops.headers));
  expect(rows.length).toBeGreaterThan(1);
  expect(rows.map(({ contact }) => contact)).toEqual(rows.map(() => null));
  const life = await (await web.get(`/api/messages/${failed}`, ops.cookie)).text();
  expect(life).not.toMatch(/甲9|1990000/);
});

test('a message tells its whole life', async () => {
  const life = await jsonOf<{ code: string; moves: object[] }>(web.get(`/api/messages/${failed}`, BEARER));
  expect(life.code).toBe('isv.TEST');
  expect(life.moves).toMatchObject([{ after: 'planned' }, { before: 'planned', after: 'failed' }]);
  expect((await web.get('/api/messages/999999', BEARER)).status).toBe(404);
});

test('the text is shown without the token of its link, which would open the form to every reader', async () => {
  const token = await campaign.token('report', '911');
  await database.sql`update messages set text = ${`甲911点这里填：https://nuandong.test/r/${token}`} where id = ${failed}`;
  const { text } = await jsonOf<{ text: string }>(web.get(`/api/messages/${failed}`, BEARER));
  expect(text).toBe('甲**点这里填：https://nuandong.test/r/…');
});

test('what needs a hand is listed', async () => {
  const { faults } = await jsonOf<{ faults: object[] }>(web.get('/api/faults', BEARER));
  expect(faults).toMatchObject([{ kind: 'provider-account', scope: 'aliyun' }]);
});

test('a failed one is sent again, an unknown one only by a user who has made sure; never twice', async () => {
  expect((await resend(failed)).status).toBe(200);
  expect(await stateOf(failed)).toBe('planned');
  expect((await resend(failed)).status).toBe(409);
  expect((await resend(unknown)).status).toBe(409);
  expect(await stateOf(unknown)).toBe('unknown');
  expect((await resend(unknown, true)).status).toBe(200);
  expect(await stateOf(unknown)).toBe('planned');
  expect((await resend(999_999)).status).toBe(404);
});
