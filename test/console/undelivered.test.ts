import type { Rung } from '../../domain/plan';
import { openFault } from '../../register/faults';
import { climbRung } from '../../register/rungs';
import { type OpenCampaign, openCampaign } from '../support/campaign';
import { BEARER, type TestConsole, testConsole } from '../support/console';
import { testDatabase } from '../support/database';
import { shanghai } from '../support/tiny';

/** The page of what did not arrive. */
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

const list = async (query = '') => (await web.get(`/undelivered?campaign=${campaign.id}${query}`, BEARER)).text();
const resend = (id: number, fields: Record<string, string> = {}) =>
  fetch(`${web.url}/messages/${id}/resend`, {
    method: 'POST',
    redirect: 'manual',
    headers: { ...BEARER, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ campaign: campaign.id, ...fields }),
  });
const stateOf = async (id: number) =>
  (await database.sql<{ state: string }[]>`select state from messages where id = ${id}`)[0]?.state;

test('it is for administrators', async () => {
  const answer = await web.get('/undelivered');
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/login']);
});

test('it shows causes and faults, and no person', async () => {
  const html = await list();
  expect(html).toContain('被通道拒绝');
  expect(html).toContain('isv.TEST');
  expect(html).toContain('短信平台账户异常或余额不足');
  expect(await list('&lang=en')).toContain('The account with the SMS provider is locked or empty');
  const people = await database.sql<{ name: string; phone: string | null }[]>`select name, phone from contacts`;
  for (const { name, phone } of people) {
    expect(html).not.toContain(`>${name}<`);
    if (phone) expect(html).not.toContain(phone);
  }
});

test('a failed one is sent again, an unknown one only by whoever made sure; never twice', async () => {
  const first = await resend(failed);
  expect([first.status, first.headers.get('location')]).toEqual([303, `/undelivered?campaign=${campaign.id}`]);
  expect(await stateOf(failed)).toBe('planned');
  expect((await resend(failed)).status).toBe(409);
  expect((await resend(unknown)).status).toBe(409);
  expect(await stateOf(unknown)).toBe('unknown');
  expect((await resend(unknown, { confirmed: 'true' })).status).toBe(303);
  expect(await stateOf(unknown)).toBe('planned');
  expect((await resend(999_999)).status).toBe(404);
});
