import pino from 'pino';
import { applyReceipts } from '../../delivery/receipts';
import { sweep } from '../../delivery/sweeper';
import { claimMessages } from '../../register/claims';
import { resendMessage } from '../../register/messages';
import { settleMessages } from '../../register/settling';
import { openPostOffice, type PostOffice } from '../support/post-office';

/** Nothing is lost and nothing is sent twice, whatever happens to the queue and to the workers. */
let office: PostOffice;
beforeEach(async () => {
  office = await openPostOffice();
});
afterEach(() => office.close());

const log = pino({ enabled: false });
const sweepOnce = () => sweep({ sql: office.sql, outbox: office.outbox, log });
/** As if the rows had last been touched ten minutes ago. */
const age = () => office.sql`update messages set touched_at = touched_at - interval '10 minutes'`;
const forgetJobs = async () => {
  for (const queue of office.outbox.queues) await queue.obliterate({ force: true });
};

test('the same job many times is one message', async () => {
  await office.write('early', { enqueue: false });
  const rows = await office.rows();
  const [sms] = office.outbox.queues.filter(({ name }) => name === 'sms-http');
  await sms?.addBulk(rows.flatMap(({ id }) => Array.from({ length: 20 }, () => ({ name: 'send', data: { id } }))));
  await office.deliver();
  await office.deliver();
  await office.settled('delivered');
  await office.outbox.enqueue(rows);
  expect(await office.texts()).toHaveLength(5);
});

test('of many that race for a row one gets it', async () => {
  const rows = await office.write('early', { enqueue: false });
  const ids = rows.map(({ id }) => id);
  const answers = await Promise.all(Array.from({ length: 5 }, () => claimMessages(office.sql, ids)));
  const claimed = answers.flatMap(({ claims }) => claims.map(({ id }) => id));
  expect(claimed.sort()).toEqual([...ids].sort());
  expect((await office.rows()).every(({ attempts, state }) => attempts === 1 && state === 'submitting')).toBe(true);
});

test('rows whose jobs are gone are handed to the queue again', async () => {
  await office.write('early');
  await forgetJobs();
  await office.deliver();
  await age();
  await sweepOnce();
  await office.settled('delivered');
  expect(await office.texts()).toHaveLength(5);
});

test('rows that were written while Redis was away are found by the running sweeper itself', async () => {
  await office.deliver();
  await office.write('early', { enqueue: false });
  await office.settled('delivered');
});

test('what a dead worker had in hand is unknown, is not sent again, and is resolved by its receipt', async () => {
  await office.write('early', { enqueue: false });
  const [first] = await office.rows();
  if (!first) throw new Error('no row');
  await claimMessages(office.sql, [first.id]);
  await age();
  await office.deliver();
  await sweepOnce();
  const rows = await office.settled('delivered', 'unknown');
  expect(rows.find(({ id }) => id === first.id)).toMatchObject({ state: 'unknown', reason: 'worker-died' });
  expect(await office.texts()).toHaveLength(4);
  await applyReceipts(office.sql, [
    {
      message: first.id,
      provider: 'http',
      ref: 'x',
      phone: '19900000911',
      event: 'receipt-delivered',
      code: 'DELIVRD',
      badNumber: false,
    },
  ]);
  await office.settled('delivered');
});

test('an attempt that was given up cannot settle the one after it', async () => {
  const [row] = await office.write('early', { enqueue: false });
  if (!row) throw new Error('no row');
  const first = await claimMessages(office.sql, [row.id]);
  await age();
  await sweepOnce();
  await resendMessage(office.sql, { id: row.id, force: true });
  const second = await claimMessages(office.sql, [row.id]);
  const [old, fresh] = [first.claims[0]?.token ?? '', second.claims[0]?.token ?? ''];
  expect(old).not.toBe(fresh);
  await settleMessages(office.sql, [{ id: row.id, token: old, event: 'refuse', reason: 'refused', submitted: true }]);
  expect((await office.rows())[0]?.state).toBe('submitting');
  await settleMessages(office.sql, [
    { id: row.id, token: fresh, event: 'accept', submitted: true, provider: 'http', ref: 'y' },
  ]);
  expect((await office.rows())[0]?.state).toBe('accepted');
});

test('an administrator sends again what failed, and what is unknown only on purpose', async () => {
  const [row] = await office.write('early', { enqueue: false });
  const id = row?.id ?? 0;
  await expect(resendMessage(office.sql, { id, force: true })).rejects.toThrow(
    'is queued; only a failed one is sent again',
  );
  await office.sql`update messages set state = 'unknown' where id = ${id}`;
  await expect(resendMessage(office.sql, { id, force: false })).rejects.toThrow('--force');
  await expect(resendMessage(office.sql, { id, force: true })).resolves.toEqual({ id, channel: 'sms' });
  await expect(resendMessage(office.sql, { id: 999_999, force: false })).rejects.toThrow('There is no message 999999');
});
