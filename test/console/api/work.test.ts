import type { Sql } from '../../../store/db/db';
import { noteAlert, openAlert } from '../../../store/warning/alerts';
import { openDutyItem } from '../../../store/warning/duty-items';
import { signIn } from '../../support/accounts';
import { type OpenCampaign, openCampaign } from '../../support/campaigns/campaign';
import { shanghai } from '../../support/campaigns/tiny';
import { jsonOf, type TestConsole, testConsole } from '../../support/servers/console';
import { testDatabase } from '../../support/servers/database';

/** Two townships, 91 with the villages 911 to 913 and 92 with 921 and 922, in the county 9. */
const NOW = shanghai('12-02 10:00');
let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let web: TestConsole;
let campaign: OpenCampaign;

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  campaign = await openCampaign(sql, { now: NOW });
  await sql`update campaigns set mode = 'live' where id = ${campaign.id}`;
  web = await testConsole(sql);
});
afterAll(async () => {
  await web.close();
  await database.drop();
});

interface Item {
  kind: string;
  ref: string;
  place: string | null;
  count: number;
  dueAt: string | null;
}
const workOf = async (role: Parameters<typeof signIn>[1], region?: string) => {
  const { cookie } = await signIn(sql, role, region);
  const { items } = await jsonOf<{ items: Item[] }>(web.get('/api/work/items', cookie));
  const counts = await jsonOf<Record<string, { count: number; late: number }>>(web.get('/api/work', cookie));
  return { items: items.map(({ kind, place, count }) => [kind, place, count]), counts, first: items[0] };
};

it('each officer sees what waits in the own region and what the role may do, what is overdue first', async () => {
  const [round = ''] = campaign.rounds;
  const chase = (region: string, by: string) => sql`
    insert into chases (campaign_id, round_id, rung, region_code, silent, opened_at, acknowledge_by)
    values (${campaign.id}, ${round}, 'chase', ${region}, 3, ${NOW}, ${by})`;
  await chase('91', shanghai('12-02 09:00'));
  await chase('92', shanghai('12-02 12:00'));
  for (const unit of ['911', '912'])
    await sql`insert into call_list (campaign_id, round_id, unit_code, reason, opened_at)
              values (${campaign.id}, ${round}, ${unit}, 'silent', ${NOW})`;
  const east = await workOf('township-officer', '91');
  expect(east.items[0]).toEqual(['chase', expect.any(String), 3]);
  expect(east.items.map(([kind, , count]) => [kind, count])).toEqual(
    expect.arrayContaining([
      ['chase', 3],
      ['call', 2],
    ]),
  );
  expect(east.items.filter(([kind]) => kind === 'chase')).toHaveLength(1);
  expect(east.counts).toMatchObject({ chase: { count: 1, late: 1 }, call: { count: 2, late: 0 } });

  const west = await workOf('township-officer', '92');
  expect(west.counts.chase).toEqual({ count: 1, late: 0 });
  expect(west.counts.call).toBeUndefined();

  const county = await workOf('county-officer', '9');
  expect(county.counts.chase).toEqual({ count: 2, late: 1 });
  // Who may do nothing has no work.
  for (const role of ['auditor', 'ops'] as const) expect((await workOf(role)).items).toEqual([]);
});

it('a round is work in its last days, and what is reported is work no more', async () => {
  const dueIn = (days: number) => sql`update rounds set due_at = ${NOW}::timestamptz + ${days} * interval '1 day'`;
  await dueIn(4);
  expect((await workOf('township-officer', '91')).counts.round).toBeUndefined();
  await dueIn(2);
  const before = await workOf('township-officer', '91');
  expect(before.items).toContainEqual(['round', null, 3]);
  await sql`update asks set reported_at = now() where unit_code = '911'`;
  const after = await workOf('township-officer', '91');
  expect(after.items).toContainEqual(['round', null, 2]);
  expect(after.counts.call?.count).toBe(1);
});

it('a warning that places have not answered, and a question about one, are work of who decides about them', async () => {
  const opening = {
    campaign: campaign.id,
    hazard: 'cold-wave',
    area: '91',
    drill: false,
    event: 'e',
    day: '12-02',
  } as const;
  const { id } = await openAlert(sql, { ...opening, now: NOW });
  await noteAlert(sql, { alert: id, at: NOW, change: 'opened', colour: 'orange', endsAt: null });
  expect((await workOf('township-officer', '91')).counts.alert).toBeUndefined();
  await sql`
    insert into rounds (id, campaign_id, key, stage, ask, area, unit_kind, form, state, opens_at, due_at, locks_at, planned, origin, alert_id)
    select id || '/known', campaign_id, 'known', stage, 'known', '91', unit_kind, form, 'open', ${NOW}, ${shanghai('12-02 10:20')},
           locks_at, planned, 'warning', ${id}
    from rounds where id = ${campaign.rounds[0] ?? ''}`;
  await sql`insert into asks (campaign_id, round_id, key, unit_code)
            select campaign_id, id, 'known', '912' from rounds where alert_id = ${id}`;
  const east = await workOf('township-officer', '91');
  expect(east.items.filter(([kind]) => kind === 'alert')).toEqual([['alert', expect.any(String), 1]]);
  expect((await workOf('township-officer', '92')).counts.alert).toBeUndefined();

  const asked = { scope: 'live', kind: 'no-area', source: 't', about: 'a', warning: null, text: null } as const;
  await openDutyItem(sql, { ...asked, proposal: {}, at: NOW });
  expect((await workOf('administrator')).counts.duty).toEqual({ count: 1, late: 0 });
  // A question about no known place is for accounts of the whole installation.
  expect((await workOf('county-officer', '9')).counts.duty).toBeUndefined();
});
