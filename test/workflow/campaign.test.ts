import { Client, Connection } from '@temporalio/client';
import { openFaults } from '../../store/message/faults';
import { importRegister } from '../../store/people/tables/import';
import { posts } from '../support/campaigns/people';
import { shanghai, tinyDefinition } from '../support/campaigns/tiny';
import { lookingInto } from '../support/looking-into';
import { type Engine, testEngine } from '../support/servers/engine';

let engine: Engine;
let connection: Connection;
beforeAll(async () => {
  engine = await testEngine();
  connection = await Connection.connect({ address: engine.env.TEMPORAL_ADDRESS });
});
afterAll(async () => {
  await connection.close();
  await engine.close();
});

const OPENS = shanghai('12-01 09:00');
const { report, told, outcomes, roundState, campaignState } = lookingInto(() => engine.sql);

/** @returns the names of the activities that a workflow has asked for */
async function activitiesOf(workflowId: string): Promise<string[]> {
  const { workflow } = new Client({ connection, namespace: engine.env.TEMPORAL_NAMESPACE });
  const { events } = await workflow.getHandle(workflowId).fetchHistory();
  return (events ?? []).flatMap(({ activityTaskScheduledEventAttributes: asked }) => asked?.activityType?.name ?? []);
}

describe('a campaign on the stepped clock', () => {
  test('asks everybody, reminds only the silent, tells superiors with names, chases, lists for calls, locks and completes', async () => {
    const campaign = await engine.start(tinyDefinition(), OPENS);
    await campaign.stepTo(OPENS);
    expect(await told(campaign.id)).toEqual({ open: ['911', '912', '913', '921', '922'] });

    await report(campaign.id, '911');
    await report(campaign.id, '921');
    await report(campaign.id, '922');
    await campaign.stepTo(shanghai('12-02 09:30'));
    expect((await told(campaign.id)).early).toEqual(['912', '913']);

    await report(campaign.id, '912');
    for (const at of ['12-03 09:30', '12-03 17:00', '12-04 09:30', '12-04 10:00', '12-04 12:00', '12-05 09:30'])
      await campaign.stepTo(shanghai(at));
    const messages = await told(campaign.id);
    expect(messages).toMatchObject({ due: ['913'], digest: ['91'], late: ['913', '913'], chase: ['91'] });
    const [digest] =
      await engine.sql`select params from messages where campaign_id = ${campaign.id} and rung = 'digest'`;
    expect(digest?.params).toMatchObject({ expected: 3, reported: 2, silent: 1, missing: ['三村'] });
    expect(await engine.sql`select unit_code, reason from call_list where campaign_id = ${campaign.id}`).toEqual([
      { unit_code: '913', reason: 'silent' },
    ]);

    await campaign.stepTo(shanghai('12-05 18:00'));
    expect((await told(campaign.id)).locked).toEqual(['913']);
    expect(campaign.ended()).toBe(true);
    expect(await roundState(campaign.id)).toBe('locked');
    expect(await campaignState(campaign.id)).toBe('completed');
    const [row] = await engine.sql`select ended_at from campaigns where id = ${campaign.id}`;
    expect(row?.ended_at).toBe(shanghai('12-05 18:00'));
    await expect(report(campaign.id, '913')).rejects.toThrow();
  });

  test('a chase without an acknowledgement goes one level up; an acknowledged one does not', async () => {
    const campaign = await engine.start(tinyDefinition(), OPENS);
    for (const at of ['12-01 09:00', '12-04 10:00']) await campaign.stepTo(shanghai(at));
    await engine.sql`update chases set state = 'acknowledged' where campaign_id = ${campaign.id} and region_code = '92'`;
    await campaign.stepTo(shanghai('12-04 17:30'));
    expect(
      await engine.sql`select region_code, state from chases where campaign_id = ${campaign.id} order by 1`,
    ).toEqual([
      // The superior has another chase to acknowledge.
      { region_code: '9', state: 'open' },
      { region_code: '91', state: 'raised' },
      { region_code: '92', state: 'acknowledged' },
    ]);
    const raised =
      await engine.sql`select region_code, params from messages where campaign_id = ${campaign.id} and kind = 'raise'`;
    expect(raised).toHaveLength(1);
    expect(raised[0]).toMatchObject({ region_code: '9', params: { silent: 3, missing: ['东乡'] } });
  });

  test('starting it twice joins and doubles nothing', async () => {
    const campaign = await engine.start(tinyDefinition(), OPENS);
    const again = await engine.client.start({
      definition: tinyDefinition(),
      mode: 'rehearsal',
      clockAt: OPENS,
      campaign: campaign.id,
      by: null,
    });
    expect(again).toEqual({ campaign: campaign.id, workflowId: campaign.root, joined: true });
    await campaign.stepTo(OPENS);
    expect((await told(campaign.id)).open).toHaveLength(5);
  });

  test('a campaign that starts late sends only the latest of the overdue rungs', async () => {
    const late = shanghai('12-03 12:00');
    const campaign = await engine.start(tinyDefinition(), late);
    await campaign.stepTo(late);
    expect(Object.keys(await told(campaign.id))).toEqual(['due']);
    expect(await outcomes(campaign.id)).toEqual({ open: 'superseded', early: 'superseded', due: 'climbed' });
  });

  test('a round begins with what its campaign has done for it; what a fault has broken there it does itself', async () => {
    const well = await engine.start(tinyDefinition(), OPENS);
    await well.stepTo(OPENS);
    const asked = ['911', '912', '913', '921', '922'];
    expect(await told(well.id)).toEqual({ open: asked });
    expect(await activitiesOf(`${well.root}/survey/9`)).toEqual([]);
    expect(await activitiesOf(well.root)).toEqual(['openRounds']);

    await engine.sql.unsafe(`
      create sequence climbs;
      create function faulty() returns trigger language plpgsql as $$ begin
        if nextval('climbs') = 1 then raise check_violation; end if; return new; end $$;
      create trigger faulty before insert on rungs for each row execute function faulty()`);
    const broken = await engine.start(tinyDefinition(), OPENS);
    await broken.stepTo(OPENS);
    await engine.sql`drop function faulty cascade`;
    expect(await told(broken.id)).toEqual({ open: asked });
    expect(await activitiesOf(`${broken.root}/survey/9`)).toEqual(['climbRung']);
    expect(await openFaults(engine.sql)).toEqual([]);
    for (const campaign of [well, broken]) await campaign.stepTo(shanghai('12-02 09:30'));
    expect(await told(broken.id)).toEqual({ open: asked, early: asked });
    expect(await told(well.id)).toEqual({ open: asked, early: asked });
  });

  test('a lost signal loses nothing: the next rung asks Postgres again', async () => {
    const campaign = await engine.start(tinyDefinition(), OPENS);
    await campaign.stepTo(OPENS);
    for (const unit of ['911', '912', '913', '921', '922']) await report(campaign.id, unit);
    await campaign.stepTo(shanghai('12-03 17:00'));
    expect(Object.keys(await told(campaign.id))).toEqual(['open']);
    expect(await outcomes(campaign.id)).toMatchObject({ due: 'nobody silent', digest: 'nobody silent' });
  });

  test('an unknown region is refused before anything is written', async () => {
    await expect(
      engine.client.start({
        definition: tinyDefinition({ scope: '777' }),
        mode: 'rehearsal',
        campaign: 'nowhere',
        by: null,
      }),
    ).rejects.toThrow(/777/);
    expect(await engine.sql`select 1 from campaigns where id = 'nowhere'`).toHaveLength(0);
  });
});

