import { clearUp } from '../../../delivery/engine/sweeper';
import { createTransports } from '../../../delivery/engine/transports';
import { plusMs } from '../../../domain/instant';
import { shanghai } from '../../support/campaigns/tiny';
import { openPostOffice, type PostOffice } from '../../support/servers/post-office';

/** A message that was submitted with no answer: only the provider knows whether it took it. */
let office: PostOffice;
beforeEach(async () => {
  office = await openPostOffice();
});
afterEach(() => office.close());

const LOST_AT = shanghai('12-02 09:30');
const MINUTE = 60_000;
const clearUpAt = async (minutes: number) => {
  await office.campaign.at(plusMs(LOST_AT, minutes * MINUTE));
  await clearUp(office.sweeping);
};
const state = async () => {
  const [row] = await office.rows();
  return row && { state: row.state, reason: row.reason, releaseAt: row.releaseAt };
};

/** A gateway where nobody answers. */
const noGateway = () =>
  createTransports({ ...office.env, REHEARSAL_SMS_URL: 'http://127.0.0.1:9' }, () => ({
    receipts: () => Promise.resolve(),
    replies: () => Promise.resolve(),
  }));

async function lost(): Promise<number> {
  const [row] = await office.write('early');
  if (!row) throw new Error('no row');
  await office.sql`delete from messages where id <> ${row.id}`;
  await office.sql`
    update messages set state = 'unknown', reason = 'no-answer', provider = 'http', lane = 'rehearsal-http', sent_to = '19900000911', attempts = 1,
           submitted_at = ${LOST_AT}, release_at = ${plusMs(LOST_AT, 2 * MINUTE)}`;
  return row.id;
}

test('what the provider never took is sent again, but not before the provider was asked', async () => {
  await lost();
  await clearUpAt(1);
  expect(await state()).toMatchObject({ state: 'unknown', reason: 'no-answer' });
  await clearUpAt(2);
  expect(await state()).toMatchObject({ state: 'retry', reason: 'never-taken' });
  await office.deliver();
  await office.settled('delivered');
  expect(await office.texts()).toHaveLength(1);
});

test('what the provider did take is not sent again', async () => {
  const id = await lost();
  const sms = { phone: '19900000911', text: '您好', outId: String(id), signature: '暖冬' };
  await fetch(`${office.gateway.url}/send`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(sms),
  });
  await clearUpAt(2);
  await office.deliver();
  await office.settled('accepted', 'delivered');
  expect(await office.texts()).toHaveLength(1);
});

test('that the provider knows nothing of it so soon after the submission proves nothing: it is asked again', async () => {
  await lost();
  await office.sql`update messages set submitted_at = ${plusMs(LOST_AT, 1.5 * MINUTE)}`;
  await clearUpAt(2);
  expect(await state()).toEqual({
    state: 'unknown',
    reason: 'no-answer',
    releaseAt: plusMs(LOST_AT, 15 * MINUTE),
  });
  await clearUpAt(15);
  expect(await state()).toMatchObject({ state: 'retry', reason: 'never-taken' });
});

test('a turn in which the provider could not be asked is none', async () => {
  await lost();
  await office.campaign.at(plusMs(LOST_AT, 2 * MINUTE));
  await clearUp({ ...office.sweeping, transports: noGateway() });
  expect(await state()).toEqual({ state: 'unknown', reason: 'no-answer', releaseAt: plusMs(LOST_AT, 17 * MINUTE) });
  await clearUpAt(17);
  expect(await state()).toMatchObject({ state: 'retry', reason: 'never-taken' });
});

test('what a process asks that then dies is asked again a minute later', async () => {
  await lost();
  await office.sql`update messages set asked_at = clock_timestamp()`;
  await clearUpAt(10);
  expect(await state()).toMatchObject({ state: 'unknown', reason: 'no-answer' });
  await office.sql`update messages set asked_at = clock_timestamp() - interval '61 seconds'`;
  await clearUpAt(10);
  expect(await state()).toMatchObject({ state: 'retry', reason: 'never-taken' });
});

test('a receipt that fails to come leaves all turns to the message, whatever was asked about it before', async () => {
  await lost();
  await office.campaign.at(plusMs(LOST_AT, 2 * MINUTE));
  await office.sql`update messages set state = 'accepted', reason = null, lookups = 4`;
  await clearUp({ ...office.sweeping, transports: noGateway() });
  expect(await office.sql`select state, reason, lookups from messages`).toEqual([
    { state: 'unknown', reason: 'no-receipt', lookups: 0 },
  ]);
});
