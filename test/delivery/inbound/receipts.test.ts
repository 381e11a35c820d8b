import { applyReceipts as applyAs } from '../../../delivery/inbound/receipts';
import { plusMs } from '../../../domain/instant';
import { missReceipts } from '../../../store/message/messages';
import type { Receipt } from '../../../store/message/outbox/settlement';
import { moveReceipted, settleMessages } from '../../../store/message/outbox/settling';
import { restOf } from '../../../store/rehearsal/steps';
import { posts } from '../../support/campaigns/people';
import { shanghai } from '../../support/campaigns/tiny';
import { eventually } from '../../support/eventually';
import { openPostOffice, type PostOffice } from '../../support/servers/post-office';

let office: PostOffice;
beforeEach(async () => {
  office = await openPostOffice();
});
afterEach(() => office.close());

const PHONE = '19900000911';
/** From the simulator, because the campaign is a rehearsal. */
const applyReceipts = (sql: PostOffice['sql'], receipts: readonly Receipt[]) => applyAs(sql, receipts, 'simulated');
const receipt = (message: number, changes: Partial<Receipt> = {}): Receipt => ({
  message,
  provider: 'http',
  ref: `r-${message}`,
  phone: PHONE,
  event: 'receipt-delivered',
  code: 'DELIVRD',
  badNumber: false,
  ...changes,
});
const failure = (message: number): Receipt => receipt(message, { event: 'receipt-failed', code: 'MK:0099' });
const DAY_MS = 86_400_000;
const PUSH = { headers: {}, url: '/' };

/** One message that the provider has taken, still without its receipt. */
async function accepted(): Promise<number> {
  const [row] = await office.write('early');
  if (!row) throw new Error('no row');
  await office.sql`delete from messages where id <> ${row.id}`;
  await office.sql`
    update messages set state = 'accepted', provider = 'http', lane = 'rehearsal-http', sent_to = ${PHONE}, provider_ref = ${`r-${row.id}`}, attempts = 1,
           accepted_at = campaign_now(campaign_id), submitted_at = campaign_now(campaign_id),
           release_at = campaign_now(campaign_id) + interval '24 hours'`;
  return row.id;
}
const state = async () => {
  const [row] = await office.rows();
  return row && `${row.state} ${row.reason} ${row.code}`;
};

test('a wrong number fails the message; a rehearsal remembers that for itself alone', async () => {
  await fetch(`${office.gateway.url}/wrong-numbers`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(['19900000911']),
  });
  await office.deliver();
  await office.write('early');
  const rows = await office.settled('delivered', 'failed');
  expect(rows.filter(({ state: now }) => now === 'failed')).toMatchObject([
    { region: '911', reason: 'undelivered', code: 'MK:0001' },
  ]);
  expect(await office.sql`select 1 from contacts where phone_bad is not null`).toHaveLength(0);
  // The deputy answers from now on.
  const next = await office.write('due');
  const told = await office.sql`
    select c.role from messages m join ${posts(office.sql)} c on c.id = m.contact_id
    where m.rung = 'due' and m.region_code = '911' and m.id = any(${next.map(({ id }) => id)})`;
  expect([...told]).toEqual([{ role: 'deputy' }]);
});

test('in a live campaign a wrong number is remembered at the contact', async () => {
  const id = await accepted();
  await office.sql`update campaigns set mode = 'live'`;
  const [to] =
    await office.sql`select c.id, c.phone from messages m join contacts c on c.id = m.contact_id where m.id = ${id}`;
  await applyAs(
    office.sql,
    [receipt(id, { event: 'receipt-failed', code: 'MK:0001', badNumber: true, phone: to?.phone })],
    'live',
  );
  expect([...(await office.sql`select id, phone_bad as why from contacts where phone_bad is not null`)]).toEqual([
    { id: to?.id, why: 'MK:0001' },
  ]);
});

test('a number that was corrected in the meantime is not marked', async () => {
  const id = await accepted();
  await office.sql`update contacts set phone = '19900009999' where id = (select contact_id from duties where region_code = '911' and not deputy)`;
  await applyReceipts(office.sql, [receipt(id, { event: 'receipt-failed', code: 'MK:0001', badNumber: true })]);
  expect(await state()).toBe('failed undelivered MK:0001');
  expect(await office.sql`select 1 from contacts where phone_bad is not null`).toHaveLength(0);
});

