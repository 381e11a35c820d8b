import { openPostOffice, type PostOffice } from '../../support/servers/post-office';
import { writeMore } from '../../support/villages/more-messages';

/** The rate of SMS to a provider with a limit, and the turns of campaigns. */
let office: PostOffice;
beforeAll(async () => {
  office = await openPostOffice();
});
afterAll(() => office.close());

const RATE = 20;
const COPIES = 8;
const WINDOW_MS = 200;

/**
 * The same five SMS eight times, every second copy in another campaign of the same organisation; the last SMS is
 * urgent.
 */
async function writeMany(): Promise<{ urgent: number; campaigns: Map<number, string> }> {
  await office.write('early');
  const { sql } = office;
  await sql`
    insert into campaigns (id, definition, plan, mode, clock_at, started_at)
    select 'zz-later', definition, plan, mode, clock_at, started_at from campaigns`;
  await writeMore(sql, COPIES - 1, [office.campaign.id, 'zz-later']);
  const rows = await sql<
    { id: number; campaign: string }[]
  >`select id, campaign_id as campaign from messages order by id`;
  const urgent = rows.at(-1)?.id ?? 0;
  await sql`update messages set urgent = true where id = ${urgent}`;
  return { urgent, campaigns: new Map(rows.map(({ id, campaign }) => [id, campaign])) };
}

test('SMS go evenly, campaigns in turn, and what is urgent overtakes a full lane', async () => {
  const { urgent, campaigns } = await writeMany();
  await office.deliver({
    SMS_RATES: `http=${RATE}`,
    SMS_PER_NUMBER_DAY: 100,
    SMS_REMINDERS_PER_NUMBER_DAY: 100,
  });
  await office.settled('delivered', 'accepted');
  const arrivals = (await office.texts()).map(({ outId, receivedAt }) => ({
    id: Number(outId),
    at: Date.parse(receivedAt),
  }));
  expect(arrivals.map(({ id }) => id).sort((a, b) => a - b)).toEqual([...campaigns.keys()]);

  // Written last, but sent long before half of the others.
  expect(arrivals.findIndex(({ id }) => id === urgent)).toBeLessThan(arrivals.length / 4);

  const ordinary = arrivals.filter(({ id }) => id !== urgent);
  const started = ordinary[0]?.at ?? 0;
  const lasted = (ordinary.at(-1)?.at ?? 0) - started;
  // Each SMS except the first waits for its interval; the slack allows a late one at the start.
  expect(lasted).toBeGreaterThan(((ordinary.length - 1) / RATE) * 1000 * 0.7);
  // Four are usual. With a count by seconds a provider would get twenty at once; a busy machine may bunch a few.
  const busiest = Math.max(
    ...ordinary.map(({ at }) => ordinary.filter((other) => other.at >= at && other.at < at + WINDOW_MS).length),
  );
  expect(busiest).toBeLessThanOrEqual(RATE / 2);

  // Neither campaign is far ahead at any moment while both have messages to send.
  const lead = ordinary.map((_, index) => {
    const sent = ordinary.slice(0, index + 1).filter(({ id }) => campaigns.get(id) === 'zz-later').length;
    return Math.abs(index + 1 - 2 * sent);
  });
  expect(Math.max(...lead)).toBeLessThanOrEqual(4);
});
