import { Client, Connection } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { steerCampaign } from '../../../actions/campaigns';
import { Refused } from '../../../domain/text/refusal';
import { auditLog } from '../../../store/account/audit-log';
import { keepAsked } from '../../../store/campaign/asked-decisions';
import { openFaults } from '../../../store/message/faults';
import { shanghai, tinyDefinition } from '../../support/campaigns/tiny';
import { lookingInto } from '../../support/looking-into';
import { type Engine, testEngine } from '../../support/servers/engine';

/** One bad character or row of a campaign stops only itself. */
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
const { told, campaignState, roundState } = lookingInto(() => engine.sql);

/** A reminder for each quarter of an hour of a day. */
const longLadder = Array.from({ length: 40 }, (_, n) => ({
  id: `r${n}`,
  kind: 'reminder',
  at: {
    from: 'due',
    days: 0,
    time: `${String(8 + Math.floor(n / 4)).padStart(2, '0')}:${String((n % 4) * 15).padStart(2, '0')}`,
  },
}));

async function opened(definition = tinyDefinition()) {
  const campaign = await engine.start(definition, OPENS);
  await campaign.stepTo(OPENS);
  return campaign;
}

const faultsOf = async (campaign: string) =>
  (await openFaults(engine.sql))
    .filter(({ scope }) => scope.startsWith(campaign))
    .map(({ kind, scope, detail }) => ({ kind, scope: scope.slice(campaign.length), code: detail.code }));

/** During the run Postgres refuses writes to a table under this condition, as it refuses a bad character. */
async function refusing(table: string, when: string, run: () => Promise<void>): Promise<void> {
  await engine.sql.unsafe(`
    create function refuse_it() returns trigger language plpgsql as $$ begin raise 'refused' using errcode = '22021'; end $$;
    create trigger refuse_it before insert on ${table} for each row when (${when}) execute function refuse_it();`);
  try {
    await run();
  } finally {
    await engine.sql.unsafe(`drop trigger refuse_it on ${table}; drop function refuse_it();`);
  }
}

async function historyOf(workflowId: string): Promise<string> {
  const { workflow } = new Client({ connection, namespace: engine.env.TEMPORAL_NAMESPACE });
  const json = historyToJSON(await workflow.getHandle(workflowId).fetchHistory());
  const payloads = [...json.matchAll(/"data": ?"([^"]+)"/g)];
  return payloads.map(([, data]) => Buffer.from(data ?? '', 'base64').toString('utf8')).join('\n');
}

test('H5: a decision that Postgres cannot store is refused in words, and the next one is made', async () => {
  const campaign = await opened();
  const returning = { campaign: campaign.id, verb: 'return' as const, target: { key: 'survey', unit: '9\u0000' } };
  const refused = await engine.client.steer({ ...returning, reason: '核对', actor: 'test' }).catch((error) => error);
  expect(refused).toBeInstanceOf(Refused);
  expect(refused.code).toBe('decision-refused-data');
  expect(refused.say('zh-CN')).toContain('22021');
  expect(await faultsOf(campaign.id)).toEqual([{ kind: 'step-failed', scope: '/returnReport', code: '22021' }]);
  await engine.client.steer({ campaign: campaign.id, verb: 'pause', actor: 'test' });
  expect(await campaignState(campaign.id)).toBe('paused');
  await engine.client.steer({ campaign: campaign.id, verb: 'resume', actor: 'test' });
  await campaign.stepTo(shanghai('12-05 18:00'));
  expect(campaign.ended()).toBe(true);
});

test('H5: a reason is taken without what no column takes', async () => {
  const campaign = await opened();
  const reason = '大雪\u0000封路\ud800';
  await engine.client.steer({ campaign: campaign.id, verb: 'remind', reason, actor: 'test' });
  const [row] = await engine.sql`select reason from steering where campaign_id = ${campaign.id}`;
  expect(row?.reason).toBe('大雪封路\ufffd');
});

test('the campaign itself writes the line of a decision that is made, and none of one that is refused', async () => {
  const campaign = await opened();
  const by = { id: null, via: 'cli', by: 'zhang' } as const;
  const steer = (verb: 'pause' | 'resume') =>
    steerCampaign(
      { sql: engine.sql, by, name: 'zhang', client: engine.client },
      { campaign: campaign.id, verb, reason: '大雪' },
    );
  const asked = await keepAsked(engine.sql, by, { campaign: campaign.id, verb: 'pause', reason: '停电' });
  await engine.client.steer({ campaign: campaign.id, verb: 'pause', actor: 'test', ...(asked !== null && { asked }) });
  await expect(steer('pause')).rejects.toThrow(Refused);
  await steer('resume');
  expect(await auditLog(engine.sql, { campaign: campaign.id, limit: 9 })).toMatchObject([
    { verb: 'resume', by: 'zhang', reason: '大雪' },
    { verb: 'pause', by: 'zhang', reason: '停电' },
  ]);
  expect(await engine.sql`select from steering_asked where campaign_id = ${campaign.id}`).toHaveLength(0);
});

