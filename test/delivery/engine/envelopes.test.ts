import { feed } from '../../../delivery/engine/feeder';
import { clearUp, sweep } from '../../../delivery/engine/sweeper';
import { applyReceipts } from '../../../delivery/inbound/receipts';
import { plusMs } from '../../../domain/instant';
import { claimMessages } from '../../../store/message/outbox/claims';
import { ordinaryMessages } from '../../../store/message/outbox/feeding';
import { settleMessages } from '../../../store/message/outbox/settling';
import { letGo, restOf, step } from '../../../store/rehearsal/steps';
import { shanghai } from '../../support/campaigns/tiny';
import { eventually } from '../../support/eventually';
import { openPostOffice, type PostOffice } from '../../support/servers/post-office';
import { threeStages } from '../../support/villages/village';

/** Three rounds for five villages, all open since the same morning: one person gets one message at one moment. */
let office: PostOffice;
beforeEach(async () => {
  office = await openPostOffice({ definition: threeStages });
});
afterEach(() => office.close());

const ROUNDS = ['survey', 'publicity', 'visits'];
const MORNING = shanghai('12-01 09:00');

/** Writes the rows of the three workflows at the same moment. */
async function writeAll(rung: string, rounds = ROUNDS, at = MORNING) {
  for (const round of rounds) await office.write(rung, { round, at });
}
const textsTo = async (phone: string) =>
  (await office.texts()).filter((sms) => sms.phone === phone).map(({ text }) => text);
const VILLAGE = '19900000911';
const CLAIMING = { provider: 'http', caps: { messages: 8, reminders: 3 } };
/** Makes the rows that wait in the queue, or are in a worker's hand, ten minutes old. */
const age = (state: 'queued' | 'submitting') =>
  office.sql`update messages set touched_at = touched_at - interval '10 minutes' where state = ${state}`;
const receiptOf = (message = 0) => ({
  message,
  provider: 'http',
  ref: 'x',
  phone: VILLAGE,
  event: 'receipt-delivered' as const,
  code: 'DELIVRD',
  badNumber: false,
});
const of = async (region: string) => (await office.rows()).filter((row) => row.region === region);

test('a village with three rounds due gets one SMS that names the three, with one link; all three are delivered', async () => {
  await writeAll('open');
  await office.deliver();
  await office.settled('delivered');
  expect(await office.texts()).toHaveLength(5);
  const [text] = await textsTo(VILLAGE);
  expect(text).toMatch(/一村.*3项要报：摸底、宣传、慰问.*最早12月3日到期.*https:\/\/nd\.example\.org\/r\/[\w-]+$/);
  const rows = await of('911');
  expect(rows.map(({ state, attempts }) => [state, attempts])).toEqual(Array(3).fill(['delivered', 1]));
  expect(rows.map(({ segments }) => segments)).toEqual([2, null, null]);
});

test('a village that has reported to one of three meanwhile is told of two', async () => {
  await writeAll('open');
  await feed({ ...office.sweeping, env: office.env });
  // The first of them is the lead in the queue.
  await office.sql`update asks set reported_at = ${MORNING} where unit_code = '911' and key = 'survey'`;
  await office.deliver();
  await office.settled('delivered', 'cleared');
  expect(await textsTo(VILLAGE)).toEqual([expect.stringContaining('2项要报：宣传、慰问')]);
  expect((await of('911')).map(({ state, reason }) => [state, reason])).toEqual([
    ['cleared', 'reported'],
    ['delivered', null],
    ['delivered', null],
  ]);
});

test('what waits is looked at anew when it may go out: held over night, two are left, and go out as one', async () => {
  await office.deliver();
  await writeAll('open', ROUNDS, shanghai('12-01 23:00'));
  await office.settled('held');
  await office.sql`update asks set reported_at = ${MORNING} where unit_code = '911' and key = 'visits'`;
  await office.campaign.at(shanghai('12-02 08:30'));
  await office.settled('delivered', 'cleared');
  expect(await textsTo(VILLAGE)).toEqual([expect.stringContaining('2项要报：摸底、宣传')]);
});

test('a worker that dies with several in hand leaves all of them unknown; the receipt of the one settles them all', async () => {
  await writeAll('open');
  const ids = (await of('911')).map(({ id }) => id);
  await office.queue(ids);
  const { claims } = await claimMessages(office.sql, ids, CLAIMING);
  expect(claims.map(({ id, together }) => [id, together.map((one) => one.id)])).toEqual([[ids[0], ids]]);
  await age('submitting');
  await sweep(office.sweeping);
  expect((await of('911')).map(({ state, reason }) => [state, reason])).toEqual(
    Array(3).fill(['unknown', 'worker-died']),
  );
  await applyReceipts(office.sql, [receiptOf(ids[0])], 'simulated');
  expect((await of('911')).map(({ state }) => state)).toEqual(Array(3).fill('delivered'));
  await office.deliver();
  await office.settled('delivered');
  expect(await textsTo(VILLAGE)).toEqual([]);
});

