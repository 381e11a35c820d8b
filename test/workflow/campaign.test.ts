import { moveClock } from '../../register/campaigns';
import { recordReport } from '../../register/reports';
import { importRegister } from '../../register/tables/import';
import { type Engine, testEngine } from '../support/engine';
import { shanghai, tinyDefinition } from '../support/tiny';

let engine: Engine;
beforeAll(async () => {
  engine = await testEngine();
});
afterAll(() => engine.close());

const OPENS = shanghai('12-01 09:00');
const report = (campaign: string, unit: string) =>
  recordReport(engine.sql, {
    campaign,
    key: 'survey',
    unit,
    input: { nothing: false, figures: { households: 3 } },
    via: 'api',
  });

/** What was written for whom, by rung: `{ due: ['911', …] }`. */
async function told(campaign: string): Promise<Record<string, string[]>> {
  const rows = await engine.sql<{ rung: string; regions: string[] }[]>`
    select rung, array_agg(region_code || case when channel = 'email' then '@' else '' end order by region_code, channel desc) as regions
    from messages where campaign_id = ${campaign} group by rung`;
  return Object.fromEntries(rows.map(({ rung, regions }) => [rung, regions]));
}

async function outcomes(campaign: string): Promise<Record<string, string>> {
  const rows = await engine.sql<{ rung: string; outcome: string }[]>`
    select g.rung, g.outcome from rungs g join rounds r on r.id = g.round_id where r.campaign_id = ${campaign}`;
  return Object.fromEntries(rows.map(({ rung, outcome }) => [rung, outcome]));
}

const roundState = async (campaign: string) =>
  (await engine.sql<{ state: string }[]>`select state from rounds where campaign_id = ${campaign}`)[0]?.state;
const campaignState = async (campaign: string) =>
  (await engine.sql<{ state: string }[]>`select state from campaigns where id = ${campaign}`)[0]?.state;

const steer = (
  campaign: string,
  verb: Parameters<Engine['client']['steer']>[0]['verb'],
  target = {},
  reason = '大雪封路',
) => engine.client.steer({ campaign, verb, target, reason, actor: 'test' });

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

  test('a chase that nobody acknowledges goes one level up; one that is acknowledged does not', async () => {
    const campaign = await engine.start(tinyDefinition(), OPENS);
    for (const at of ['12-01 09:00', '12-04 10:00']) await campaign.stepTo(shanghai(at));
    await engine.sql`update chases set state = 'acknowledged' where campaign_id = ${campaign.id} and region_code = '92'`;
    await campaign.stepTo(shanghai('12-04 17:30'));
    expect(
      await engine.sql`select region_code, state from chases where campaign_id = ${campaign.id} order by 1`,
    ).toEqual([
      // The superior has a chase of his own to acknowledge.
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
      actor: 'test',
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
        actor: 'test',
      }),
    ).rejects.toThrow(/777/);
    expect(await engine.sql`select 1 from campaigns where id = 'nowhere'`).toHaveLength(0);
  });
});

