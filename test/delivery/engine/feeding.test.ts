import { feed } from '../../../delivery/engine/feeder';
import { plusMs } from '../../../domain/instant';
import { shanghai } from '../../support/campaigns/tiny';
import { openPostOffice, type PostOffice } from '../../support/servers/post-office';

/** The queue and the time of each message. Each test has its own campaign with five silent villages. */
let office: PostOffice;
beforeEach(async () => {
  office = await openPostOffice();
});
afterEach(() => office.close());

const feedOnce = () => feed({ ...office.sweeping, env: office.env });
const NOW = shanghai('12-02 09:30');

/** @returns the numbers of the rows with a job in a lane, in the order of the queue. */
async function waitingIn(lane: string): Promise<number[]> {
  const queue = office.outbox.queues().find(({ name }) => name === lane);
  const jobs = (await queue?.getWaiting()) ?? [];
  return jobs.flatMap(({ data }) => data.ids);
}

test('campaigns have their turns: a later one does not wait behind all of an earlier one', async () => {
  const ids = (await office.write('early')).map(({ id }) => id);
  await office.sql`
    insert into campaigns (id, definition, plan, mode, clock_at, started_at)
    select 'zz-later', definition, plan, mode, clock_at, started_at from campaigns`;
  await office.sql`update messages set campaign_id = 'zz-later' where id = any(${ids.slice(3)})`;
  await feedOnce();
  const [a, b, c, x, y] = ids;
  expect(await waitingIn('rehearsal-http')).toEqual([a, x, b, y, c]);
});

test('what is urgent has a lane of its own', async () => {
  const [first, ...others] = await office.write('early');
  await office.sql`update messages set urgent = true where id = ${first?.id ?? 0}`;
  await feedOnce();
  expect(await waitingIn('rehearsal-http-urgent')).toEqual([first?.id]);
  expect(await waitingIn('rehearsal-http')).toEqual(others.map(({ id }) => id));
});

test('what is urgent goes out in quiet hours, everything else waits for the morning', async () => {
  const [first] = await office.write('early', { at: shanghai('12-02 22:00') });
  await office.sql`update messages set urgent = true where id = ${first?.id ?? 0}`;
  await office.deliver();
  const rows = await office.settled('held', 'delivered');
  expect(rows.filter(({ state }) => state === 'delivered').map(({ id }) => id)).toEqual([first?.id]);
});

test('feeders that race hand each row to the queue once', async () => {
  const ids = (await office.write('early')).map(({ id }) => id);
  await Promise.all([feedOnce(), feedOnce(), feedOnce()]);
  expect((await waitingIn('rehearsal-http')).sort()).toEqual([...ids].sort());
  const logs = await office.sql<{ log: { after: string }[] }[]>`select log from messages`;
  expect(logs.map(({ log }) => log.filter(({ after }) => after === 'queued').length)).toEqual([1, 1, 1, 1, 1]);
});

test('while its provider is left alone a message is held until the breaker may be tried, and then goes out', async () => {
  await office.write('early');
  const until = plusMs(NOW, 60_000);
  await office.sql`
    insert into breakers (scope, provider, failures, open_until) values (${office.campaign.id}, 'http', 5, ${until})`;
  await office.deliver();
  const held = await office.settled('held');
  expect(held.map(({ reason, releaseAt }) => ({ reason, releaseAt }))).toEqual(
    Array(5).fill({ reason: 'provider-down', releaseAt: until }),
  );
  await office.campaign.at(until);
  await office.settled('delivered');
});

test('every move of a message stands in its log, without a gap', async () => {
  await office.write('early');
  await office.deliver();
  await office.settled('delivered');
  const rows = await office.sql<{ log: { at: string; before?: string; after: string }[] }[]>`select log from messages`;
  for (const { log } of rows) {
    expect(log[0]).toMatchObject({ after: 'planned' });
    expect(log.slice(1).map(({ before }) => before)).toEqual(log.slice(0, -1).map(({ after }) => after));
    // The receipt may come before the gateway's own answer, which then changes nothing.
    expect(log.map(({ after }) => after).filter((state) => state !== 'accepted')).toEqual([
      'planned',
      'queued',
      'submitting',
      'delivered',
    ]);
    expect(new Set(log.map(({ at }) => Date.parse(at)))).toEqual(new Set([Date.parse(NOW)]));
  }
});