test('a receipt may come a thousand times', async () => {
  const id = await accepted();
  const changed = await applyReceipts(
    office.sql,
    Array.from({ length: 1000 }, () => receipt(id)),
  );
  expect(changed).toBe(1);
  expect(await state()).toBe('delivered null DELIVRD');
});

test('a failure after a delivery changes nothing, nor a delivery after a failure', async () => {
  const id = await accepted();
  await applyReceipts(office.sql, [receipt(id), failure(id)]);
  expect(await state()).toBe('delivered null DELIVRD');
  await office.sql`update messages set state = 'accepted'`;
  await applyReceipts(office.sql, [failure(id), receipt(id)]);
  expect(await state()).toBe('failed undelivered MK:0099');
});

test('without a receipt the outcome is unknown; a late one settles it', async () => {
  const id = await accepted();
  expect((await restOf(office.sql, office.campaign.id)).underWay).toBe(false);
  await office.campaign.at(plusMs(shanghai('12-02 09:30'), DAY_MS - 1));
  expect(await missReceipts(office.sql)).toBe(0);
  await office.campaign.at(plusMs(shanghai('12-02 09:30'), DAY_MS));
  expect(await missReceipts(office.sql)).toBe(1);
  expect(await state()).toBe('unknown no-receipt null');
  expect((await restOf(office.sql, office.campaign.id)).underWay).toBe(false);
  await applyReceipts(office.sql, [receipt(id)]);
  expect(await state()).toBe('delivered null DELIVRD');
});

test("a receipt may be quicker than the provider's own answer", async () => {
  const id = await accepted();
  const token = '11111111-1111-4111-8111-111111111111';
  await office.sql`update messages set state = 'submitting', token = ${token}, provider = null, provider_ref = null`;
  await applyReceipts(office.sql, [receipt(id)]);
  await settleMessages(office.sql, [
    { id, token, event: 'accept', submitted: true, provider: 'http', ref: 'r-1', text: '您好', segments: 1 },
  ]);
  expect((await office.rows())[0]).toMatchObject({ state: 'delivered', text: '您好', segments: 1 });
});

test('an answer that is written down at the same moment as its receipt does not undo it', async () => {
  const id = await accepted();
  const token = '11111111-1111-4111-8111-111111111111';
  await office.sql`update messages set state = 'submitting', token = ${token}`;
  let settling: Promise<void> = Promise.resolve();
  await office.sql.begin(async (tx) => {
    await moveReceipted(tx, [receipt(id)], { by: 'simulated', attempts: 5 });
    settling = settleMessages(office.sql, [
      { id, token, event: 'accept', submitted: true, provider: 'http', ref: 'r-1' },
    ]);
    await eventually(async () => {
      const waiting =
        await office.sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
      expect(waiting).toHaveLength(1);
    });
  });
  await settling;
  expect(await state()).toBe('delivered null DELIVRD');
});

test('a phone that was off is tried again half an hour later, and not for ever', async () => {
  const id = await accepted();
  const off = receipt(id, { event: 'receipt-temporary', code: 'EXPIRED' });
  await applyReceipts(office.sql, [off]);
  expect((await office.rows())[0]).toMatchObject({ state: 'retry', releaseAt: shanghai('12-02 10:00') });
  await office.sql`update messages set state = 'accepted', attempts = 5`;
  await applyReceipts(office.sql, [off]);
  expect(await state()).toBe('failed undelivered EXPIRED');
});

test("a receipt without our number is found by the provider's", async () => {
  const id = await accepted();
  await applyReceipts(office.sql, [receipt(id, { message: null })]);
  expect(await state()).toBe('delivered null DELIVRD');
});

test('receipts of another shape are refused, so that they come again', async () => {
  const { take } = office.hook('simulator', 'http', 'receipts');
  await expect(take({ nonsense: true }, PUSH)).rejects.toThrow();
  const stray = { id: 'a', outId: 'no number', phone: '1', status: 'DELIVRD' };
  await expect(take([stray], PUSH)).resolves.toEqual({ code: 'OK' });
});
