import { Client, Connection, WorkflowUpdateStage } from '@temporalio/client';
import { moveClock } from '../../store/campaign/campaigns';
import { advance } from '../../workflows/messages';
import { shanghai, tinyDefinition } from '../support/campaigns/tiny';
import { eventually } from '../support/eventually';
import { lookingInto } from '../support/looking-into';
import { type Engine, testEngine } from '../support/servers/engine';

/** Decisions of administrators about a running campaign. */
let engine: Engine;
beforeAll(async () => {
  engine = await testEngine();
});
afterAll(() => engine.close());

const OPENS = shanghai('12-01 09:00');
const { report, told, outcomes, roundState, campaignState } = lookingInto(() => engine.sql);

const steer = (
  campaign: string,
  verb: Parameters<Engine['client']['steer']>[0]['verb'],
  target = {},
  reason = '大雪封路',
) => engine.client.steer({ campaign, verb, target, reason, actor: 'test' });

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
    const live = { definition: tinyDefinition(), mode: 'live' as const, campaign: campaign.id, by: null };
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
    const [row] =
      await engine.sql`select returned_because from reports join asks a on a.id = ask_id where campaign_id = ${campaign.id}`;
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
    const again = { definition: tinyDefinition(), mode: 'rehearsal' as const, campaign: campaign.id, by: null };
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
      { code: '9', name: '小县', units: 6 },
    ]);
    await engine.sql`update regions set kind = 'group' where code = '923'`;
    await steer(campaign.id, 'replan');
    expect(
      await engine.sql`select 1 from asks join rounds r on r.id = round_id where r.campaign_id = ${campaign.id} and unit_code = '923'`,
    ).toEqual([]);
  });

  test('a step of the clock waits for a decision that is being carried out, and opens what is due after it', async () => {
    const { id, root } = await engine.start(tinyDefinition(), shanghai('12-01 08:00'));
    const connection = await Connection.connect({ address: engine.env.TEMPORAL_ADDRESS });
    const { workflow } = new Client({ connection, namespace: engine.env.TEMPORAL_NAMESPACE });
    const { step, replan } = await engine.sql.begin(async (tx) => {
      // The decision cannot be recorded as long as somebody else has the campaign.
      await tx`select 1 from campaigns where id = ${id} for update`;
      const deciding = steer(id, 'replan');
      await eventually(async () => {
        const held =
          await tx`select 1 from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))`;
        expect(held).not.toHaveLength(0);
      });
      const waitForStage = WorkflowUpdateStage.ACCEPTED;
      const accepted = await workflow.getHandle(root).startUpdate(advance, { args: [OPENS], waitForStage });
      return { step: accepted, replan: { decided: deciding } };
    });
    await replan.decided;
    expect(await step.result()).toMatchObject({ ended: false, started: [expect.stringContaining('survey')] });
    await connection.close();
  });
});