test('H5: a rung that cannot be climbed holds up no other, is a fault, and is climbed when it can be', async () => {
  const campaign = await opened();
  const early = `new.rung = 'early' and new.campaign_id = '${campaign.id}'`;
  await refusing('messages', early, async () => {
    await campaign.stepTo(shanghai('12-02 09:30'));
    expect(await faultsOf(campaign.id)).toEqual([
      { kind: 'step-failed', scope: '/survey/9/climbRung/early', code: '22021' },
    ]);
    // It does not wait for the failed one either.
    await engine.client.steer({ campaign: campaign.id, verb: 'remind', actor: 'test' });
    await campaign.stepTo(shanghai('12-02 09:45'));
    expect(Object.keys(await told(campaign.id)).sort()).toEqual(['open', 'reminder']);
  });
  await campaign.stepTo(shanghai('12-02 10:30'));
  expect(Object.keys(await told(campaign.id)).sort()).toEqual(['early', 'open', 'reminder']);
  expect(await faultsOf(campaign.id)).toEqual([]);
});

test('H5, M14: a round that cannot be opened keeps neither the others nor the end of the campaign waiting', async () => {
  const [stage] = tinyDefinition().stages;
  const asks = [...(stage?.asks ?? []), { id: 'townships', of: 'township', form: 'count' }];
  const definition = tinyDefinition({ stages: [{ ...stage, asks }] });
  await refusing('rounds', `new.unit_kind = 'township'`, async () => {
    const campaign = await opened(definition);
    expect(await faultsOf(campaign.id)).toMatchObject([{ scope: '/survey.townships/9/openRound' }]);
    for (const at of ['12-03 17:00', '12-05 18:00', '12-05 18:00']) await campaign.stepTo(shanghai(at));
    expect((await told(campaign.id)).due).toBeDefined();
    expect(campaign.ended()).toBe(true);
    expect(await roundState(campaign.id)).toBe('locked');
    expect(await campaignState(campaign.id)).toBe('completed');
  });
});

test('M14: a report that cannot be written keeps no campaign from its end, and is a fault', async () => {
  const campaign = await opened();
  await engine.sql.unsafe(`
    alter table call_list rename to call_list_kept;
    create view call_list as select * from call_list_kept where 1 / 0 = 1;`);
  try {
    await campaign.stepTo(shanghai('12-05 18:00'));
  } finally {
    await engine.sql.unsafe('drop view call_list; alter table call_list_kept rename to call_list;');
  }
  expect(campaign.ended()).toBe(true);
  expect(await campaignState(campaign.id)).toBe('completed');
  expect(await faultsOf(campaign.id)).toEqual(
    expect.arrayContaining([
      { kind: 'step-failed', scope: '/writeReport', code: '22012' },
      { kind: 'report', scope: '', code: undefined },
    ]),
  );
});

test('L7: a reason is told to the villages and is nowhere in Temporal', async () => {
  const campaign = await opened();
  const reason = '王小二家的路断了';
  await engine.client.steer({
    campaign: campaign.id,
    verb: 'extend',
    target: { key: 'survey', due: '12-10', lock: '12-12' },
    reason,
    actor: 'test',
  });
  await campaign.stepTo(OPENS);
  const [notice] = await engine.sql`
    select params from messages where campaign_id = ${campaign.id} and rung = 'extended' limit 1`;
  expect(notice?.params.reason).toBe(reason);
  for (const workflow of [campaign.root, `${campaign.root}/survey/9`])
    expect(await historyOf(workflow)).not.toContain('王小二');
});

test('L7: of a decision that is refused no reason is kept', async () => {
  const campaign = await opened();
  const target = { key: 'visits', due: '12-20' };
  const asked = engine.client.steer({ campaign: campaign.id, verb: 'extend', target, reason: '误', actor: 'test' });
  await expect(asked).rejects.toThrow(/There are: survey/);
  expect(await engine.sql`select 1 from steering_reasons where campaign_id = ${campaign.id}`).toEqual([]);
});