/** Signals make a history long without other effects; the test server suggests a new run at 500 events. */
const SIGNALS_AT_ONCE = 60;
const SIGNALS_AT_MOST = 5_000;

test('a round whose history grows long continues as new and repeats no rung', async () => {
  const { workflow } = new Client({ connection, namespace: engine.env.TEMPORAL_NAMESPACE });
  const campaign = await engine.start(tinyDefinition(), shanghai('12-01 09:00'));
  for (const at of ['12-01 09:00', '12-02 09:30']) await campaign.stepTo(shanghai(at));
  const round = `${campaign.root}/survey/9`;
  const firstRun = (await workflow.getHandle(round).describe()).runId;

  let sent = 0;
  while ((await workflow.getHandle(round).describe()).runId === firstRun) {
    expect(sent).toBeLessThan(SIGNALS_AT_MOST);
    await Promise.all(Array.from({ length: SIGNALS_AT_ONCE }, () => workflow.getHandle(round).signal('reportArrived')));
    sent += SIGNALS_AT_ONCE;
    // The answer comes after the signals are handled: a run cannot end while more arrive.
    await workflow.getHandle(round).query('standing');
  }

  await campaign.stepTo(shanghai('12-03 09:30'));
  for (const at of ['12-03 17:00', '12-04 09:30', '12-05 18:00']) await campaign.stepTo(shanghai(at));
  const rows = await engine.sql<{ rung: string; n: number }[]>`
    select rung, count(distinct region_code)::int as n from messages where campaign_id = ${campaign.id} and kind in ('task', 'reminder') group by 1 order by min(id)`;
  expect(rows).toEqual([
    { rung: 'open', n: 5 },
    { rung: 'early', n: 5 },
    { rung: 'due', n: 5 },
    { rung: 'late', n: 5 },
  ]);
  expect(campaign.ended()).toBe(true);
}, 120_000);

