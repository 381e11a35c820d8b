import type { Sql } from '../../../store/db/db';
import { climbRung } from '../../../store/round/rungs';
import { openCampaign } from '../../support/campaigns/campaign';
import { posts } from '../../support/campaigns/people';
import { shanghai, tinyDefinition } from '../../support/campaigns/tiny';
import { emptyDatabase, testDatabase } from '../../support/servers/database';

let sql: Sql;
let drop: () => Promise<void>;

beforeAll(async () => {
  ({ sql, drop } = await testDatabase());
});
afterEach(() => emptyDatabase(sql));
afterAll(() => drop());

/** The person of village 911 who gets a message on 1 December, when its contact has this leave. */
async function toldDuring(leaveFrom: string | null, leaveUntil: string | null): Promise<string[]> {
  const { id, plan, rounds } = await openCampaign(sql, { definition: tinyDefinition() });
  await sql`
    update duties set leave_from = ${leaveFrom}, leave_until = ${leaveUntil} where region_code = '911' and not deputy`;
  const [round, rung] = [rounds[0], plan.stages[0]?.rounds[0]?.rungs[0]];
  if (!round || !rung) throw new Error('The tiny campaign has no rung to climb');
  await climbRung(sql, { campaign: id, round, rung, now: shanghai('12-01 09:00'), today: '2026-12-01' });
  const told = await sql<{ role: string }[]>`
    select c.role from messages m join ${posts(sql)} c on c.id = m.contact_id where m.region_code = '911'`;
  return told.map(({ role }) => role);
}

describe('the deputy stands in while the contact is on leave', () => {
  test.each([
    { from: '2026-11-30', until: '2026-12-02' },
    { from: '2026-12-01', until: '2026-12-01' },
    { from: '2026-12-01', until: null },
    { from: null, until: '2026-12-01' },
  ])('from $from until $until', async ({ from, until }) => {
    expect(await toldDuring(from, until)).toEqual(['deputy']);
  });
});

describe('the contact is told outside of a leave', () => {
  test.each([
    { from: null, until: null },
    { from: '2026-12-02', until: null },
    { from: null, until: '2026-11-30' },
  ])('from $from until $until', async ({ from, until }) => {
    expect(await toldDuring(from, until)).toEqual(['contact']);
  });
});

test('same-phone-deputy: one number that is the contact and the deputy hears it once', async () => {
  const { id, plan, rounds } = await openCampaign(sql, { definition: tinyDefinition() });
  const [round, first] = [rounds[0], plan.stages[0]?.rounds[0]?.rungs[0]];
  if (!round || !first) throw new Error('The tiny campaign has no rung to climb');
  const rung = { ...first, channels: ['sms' as const], audience: { ...first.audience, deputy: true } };
  await sql`
    update contacts set phone = (select phone from ${posts(sql)} p where region_code = '911' and role = 'contact')
    where id = (select contact_id from duties where region_code = '911' and deputy)`;
  await climbRung(sql, { campaign: id, round, rung, now: shanghai('12-01 09:00'), today: '2026-12-01' });
  const told = await sql<{ region: string; n: number }[]>`
    select region_code as region, count(*)::int as n from messages group by 1 order by 1 limit 2`;
  expect([...told]).toEqual([
    { region: '911', n: 1 },
    { region: '912', n: 2 },
  ]);
});
