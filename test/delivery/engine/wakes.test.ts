import pino from 'pino';
import { startPace } from '../../../delivery/engine/pace';
import type { NewsChannel } from '../../../store/db/listen';
import { eventually } from '../../support/eventually';
import { openPostOffice, type PostOffice } from '../../support/servers/post-office';

/** The loops of a process wake at Postgres's notifications, and at regular intervals. */
let office: PostOffice;
let pace: ReturnType<typeof startPace>;
beforeEach(async () => {
  office = await openPostOffice();
  pace = startPace({ sql: office.sql, url: office.env.DATABASE_URL, log: pino({ enabled: false }) });
});
afterEach(async () => {
  await pace.stop();
  await office.close();
});

const CHANNELS = ['outbox', 'undelivered', 'corrections', 'replies', 'campaigns', 'audit'] as const;

/** @returns the channels that are notified after a write. */
async function toldOf(writing: () => Promise<unknown>): Promise<NewsChannel[]> {
  const heard: NewsChannel[] = [];
  for (const channel of CHANNELS) pace.hear(channel, () => heard.push(channel));
  await eventually(() => expect(heard).toHaveLength(CHANNELS.length));
  heard.length = 0;
  await writing();
  // Notifications keep their order: this one comes after all earlier ones.
  await office.sql`select pg_notify('replies', '')`;
  await eventually(() => expect(heard).toContain('replies'));
  return heard.filter((channel) => channel !== 'replies');
}

test('a message that did not reach its person is told, one that did is not', async () => {
  const [first, second] = await office.write('early');
  const become = (id: number | undefined, state: string) =>
    office.sql`update messages set state = ${state} where id = ${id ?? 0}`;
  expect(await toldOf(() => become(first?.id, 'failed'))).toEqual(['undelivered']);
  expect(await toldOf(() => become(second?.id, 'delivered'))).toEqual([]);
});

test('a message that may go out now, for another provider is there, is told; one that waits for tomorrow is not', async () => {
  const [first, second] = await office.write('early');
  const hold = (id: number | undefined, hours: number) => office.sql`
    update messages set state = 'held', reason = 'provider-down', release_at = clock_timestamp() + make_interval(hours => ${hours})
    where id = ${id ?? 0}`;
  expect(await toldOf(() => hold(first?.id, 0))).toEqual(['outbox']);
  expect(await toldOf(() => hold(second?.id, 12))).toEqual([]);
});

test('a campaign whose clock moves, or that is paused, is told; so is a line of the audit log', async () => {
  const { id } = office.campaign;
  expect(await toldOf(() => office.sql`update campaigns set state = 'paused' where id = ${id}`)).toEqual(['campaigns']);
  expect(
    await toldOf(() => office.sql`update campaigns set clock_at = clock_at + interval '1 hour' where id = ${id}`),
  ).toEqual(['campaigns']);
  expect(
    await toldOf(() => office.sql`insert into audit_log (via, verb, target) values ('system', 'none', '{}')`),
  ).toEqual(['audit']);
});

test('loops look often only while the clock of a campaign is stepped, and work at once at news', async () => {
  const { id } = office.campaign;
  let turns = 0;
  const loop = pace.every({ name: 'looking', hears: ['undelivered'], log: pino({ enabled: false }) }, async () => {
    turns += 1;
  });
  const turnsWithin = async (ms: number) => {
    const before = turns;
    await new Promise((resolve) => setTimeout(resolve, ms));
    return turns - before;
  };
  try {
    // Its regular interval is 5 s.
    await eventually(async () => expect(await turnsWithin(2500)).toBeGreaterThan(1));
    await office.sql`update campaigns set ended_at = clock_at, state = 'completed' where id = ${id}`;
    await eventually(async () => expect(await turnsWithin(1000)).toBe(0));
    const before = turns;
    await office.sql`select pg_notify('undelivered', '')`;
    // Sooner than its regular interval.
    await eventually(() => expect(turns).toBe(before + 1), 4000);
    await office.sql`update campaigns set ended_at = null, state = 'running' where id = ${id}`;
    await eventually(async () => expect(await turnsWithin(2500)).toBeGreaterThan(1));
  } finally {
    await loop.stop();
  }
});
