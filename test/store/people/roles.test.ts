import type { Audience, Rung } from '../../../domain/campaign/plan';
import type { Sql } from '../../../store/db/db';
import { fallBack } from '../../../store/message/fallback';
import { peopleOf } from '../../../store/people/places';
import { importRegister } from '../../../store/people/tables/import';
import type { ContactRow } from '../../../store/people/tables/rows';
import { climbRung } from '../../../store/round/rungs';
import { type OpenCampaign, openCampaign } from '../../support/campaigns/campaign';
import { posts } from '../../support/campaigns/people';
import { shanghai, tinyDefinition } from '../../support/campaigns/tiny';
import { emptyDatabase, testDatabase } from '../../support/servers/database';

/** Rungs that speak to other duties than reporting, over the tiny register. */
let sql: Sql;
let drop: () => Promise<void>;
let campaign: OpenCampaign;
beforeAll(async () => {
  ({ sql, drop } = await testDatabase());
});
beforeEach(async () => {
  campaign = await openCampaign(sql, { definition: tinyDefinition() });
});
afterEach(() => emptyDatabase(sql));
afterAll(() => drop());

const person = (region: string, role: string, changes: Partial<ContactRow> = {}): ContactRow => ({
  ...{ region, role, name: `丙${region}${role}`, phone: null, email: `${region}.${role.length}@example.org` },
  ...{ language: 'zh-CN', leaveFrom: null, leaveUntil: null },
  ...changes,
});
const enter = (...contacts: ContactRow[]) => importRegister(sql, { contacts });

/** Climbs a rung of the plan with another audience. */
async function climb(id: string, audience: Partial<Audience>, changes: Partial<Rung> = {}): Promise<void> {
  const [round] = campaign.rounds;
  const rung = campaign.plan.stages[0]?.rounds[0]?.rungs.find((one) => one.id === id);
  if (!round || !rung) throw new Error(`The tiny campaign has no rung ${id}`);
  const now = rung.at;
  await sql.begin((transaction) =>
    climbRung(transaction, {
      ...{ campaign: campaign.id, round, now, today: now.slice(0, 10) },
      rung: { ...rung, ...changes, audience: { ...rung.audience, ...audience } },
    }),
  );
}
const told = async () =>
  (
    await sql<{ region: string; name: string; kind: string }[]>`
      select m.region_code as region, k.name, m.kind from messages m join contacts k on k.id = m.contact_id order by m.id`
  ).map(({ region, name, kind }) => `${kind} ${region} ${name}`);

test('a reminder to a duty of the units reaches those who have it, with a link to report, and telephones nobody', async () => {
  await enter(
    person('911', '统计员'),
    person('912', '统计员', { leaveFrom: '2026-12-01' }),
    person('912', '统计员:deputy'),
  );
  await climb('due', { role: '统计员' });
  expect(await told()).toEqual(['reminder 911 丙911统计员', 'reminder 912 丙912统计员:deputy']);
  const links = await sql`
    select l.purpose, l.region_code as region from messages m join links l on l.id = m.link_id order by m.id`;
  expect([...links]).toEqual([
    { purpose: 'report', region: '911' },
    { purpose: 'report', region: '912' },
  ]);
  expect(await sql`select 1 from call_list`).toHaveLength(0);
});

test('a chase to the duty officer two levels up is theirs to acknowledge', async () => {
  await enter(person('9', '值班员'));
  await climb('chase', { up: 2, role: '值班员' });
  expect(await told()).toEqual(['chase 9 丙9值班员']);
  expect([...(await sql`select region_code as region, silent from chases`)]).toEqual([{ region: '9', silent: 5 }]);
});

test('what does not reach the duty officer goes to the deputy in that duty, not to the contact', async () => {
  await enter(person('91', '值班员'), person('91', '值班员:deputy'));
  await climb('digest', { role: '值班员' });
  await sql`update messages set state = 'failed', reason = 'undelivered'`;
  await fallBack(sql);
  await sql`update messages set state = 'failed', reason = 'undelivered'`;
  await fallBack(sql);
  expect(await told()).toEqual(['digest 91 丙91值班员', 'digest 91 丙91值班员:deputy']);
});

test('who answers for a place and has the duty as well is told the same once, and another digest all the same', async () => {
  const [contact] = await peopleOf(sql, '91');
  if (!contact) throw new Error('the township has nobody');
  await enter(
    person('91', '值班员', { name: contact.name, phone: contact.phone, email: contact.email }),
    person('92', '值班员'),
  );
  expect(await sql`select distinct id from ${posts(sql)} p where region_code = '91'`).toHaveLength(1);
  await climb('digest', {});
  await climb('digest', { role: '值班员' }, { id: 'digest-officer' });
  expect(await told()).toEqual([`digest 91 ${contact.name}`, 'digest 92 甲92', 'digest 92 丙92值班员']);
  await climb('digest', { role: '值班员' }, { id: 'other', message: 'progress' });
  expect((await told()).slice(3)).toEqual([`digest 91 ${contact.name}`, 'digest 92 丙92值班员']);
});

test('a later digest to the contact leaves alone what waits for the duty officer', async () => {
  await enter(person('91', '值班员'));
  await climb('digest', { role: '值班员' });
  await sql`update messages set state = 'held', reason = 'quiet', release_at = ${shanghai('12-04 07:30')}`;
  await climb('digest', {}, { id: 'next' });
  expect([...(await sql`select state from messages where role = '值班员'`)]).toEqual([{ state: 'held' }]);
});
