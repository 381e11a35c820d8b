import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { DateTime } from 'luxon';
import { plusMs } from '../../../domain/instant';
import { openPostOffice, type PostOffice } from '../../support/servers/post-office';

/** The number of SMS to a number in a day. */
let office: PostOffice;
beforeEach(async () => {
  office = await openPostOffice();
});
afterEach(() => office.close());

const days = () => office.sql`select distinct messages, reminders from number_days`;

test('what is over the cap waits for the next morning, and goes then', async () => {
  await office.deliver({ SMS_REMINDERS_PER_NUMBER_DAY: 1 });
  await office.write('early');
  await office.settled('delivered', 'accepted');
  // The next rung is on the same day, as after an extension.
  const rungs = office.campaign.plan.stages.flatMap((stage) => stage.rounds.flatMap((round) => round.rungs));
  const at = rungs.find(({ id }) => id === 'due')?.at ?? '';
  await office.sql`update number_days set day = (${at}::timestamptz at time zone 'Asia/Shanghai')::date`;
  await office.write('due');
  const held = (await office.settled('delivered', 'accepted', 'held')).filter(({ state }) => state === 'held');
  expect(held.length).toBeGreaterThan(0);
  expect(held.every(({ reason, channel }) => reason === 'cap' && channel === 'sms')).toBe(true);
  const [morning] = held.map(({ releaseAt }) => releaseAt);
  const local = (instant: string) => DateTime.fromISO(instant, { zone: 'Asia/Shanghai' });
  expect(local(morning ?? '').toISODate()).toBe(local(at).plus({ days: 1 }).toISODate());
  await office.campaign.at(plusMs(morning ?? at, 1000));
  await office.settled('delivered', 'accepted');
});

test('an attempt that the provider put off costs the number nothing of its day', async () => {
  const seen = new Map<string, number>();
  const server = createServer(async (request, response) => {
    const { outId } = JSON.parse(await text(request));
    const times = (seen.get(outId) ?? 0) + 1;
    seen.set(outId, times);
    const put = times === 1 ? { code: 'THROTTLED', message: '分钟级流控' } : { code: 'OK', id: outId };
    response.writeHead(times === 1 ? 429 : 200, { 'content-type': 'application/json' }).end(JSON.stringify(put));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    await office.deliver({ SMS_REMINDERS_PER_NUMBER_DAY: 1, REHEARSAL_SMS_URL: url });
    const [written] = await office.write('early');
    const rows = await office.settled('retry', 'accepted');
    expect(rows.filter(({ reason }) => reason === 'throttled').length).toBe(
      rows.filter(({ channel }) => channel === 'sms').length,
    );
    expect([...(await days())]).toEqual([{ messages: 0, reminders: 0 }]);
    await office.campaign.at(plusMs(rows.find(({ releaseAt }) => releaseAt)?.releaseAt ?? '', 1000));
    await office.settled('accepted');
    expect(written).toBeDefined();
    expect([...(await days())]).toEqual([{ messages: 1, reminders: 1 }]);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