describe('steering', () => {
  const opened = async () => {
    const campaign = await engine.start(tinyDefinition(), OPENS);
    await campaign.stepTo(OPENS);
    return campaign;
  };

  test('an extension recomputes the ladder, is told at once to the silent, and moves the lock', async () => {
    const campaign = await opened();
    await report(campaign.id, '911');
    await steer(campaign.id, 'extend', { key: 'survey', due: '12-10', lock: '12-12' });
    await campaign.stepTo(OPENS);
    expect((await told(campaign.id)).extended).toEqual(['912', '913', '921', '922']);
    await campaign.stepTo(shanghai('12-08 18:00'));
    expect(Object.keys(await told(campaign.id)).sort()).toEqual(['extended', 'open']);
    await campaign.stepTo(shanghai('12-09 09:30'));
    expect((await told(campaign.id)).early).toEqual(['912', '913', '921', '922']);
    await campaign.stepTo(shanghai('12-12 18:00'));
    expect(campaign.ended()).toBe(true);
  });

  test('a reminder between two rungs goes to the silent at once, as often as it is decided, and moves no date', async () => {
    const campaign = await engine.start(tinyDefinition(), OPENS);
    await campaign.stepTo(OPENS);
    await report(campaign.id, '911');
    for (const at of [shanghai('12-02 14:00'), shanghai('12-02 15:00')]) {
      await moveClock(engine.sql, campaign.id, at);
      await steer(campaign.id, 'remind', { key: 'survey' });
      await campaign.stepTo(at);
    }
    expect((await told(campaign.id)).reminder).toEqual(['912', '912', '913', '913', '921', '921', '922', '922']);
    await campaign.stepTo(shanghai('12-03 09:30'));
    expect((await told(campaign.id)).due).toEqual(['912', '913', '921', '922']);
  });

  test('an extension repeats at once nothing that was climbed already, and chases anew at the new instant', async () => {
    const campaign = await opened();
    for (const at of ['12-02 09:30', '12-03 09:30', '12-04 10:00']) await campaign.stepTo(shanghai(at));
    await engine.sql`update chases set state = 'acknowledged' where campaign_id = ${campaign.id} and region_code = '92'`;
    const before = Object.keys(await told(campaign.id));
    await steer(campaign.id, 'extend', { key: 'survey', due: '12-05', lock: '12-12' });
    await campaign.stepTo(shanghai('12-04 10:00'));
    expect(Object.keys(await told(campaign.id)).sort()).toEqual([...before, 'extended'].sort());
    for (const at of ['12-05 09:30', '12-06 10:00']) await campaign.stepTo(shanghai(at));
    const chases = await engine.sql`
      select region_code, state from chases where campaign_id = ${campaign.id} and rung = 'chase' order by id`;
    expect([...chases]).toEqual([
      { region_code: '91', state: 'closed' },
      { region_code: '92', state: 'acknowledged' },
      { region_code: '91', state: 'open' },
      { region_code: '92', state: 'open' },
    ]);
  });

  test('an extension to a day that has passed is refused: it would end the round at once', async () => {
    const campaign = await opened();
    await campaign.stepTo(shanghai('12-03 09:30'));
    await expect(steer(campaign.id, 'extend', { key: 'survey', due: '12-02', lock: '12-08' })).rejects.toThrow(
      /has passed/,
    );
    expect(await engine.sql`select 1 from steering where campaign_id = ${campaign.id}`).toHaveLength(0);
  });

  test('an extension that does not compile changes nothing and says why', async () => {
    const campaign = await opened();
    await expect(steer(campaign.id, 'extend', { key: 'survey', due: '12-20', lock: '12-10' })).rejects.toThrow();
    expect(await engine.sql`select 1 from steering where campaign_id = ${campaign.id}`).toHaveLength(0);
    await campaign.stepTo(shanghai('12-05 18:00'));
    expect(campaign.ended()).toBe(true);
  });

  test('decisions made at the same moment all count', async () => {
    const campaign = await opened();
    await Promise.all([
      steer(campaign.id, 'extend', { key: 'survey', due: '12-10', lock: '12-12' }),
      steer(campaign.id, 'extend', { key: 'survey', area: '9', due: '12-14', lock: '12-16' }),
      steer(campaign.id, 'pause'),
    ]);
    const { state, plan } = await engine.client.standing(campaign.id);
    const [recorded] = await engine.sql`select plan from campaigns where id = ${campaign.id}`;
    expect(state).toBe('paused');
    expect(recorded?.plan).toEqual(plan);
    expect(await engine.sql`select 1 from steering where campaign_id = ${campaign.id}`).toHaveLength(3);
  });

  test('a live campaign does not join a rehearsal of the same id', async () => {
    const campaign = await opened();
    const live = { definition: tinyDefinition(), mode: 'live' as const, campaign: campaign.id, actor: 'test' };
    await expect(engine.client.start(live)).rejects.toThrow(/is a rehearsal campaign already/);
  });

  test('a refused decision names what there is', async () => {
    const campaign = await opened();
    await expect(steer(campaign.id, 'extend', { key: 'visits', due: '12-20' })).rejects.toThrow(
      /visits.*There are: survey/,
    );
    await expect(steer(campaign.id, 'close', { key: 'survey' }, '')).rejects.toThrow(/Say why/);
  });

  test('pause holds the ladder, resume climbs only what still matters', async () => {
    const campaign = await opened();
    await moveClock(engine.sql, campaign.id, shanghai('12-01 15:00'));
    await steer(campaign.id, 'pause');
    const [decision] = await engine.sql`select at from steering where campaign_id = ${campaign.id}`;
    expect(decision?.at).toBe(shanghai('12-01 15:00'));
    expect(await campaignState(campaign.id)).toBe('paused');
    await campaign.stepTo(shanghai('12-03 12:00'));
    expect(Object.keys(await told(campaign.id))).toEqual(['open']);
    await steer(campaign.id, 'resume');
    await campaign.stepTo(shanghai('12-03 12:00'));
    expect(Object.keys(await told(campaign.id)).sort()).toEqual(['due', 'open']);
    expect(await outcomes(campaign.id)).toMatchObject({ early: 'superseded', due: 'climbed' });
  });

  test('closing ends a round early; reopening starts it again without repeating what was said', async () => {
    const campaign = await engine.start(
      tinyDefinition({
        stages: [
          ...tinyDefinition().stages,
          { ...tinyDefinition().stages[0], id: 'visits', kind: 'visits', opens: '12-10', due: '12-12', lock: '12-14' },
        ],
      }),
      OPENS,
    );
    await campaign.stepTo(OPENS);
    await steer(campaign.id, 'close', { key: 'survey' });
    await campaign.stepTo(shanghai('12-02 12:00'));
    expect(await roundState(campaign.id)).toBe('closed');
    await expect(report(campaign.id, '911')).rejects.toThrow();
    await steer(campaign.id, 'reopen', { key: 'survey' });
    await campaign.stepTo(shanghai('12-02 12:00'));
    expect(await roundState(campaign.id)).toBe('open');
    await report(campaign.id, '911');
    await campaign.stepTo(shanghai('12-03 09:30'));
    expect(await told(campaign.id)).toMatchObject({
      open: ['911', '912', '913', '921', '922'],
      due: ['912', '913', '921', '922'],
    });
    expect((await told(campaign.id)).early).toBeUndefined();
    expect((await told(campaign.id)).reopened).toEqual(['911', '912', '913', '921', '922']);
  });

  test('a returned report makes the unit silent again and says why', async () => {
    const campaign = await opened();
    await report(campaign.id, '911');
    await steer(campaign.id, 'return', { key: 'survey', unit: '911' }, '户数与去年相差太大');
    const [notice] =
      await engine.sql`select region_code, params from messages where campaign_id = ${campaign.id} and kind = 'notice'`;
    expect(notice).toMatchObject({ region_code: '911', params: { reason: '户数与去年相差太大' } });
    await campaign.stepTo(shanghai('12-02 09:30'));
    expect((await told(campaign.id)).early).toContain('911');
    const [row] = await engine.sql`select returned_because from reports where campaign_id = ${campaign.id}`;
    expect(row?.returned_because).toBe('户数与去年相差太大');
    await expect(steer(campaign.id, 'return', { key: 'survey', unit: '912' })).rejects.toThrow();
  });

  test('a cancelled campaign ends cleanly, with its rounds, and tells those it still asked', async () => {
    const campaign = await opened();
    await report(campaign.id, '911');
    await steer(campaign.id, 'cancel');
    await campaign.stepTo(OPENS);
    expect((await told(campaign.id)).cancelled).toEqual(['912', '913', '921', '922']);
    // No delivery runs here, so the task messages were still queued.
    const states =
      await engine.sql`select rung, state, reason, count(*)::int as n from messages where campaign_id = ${campaign.id} group by 1, 2, 3 order by 1`;
    expect(states).toEqual([
      { rung: 'cancelled', state: 'planned', reason: null, n: 4 },
      { rung: 'open', state: 'cleared', reason: 'cancelled', n: 5 },
    ]);
    expect(campaign.ended()).toBe(true);
    expect(await roundState(campaign.id)).toBe('cancelled');
    expect(await campaignState(campaign.id)).toBe('cancelled');
    await expect(steer(campaign.id, 'pause')).rejects.toThrow(/not running|completed/);
    const again = { definition: tinyDefinition(), mode: 'rehearsal' as const, campaign: campaign.id, actor: 'test' };
    await expect(engine.client.start(again)).rejects.toThrow(/has ended \(cancelled\)/);
  });

  test('replan asks the villages that the register has gained, and leaves those alone that it has lost', async () => {
    const campaign = await opened();
    await engine.sql`insert into regions values ('923', '92', 3, 'village', '六村', '9/92/923/', 2)`;
    await steer(campaign.id, 'replan');
    await campaign.stepTo(shanghai('12-02 09:30'));
    // It has no contact yet, so a person has to telephone.
    expect(await engine.sql`select unit_code, reason from call_list where campaign_id = ${campaign.id}`).toEqual([
      { unit_code: '923', reason: 'unreachable' },
    ]);
    expect((await engine.client.standing(campaign.id)).plan.stages[0]?.rounds[0]?.areas).toEqual([
      { code: '9', units: 6 },
    ]);
    await engine.sql`update regions set kind = 'group' where code = '923'`;
    await steer(campaign.id, 'replan');
    expect(
      await engine.sql`select 1 from round_units where campaign_id = ${campaign.id} and unit_code = '923'`,
    ).toEqual([]);
  });
});

describe('who is told', () => {
  test('the deputy in place of a contact who is on leave or out of reach; nobody above the scope', async () => {
    const campaign = await engine.start(tinyDefinition({ scope: '92', id: 'part' }), OPENS);
    await engine.sql`update contacts set leave_from = '2026-12-01', leave_until = '2026-12-02' where region_code = '921' and role = 'contact'`;
    await engine.sql`update contacts set phone_bad = 'MK:0001' where region_code = '922' and role = 'contact'`;
    for (const at of ['12-01 09:00', '12-03 09:30', '12-04 17:30']) await campaign.stepTo(shanghai(at));
    await engine.sql`update contacts set leave_from = null, leave_until = null, phone_bad = null`;
    const people = await engine.sql`
      select m.rung, m.region_code as region, c.role from messages m join contacts c on c.id = m.contact_id
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
      // It has reported: that is for delivery to see when the message comes up.
      { region: '912', rung: 'open', state: 'held', reason: 'quiet' },
    ]);
  });

  test("whoever takes over a post gets a link of their own, and the predecessor's opens nothing more", async () => {
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
