import { sweep } from '../../../delivery/engine/sweeper';
import { applyReceipts } from '../../../delivery/inbound/receipts';
import { resendMessage } from '../../../store/message/messages';
import { claimMessages } from '../../../store/message/outbox/claims';
import { settleMessages } from '../../../store/message/outbox/settling';
import { openPostOffice, type PostOffice } from '../../support/servers/post-office';

/** No message is lost or sent twice, also when queue or workers fail. */
let office: PostOffice;
beforeEach(async () => {
  office = await openPostOffice();
});
afterEach(() => office.close());

const sweepOnce = () => sweep(office.sweeping);
const CLAIMING = { provider: 'http', caps: { messages: 8, reminders: 3 } };
const LANE = { mode: 'rehearsal', provider: 'http', urgent: false } as const;
/** Makes the rows ten minutes old. */
const age = () => office.sql`update messages set touched_at = touched_at - interval '10 minutes'`;
const forgetJobs = async () => {
  for (const queue of office.outbox.queues()) await queue.obliterate({ force: true });
};

test('the same job many times is one message', async () => {
  await office.write('early');
  const rows = await office.rows();
  await office.queue(rows.map(({ id }) => id));
  const [sms] = office.outbox.queues().filter(({ name }) => name === 'rehearsal-http');
  await sms?.addBulk(
    rows.flatMap(({ id }) => Array.from({ length: 20 }, () => ({ name: 'send', data: { ids: [id] } }))),
  );
  await office.deliver();
  await office.deliver();
  await office.settled('delivered');
  await office.outbox.enqueue(
    LANE,
    rows.map(({ id }) => id),
  );
  expect(await office.texts()).toHaveLength(5);
});

test('of many that race for a row one gets it', async () => {
  const rows = await office.write('early');
  const ids = rows.map(({ id }) => id);
  await office.queue(ids);
  const answers = await Promise.all(Array.from({ length: 5 }, () => claimMessages(office.sql, ids, CLAIMING)));
  const claimed = answers.flatMap(({ claims }) => claims.map(({ id }) => id));
  expect(claimed.sort()).toEqual([...ids].sort());
  expect((await office.rows()).every(({ attempts, state }) => attempts === 1 && state === 'submitting')).toBe(true);
});

test('rows whose jobs are gone are handed to the queue again', async () => {
  const rows = await office.write('early');
  await office.queue(rows.map(({ id }) => id));
  await forgetJobs();
  await office.deliver();
  await age();
  await sweepOnce();
  await office.settled('delivered');
  expect(await office.texts()).toHaveLength(5);
});

test('rows that are written while a delivery process runs are found by it', async () => {
  await office.deliver();
  await office.write('early');
  await office.settled('delivered');
});

test('what a dead worker had in hand is unknown, is not sent again, and is resolved by its receipt', async () => {
  await office.write('early');
  const [first] = await office.rows();
  if (!first) throw new Error('no row');
  await office.queue([first.id]);
  await claimMessages(office.sql, [first.id], CLAIMING);
  await age();
  await office.deliver();
  await sweepOnce();
  const rows = await office.settled('delivered', 'unknown');
  expect(rows.find(({ id }) => id === first.id)).toMatchObject({ state: 'unknown', reason: 'worker-died' });
  expect(await office.texts()).toHaveLength(4);
  await applyReceipts(
    office.sql,
    [
      {
        message: first.id,
        provider: 'http',
        ref: 'x',
        phone: '19900000911',
        event: 'receipt-delivered',
        code: 'DELIVRD',
        badNumber: false,
      },
    ],
    'simulated',
  );
  await office.settled('delivered');
});

test('an attempt that was given up cannot settle the one after it', async () => {
  const [row] = await office.write('early');
  if (!row) throw new Error('no row');
  await office.queue([row.id]);
  const first = await claimMessages(office.sql, [row.id], CLAIMING);
  await age();
  await sweepOnce();
  await resendMessage(office.sql, { id: row.id, force: true });
  await office.queue([row.id]);
  const second = await claimMessages(office.sql, [row.id], CLAIMING);
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
  const [row] = await office.write('early');
  const id = row?.id ?? 0;
  await expect(resendMessage(office.sql, { id, force: true })).rejects.toThrow(
    `Message ${id} has not failed; only a failed one is sent again`,
  );
  await office.sql`update messages set state = 'unknown' where id = ${id}`;
  await expect(resendMessage(office.sql, { id, force: false })).rejects.toThrow('--force');
  await expect(resendMessage(office.sql, { id, force: true })).resolves.toEqual({ id, channel: 'sms' });
  await expect(resendMessage(office.sql, { id: 999_999, force: false })).rejects.toThrow('There is no message 999999');
});