describe('M4: starting', () => {
  const start = (changes: Record<string, unknown>, campaign?: string) =>
    engine.client.start({
      definition: tinyDefinition(changes),
      mode: 'rehearsal',
      clockAt: OPENS,
      by: null,
      ...(campaign && { campaign }),
    });

  test('the same template in another county is another campaign', async () => {
    const id = `shared-${Date.now()}`;
    const [east, west] = [await start({ id, scope: '91' }), await start({ id, scope: '92' })];
    expect([east.joined, west.joined]).toEqual([false, false]);
    expect(east.campaign).not.toBe(west.campaign);
    await Promise.all([east, west].map(({ campaign }) => engine.client.terminate(campaign)));
  });

  test('does not join what has its id and is for another place, or planned otherwise', async () => {
    const { id } = await opened();
    await expect(start({ scope: '91' }, id)).rejects.toThrow(/belongs to a campaign of region 9, not 91/);
    await expect(start({ name: { 'zh-CN': '另一个' } }, id)).rejects.toThrow(/another definition/);
    expect((await start({}, id)).joined).toBe(true);
  });
});

test('M3: making room for a rehearsal ends no live campaign that has its id', async () => {
  const campaign = `2026-live-${Date.now()}-rehearsal-1`;
  await engine.client.start({ definition: tinyDefinition(), mode: 'live', campaign, by: null });
  await expect(engine.client.terminate(campaign)).rejects.toMatchObject({ code: 'is-live' });
  expect(await engine.client.describe(campaign)).toMatchObject({ status: 'RUNNING' });
  await engine.client.steer({ campaign, verb: 'cancel', reason: 'over', actor: 'test' });
});

test('S10: a round that runs already is joined, and its campaign goes on', async () => {
  const before = shanghai('11-30 09:00');
  const campaign = await engine.start(tinyDefinition(), before);
  const { plan } = await engine.client.standing(campaign.id);
  const [planned] = plan.stages.flatMap(({ rounds }) => rounds);
  const { workflow } = new Client({ connection, namespace: engine.env.TEMPORAL_NAMESPACE });
  await workflow.start('round', {
    workflowId: `${campaign.root}/survey/9`,
    taskQueue: engine.env.TASK_QUEUE,
    args: [{ campaign: campaign.id, round: planned, area: '9', clock: { kind: 'stepped', at: before } }],
  });
  for (const at of [OPENS, shanghai('12-03 09:30'), shanghai('12-05 18:00')]) await campaign.stepTo(at);
  expect((await told(campaign.id)).open).toHaveLength(5);
  expect(campaign.ended()).toBe(true);
});

test('H1: a platform that there is not is refused at the start, in a rehearsal and by a replan, and nothing is changed', async () => {
  const wrong = { ...tinyDefinition(), providers: ['aliyn'] } as unknown as ReturnType<typeof tinyDefinition>;
  const starting = { definition: wrong, campaign: '2026-aliyn', by: null };
  for (const mode of ['live', 'rehearsal'] as const)
    await expect(engine.client.start({ ...starting, mode })).rejects.toThrow(/aliyn/);
  expect(await engine.sql`select 1 from campaigns where id = '2026-aliyn'`).toEqual([]);
  const campaign = await opened();
  const replan = { campaign: campaign.id, verb: 'replan' as const, definition: wrong, actor: 'test' };
  await expect(engine.client.steer(replan)).rejects.toThrow(/aliyn/);
  const [row] =
    await engine.sql`select definition -> 'providers' as providers from campaigns where id = ${campaign.id}`;
  expect(row?.providers).toBeNull();
});

test('M13: a plan that no workflow could carry is refused in words, and the one before stays', async () => {
  const campaign = await opened();
  const [stage] = tinyDefinition().stages;
  const asks = Array.from({ length: 9 }, (_, n) => ({ id: `a${n}`, of: 'village', form: 'count' }));
  const stages = Array.from({ length: 60 }, (_, n) => ({ ...stage, id: `s${n}`, asks }));
  const definition = tinyDefinition({ stages, ladders: { default: longLadder } });
  const replanned = engine.client.steer({ campaign: campaign.id, verb: 'replan', definition, actor: 'test' });
  await expect(replanned).rejects.toMatchObject({ code: 'plan-too-large' });
  await engine.client.steer({ campaign: campaign.id, verb: 'pause', actor: 'test' });
  expect((await engine.client.standing(campaign.id)).plan.stages).toHaveLength(1);
});

test('an extension beyond the beginning of a later stage says so', async () => {
  const [stage] = tinyDefinition().stages;
  const later = { ...stage, id: 'visits', kind: 'visits', opens: '12-10', due: '12-12', lock: '12-14' };
  const campaign = await opened(tinyDefinition({ stages: [stage, later] }));
  const target = { key: 'survey', due: '12-20', lock: '12-20 24:00' };
  const steered = await engine.client.steer({
    campaign: campaign.id,
    verb: 'extend',
    target,
    reason: '大雪封路',
    actor: 'test',
  });
  expect(steered.warnings).toEqual(expect.arrayContaining([expect.stringMatching(/visits/)]));
});