test('the provider is asked about the one that led; when it never had it, all go out once more, as one', async () => {
  await writeAll('open');
  const ids = (await of('911')).map(({ id }) => id);
  await office.queue(ids);
  const { claims } = await claimMessages(office.sql, ids, CLAIMING);
  await settleMessages(
    office.sql,
    claims.map(({ id, token }) => ({
      id,
      token,
      event: 'lose',
      reason: 'no-answer',
      submitted: true,
      provider: 'http',
    })),
  );
  expect((await of('911')).map(({ state, releaseAt }) => [state, releaseAt !== null])).toEqual([
    ['unknown', true],
    ['unknown', false],
    ['unknown', false],
  ]);
  await office.sql`update messages set lane = 'rehearsal-http' where id = any(${ids})`;
  await office.campaign.at(plusMs(MORNING, 3_600_000));
  await clearUp(office.sweeping);
  expect((await of('911')).map(({ state, reason }) => [state, reason])).toEqual(
    Array(3).fill(['retry', 'never-taken']),
  );
  await office.deliver();
  await office.settled('delivered');
  expect(await textsTo(VILLAGE)).toHaveLength(1);
});

test('when the SMS does not arrive, each goes the next way, and they share it again', async () => {
  await fetch(`${office.gateway.url}/wrong-numbers`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify([VILLAGE]),
  });
  await writeAll('open');
  const { id: campaign } = office.campaign;
  await step(office.sql, campaign, MORNING);
  await office.deliver();
  expect(await restOf(office.sql, campaign)).toMatchObject({ unripe: true });
  await letGo(office.sql, campaign);
  await eventually(async () => expect(await of('911')).toHaveLength(6));
  await office.settled('delivered', 'failed', 'planned');
  // The messages that follow the failed ones also wait for their like.
  expect(await textsTo('19900010911')).toEqual([]);
  expect(await restOf(office.sql, campaign)).toMatchObject({ unripe: true });
  // The request to correct the number is written only then, and goes in its own turn.
  await eventually(async () => {
    await letGo(office.sql, campaign);
    expect(await restOf(office.sql, campaign)).toMatchObject({ underWay: false, unripe: false });
  });
  await office.settled('delivered', 'failed');
  const rows = await of('911');
  expect(rows.map(({ state }) => state)).toEqual([...Array(3).fill('failed'), ...Array(3).fill('delivered')]);
  expect(await textsTo('19900010911')).toEqual([expect.stringContaining('3项要报')]);
});

test('one that cannot be claimed does not stop the others', async () => {
  await writeAll('open');
  const [bad, ...others] = await of('911');
  await office.sql`update messages set params = '{"silent": "x"}', attempts = 32767 where id = ${bad?.id ?? 0}`;
  await office.deliver();
  await eventually(async () => {
    await age('queued');
    const states = (await of('911')).map(({ state }) => state);
    expect(states.slice(1)).toEqual(['delivered', 'delivered']);
  });
  expect(others).toHaveLength(2);
  expect((await of('911'))[0]?.state).toBe('queued');
});

test('three count as one against the day of a number', async () => {
  await writeAll('open');
  await office.deliver({ SMS_PER_NUMBER_DAY: 1 });
  await office.settled('delivered');
  expect([...(await office.sql`select distinct messages from number_days`)]).toEqual([{ messages: 1 }]);
});

test('a superior gets one digest of all rounds, whose link shows who is silent in each', async () => {
  await writeAll('digest', ROUNDS, shanghai('12-03 17:00'));
  await office.deliver();
  await office.settled('delivered');
  const texts = await textsTo('19900000091');
  expect(texts).toEqual([expect.stringMatching(/东乡有3项没有报齐：摸底还差3个、宣传还差3个、慰问还差3个.*\/a\//)]);
  expect(await office.texts()).toHaveLength(2);
});

test('chases go alone, and wait like all others until a rehearsal lets them go', async () => {
  const { id: campaign } = office.campaign;
  const now = shanghai('12-04 10:00');
  await writeAll('chase', ROUNDS, now);
  const ready = () => ordinaryMessages(office.sql, { campaign, channel: 'sms', now, most: 5 });
  expect(await ready()).not.toEqual([]);
  await step(office.sql, campaign, now);
  expect(await ready()).toEqual([]);
  expect(await restOf(office.sql, campaign)).toMatchObject({ underWay: false, unripe: true });
  await letGo(office.sql, campaign);
  await office.deliver();
  await office.settled('delivered');
  expect(await textsTo('19900000091')).toHaveLength(3);
});

test('by the wall clock each waits a moment for the others; in a rehearsal until it lets them go', async () => {
  await writeAll('open');
  const { id: campaign } = office.campaign;
  const ready = async () => {
    const found = await ordinaryMessages(office.sql, { campaign, channel: 'sms', now: MORNING, most: 5 });
    return found.map(({ beside }) => beside.length);
  };
  expect(await ready()).toEqual(Array(5).fill(2));
  await step(office.sql, campaign, MORNING);
  expect(await ready()).toEqual([]);
  expect(await restOf(office.sql, campaign)).toMatchObject({ underWay: false, unripe: true });
  await letGo(office.sql, campaign);
  expect(await ready()).toEqual(Array(5).fill(2));
  await office.sql`update campaigns set clock_at = null, ripe_at = null`;
  // Written just now, on a machine that may be slow.
  await office.sql`update messages set touched_at = clock_timestamp() + interval '1 hour'`;
  expect(await ready()).toEqual([]);
  await office.sql`update messages set touched_at = clock_timestamp() - interval '3 seconds'`;
  expect(await ready()).toEqual(Array(5).fill(2));
});