describe('who is told', () => {
  test('the deputy in place of a contact who is on leave or out of reach; no superior above the scope', async () => {
    const campaign = await engine.start(tinyDefinition({ scope: '92', id: 'part' }), OPENS);
    await engine.sql`update duties set leave_from = '2026-12-01', leave_until = '2026-12-02' where region_code = '921' and not deputy`;
    await engine.sql`update contacts set phone_bad = 'MK:0001' where id in (select contact_id from duties where region_code = '922' and not deputy)`;
    for (const at of ['12-01 09:00', '12-03 09:30', '12-04 17:30']) await campaign.stepTo(shanghai(at));
    await engine.sql`update duties set leave_from = null, leave_until = null`;
    await engine.sql`update contacts set phone_bad = null`;
    const people = await engine.sql`
      select m.rung, m.region_code as region, c.role from messages m join ${posts(engine.sql)} c on c.id = m.contact_id
      where m.campaign_id = ${campaign.id} and m.rung in ('open', 'due') order by 1, 2`;
    expect(people).toEqual([
      { rung: 'due', region: '921', role: 'contact' },
      { rung: 'due', region: '922', role: 'deputy' },
      { rung: 'open', region: '921', role: 'deputy' },
      { rung: 'open', region: '922', role: 'deputy' },
    ]);
    expect(
      await engine.sql`select 1 from messages where campaign_id = ${campaign.id} and region_code = '9'`,
    ).toHaveLength(0);
  });

  test('what was put off goes nowhere when a later reminder says it', async () => {
    const campaign = await engine.start(tinyDefinition(), OPENS);
    await campaign.stepTo(OPENS);
    await engine.sql`
      update messages set state = 'held', reason = 'quiet', release_at = ${shanghai('12-03 07:30')}
      where campaign_id = ${campaign.id} and region_code in ('911', '912')`;
    await report(campaign.id, '912');
    await campaign.stepTo(shanghai('12-02 09:30'));
    const rows = await engine.sql`
      select region_code as region, rung, state, reason from messages
      where campaign_id = ${campaign.id} and region_code in ('911', '912') order by region_code, id`;
    expect(rows).toEqual([
      { region: '911', rung: 'open', state: 'cleared', reason: 'overtaken' },
      { region: '911', rung: 'early', state: 'planned', reason: null },
      // It has reported; delivery checks that when it sends the message.
      { region: '912', rung: 'open', state: 'held', reason: 'quiet' },
    ]);
  });

  test("a new holder of a post gets a new link, and the predecessor's link is closed", async () => {
    const campaign = await engine.start(tinyDefinition(), OPENS);
    await campaign.stepTo(OPENS);
    const contact = {
      region: '911',
      role: 'contact' as const,
      phone: '19900009911',
      email: null,
      language: 'zh-CN' as const,
      leaveFrom: null,
      leaveUntil: null,
    };
    await importRegister(engine.sql, { contacts: [{ ...contact, name: '新甲' }] });
    await campaign.stepTo(shanghai('12-02 09:30'));
    const links = await engine.sql`
      select m.rung, l.revoked_at is not null as revoked from messages m join links l on l.id = m.link_id
      where m.campaign_id = ${campaign.id} and m.region_code = '911' order by m.id`;
    expect(links).toEqual([
      { rung: 'open', revoked: true },
      { rung: 'early', revoked: false },
    ]);
  });
});
