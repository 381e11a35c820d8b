import type { Warning } from '../../domain/warning/feed/warning';
import { alertFigures, reachedUnits } from '../../reporting/figures/alerts';
import { moveClock } from '../../store/campaign/campaigns';
import { boardSteps } from '../../store/warning/warning-board';
import { receiveWarnings } from '../../store/warning/warnings';
import { shanghai } from '../support/campaigns/tiny';
import { warning } from '../support/campaigns/warnings';
import { type Engine, type SteppedCampaign, testEngine } from '../support/servers/engine';
import { answers, arrives as arrive, warnedDefinition } from '../support/villages/arrivals';

let engine: Engine;
beforeAll(async () => {
  engine = await testEngine();
});
afterAll(() => engine.close());

const OPENS = shanghai('12-01 09:00');
const definition = warnedDefinition;
const arrives = (campaign: SteppedCampaign, local: string, said: Partial<Warning> & { identifier: string }) =>
  arrive(engine, campaign, local, said);
const answer = (campaign: SteppedCampaign, key: string, unit: string, figures: Record<string, string | number>) =>
  answers(engine, campaign, { key, unit, figures });

/** The regions with a message, by round and rung: `{ '02-orange.known warning': ['911', …] }`. */
async function told(campaign: SteppedCampaign): Promise<Record<string, string[]>> {
  const rows = await engine.sql<{ rung: string; regions: string[] }[]>`
    select concat(substr(r.key, strpos(r.key, '.') + 1), ' ', m.rung) as rung, array_agg(distinct m.region_code order by m.region_code) as regions
    from messages m join rounds r on r.id = m.round_id where m.campaign_id = ${campaign.id} and r.origin <> 'plan' group by 1`;
  return Object.fromEntries(rows.map(({ rung, regions }) => [rung, regions]));
}

const alertsOf = async (campaign: SteppedCampaign): Promise<number[]> =>
  (await engine.sql<{ id: number }[]>`select id from alerts where campaign_id = ${campaign.id}`).map(({ id }) => id);

const ALL = ['911', '912', '913', '921', '922'];
const BLUE = { colour: 'blue', endsAt: shanghai('12-03 20:00') } as const;
const ORANGE = { colour: 'orange', messageType: 'update', endsAt: shanghai('12-03 20:00') } as const;

describe('a warning that a campaign answers', () => {
  test('is acknowledged, escalated, asked anew when it grows worse, patrolled, followed up, and ended', async () => {
    const campaign = await engine.start(definition(), OPENS);
    await campaign.stepTo(OPENS);
    const [alert] = await arrives(campaign, '12-01 16:00', { identifier: 'first', ...BLUE });
    expect(alert).toBe(`campaign/${campaign.id}/alert/cold-wave-1201/9`);
    expect(await told(campaign)).toMatchObject({
      '01-blue.known warning': ALL,
      '01-blue.known warning-township': ['91', '92'],
      '01-blue.known warning-county': ['9'],
    });
    // Who is above the units hears what to make ready, as the rule has it.
    expect(
      await engine.sql`
      select rung, params #>> '{goods,zh-CN}' as goods from messages
      where campaign_id = ${campaign.id} and rung in ('warning', 'warning-county') group by 1, 2 order by 1`,
    ).toEqual([
      { rung: 'warning', goods: null },
      { rung: 'warning-county', goods: '棉衣、棉被' },
    ]);

    await answer(campaign, 'cold-wave-1201.01-blue.known', '911', { step: 'known' });
    await answer(campaign, 'cold-wave-1201.01-blue.known', '921', { step: 'known' });
    await answer(campaign, 'cold-wave-1201.01-blue.known', '922', { step: 'known' });
    for (const at of ['12-01 18:00', '12-01 19:30', '12-01 20:00']) await campaign.stepTo(shanghai(at));
    expect(await told(campaign)).toMatchObject({
      '01-blue.known deputy': ['912', '913'],
      '01-blue.known township': ['91'],
    });

    // Orange in the night wakes all units at once, also those that confirmed the blue one.
    await arrives(campaign, '12-02 02:50', { identifier: 'second', ...ORANGE });
    for (const at of ['12-02 03:00', '12-02 03:20', '12-02 03:50']) await campaign.stepTo(shanghai(at));
    const night = await told(campaign);
    expect(night).toMatchObject({
      '02-orange.known warning': ALL,
      '02-orange.known deputy': ALL,
      '02-orange.known township': ['91', '92'],
      '02-orange.known county': ['9'],
    });
    expect(Object.keys(night).filter((rung) => rung.startsWith('01-blue.known county'))).toEqual([]);
    expect(
      await engine.sql`
        select distinct m.urgent from messages m join rounds r on r.id = m.round_id
        where m.campaign_id = ${campaign.id} and r.key = 'cold-wave-1201.02-orange.known'`,
    ).toEqual([{ urgent: true }]);
    expect(
      (await engine.sql`select unit_code from call_list where campaign_id = ${campaign.id} order by 1`).map(
        ({ unit_code }) => unit_code,
      ),
    ).toEqual(ALL);

    // A patrol finds a person who refuses to come along.
    await campaign.stepTo(shanghai('12-02 08:00'));
    expect((await told(campaign))['patrol@12020800 patrol']).toEqual(ALL);
    await answer(campaign, 'cold-wave-1201.patrol@12020800', '912', { found: 3, helped: 1, sheltered: 1, refused: 2 });
    for (const at of ['12-02 11:00', '12-02 14:00']) await campaign.stepTo(shanghai(at));
    const cases = () => engine.sql`
      select region_code as region, number, rounds, state, outcome from cases where campaign_id = ${campaign.id} order by number`;
    const case1 = { region: '912', number: 1, rounds: 0, state: 'waiting', outcome: null };
    expect([...(await cases())]).toEqual([case1, { ...case1, number: 2 }]);

    await arrives(campaign, '12-02 16:00', { identifier: 'third', ...ORANGE, messageType: 'cancel' });
    const over = await told(campaign);
    expect(over['02-orange.known over']).toEqual(ALL);

    // The visits are repeated until the person accepts help: first on the next morning.
    for (const at of ['12-02 17:00', '12-02 20:00', '12-03 07:30']) await campaign.stepTo(shanghai(at));
    const visit = (person: number, nth: number) => `cold-wave-1201.patrol@12020800.refusal-${person}.revisit-${nth}`;
    await answer(campaign, visit(1, 1), '912', { outcome: 'refuses' });
    await answer(campaign, visit(2, 1), '912', { outcome: 'accepted' });
    expect(await cases()).toMatchObject([
      { rounds: 1, state: 'asked' },
      { rounds: 1, state: 'closed', outcome: 'accepted' },
    ]);
    for (const at of ['12-03 15:30', '12-03 19:30', '12-04 07:30']) await campaign.stepTo(shanghai(at));
    await answer(campaign, visit(1, 2), '912', { outcome: 'sheltered' });
    await campaign.stepTo(shanghai('12-04 19:29'));
    expect(campaign.ended()).toBe(false);
    for (const at of ['12-04 19:30', '12-05 18:00']) await campaign.stepTo(shanghai(at));
    expect([...(await cases())]).toEqual([
      { region: '912', number: 1, rounds: 2, state: 'closed', outcome: 'sheltered' },
      { region: '912', number: 2, rounds: 1, state: 'closed', outcome: 'accepted' },
    ]);
    expect(campaign.ended()).toBe(true);
    const asked = await engine.sql`
      select origin, array_agg(distinct ask order by ask) as asks from rounds
      where campaign_id = ${campaign.id} and origin <> 'plan' group by 1 order by 1`;
    expect([...asked]).toEqual([
      { origin: 'case', asks: ['revisit'] },
      { origin: 'warning', asks: ['done', 'known', 'patrol', 'sent'] },
    ]);

    const [figures] = await alertFigures(engine.sql, campaign.id);
    expect(figures).toMatchObject({
      name: 'cold-wave-1201',
      colours: ['blue', 'orange'],
      areas: ['9'],
      state: 'over',
      asked: 5,
      acknowledged: 3,
      unreached: 2,
      cases: 2,
      casesClosed: 2,
      refused: 2,
    });
    expect(await reachedUnits(engine.sql, campaign.id)).toHaveLength(10);
  });

  test('S3: that rises again to a colour it has had wakes everybody again, and puts deadlines off once', async () => {
    const campaign = await engine.start(definition(), OPENS);
    await campaign.stepTo(OPENS);
    const long = { endsAt: shanghai('12-05 20:00'), messageType: 'update' } as const;
    await arrives(campaign, '12-02 10:00', { identifier: 'first', colour: 'orange', endsAt: long.endsAt });
    for (const unit of ALL) await answer(campaign, 'cold-wave-1202.01-orange.known', unit, { step: 'known' });
    await arrives(campaign, '12-02 12:00', { identifier: 'weaker', colour: 'blue', ...long });
    await arrives(campaign, '12-02 14:00', { identifier: 'again', colour: 'orange', ...long });
    const again = await told(campaign);
    expect(again['02-orange.known warning']).toEqual(ALL);
    for (const at of ['12-02 14:10', '12-02 14:30', '12-02 15:00']) await campaign.stepTo(shanghai(at));
    // An answer to the first warning is no answer to the second.
    expect(await told(campaign)).toMatchObject({
      '02-orange.known deputy': ALL,
      '02-orange.known township': ['91', '92'],
      '02-orange.known county': ['9'],
    });
    const [known] = await boardSteps(engine.sql, await alertsOf(campaign), null);
    expect(known).toMatchObject({ step: 'known', asked: 5, answered: 0 });
    await arrives(campaign, '12-02 16:00', { identifier: 'weak', colour: 'blue', ...long });
    await arrives(campaign, '12-02 17:00', { identifier: 'third', colour: 'orange', ...long });
    expect((await told(campaign))['03-orange.known warning']).toEqual(ALL);
    const decided = await engine.sql`select target from steering where campaign_id = ${campaign.id}`;
    expect(decided).toMatchObject([{ target: { key: 'survey', due: shanghai('12-04 24:00') } }]);
    // A patrol is asked once at its time, for any earlier colours.
    await campaign.stepTo(shanghai('12-03 08:00'));
    const patrols = Object.keys(await told(campaign)).filter((rung) => rung.endsWith(' patrol'));
    expect(patrols.length).toBeGreaterThan(0);
    expect(new Set(patrols).size).toBe(patrols.length);
  });

  test('climbs the ladders that the definition has of its own, by its own deadline', async () => {
    const own = {
      woken: [
        { id: 'warning', kind: 'task', at: { from: 'start' }, message: 'warning' },
        { id: 'before', kind: 'reminder', at: { from: 'known', minutes: -5 }, message: 'warning-reminder' },
        {
          id: 'chase',
          kind: 'chase',
          of: 'county',
          at: { from: 'known', minutes: 1 },
          message: 'warning-chase',
          acknowledgeBy: { from: 'sent' },
        },
        { id: 'both', kind: 'reminder', at: { from: 'sent' }, deputy: true, message: 'warning-reminder' },
      ],
      // Replaces the shared ladder.
      'warning-patrol': [{ id: 'quiet', kind: 'reminder', at: { from: 'due', hours: -1 } }],
    };
    const rules = { 'cold-wave': { orange: { known: { minutes: 20 }, ladders: { known: 'woken' } } } };
    const ladders = { ...definition().ladders, ...own };
    const warned = definition({ warnings: { of: 'village', rules }, ladders });
    const campaign = await engine.start(warned, OPENS);
    await campaign.stepTo(OPENS);
    await arrives(campaign, '12-02 02:50', { identifier: 'first', ...ORANGE, messageType: 'alert' });
    await answer(campaign, 'cold-wave-1202.01-orange.known', '911', { step: 'known' });
    for (const at of ['12-02 03:05', '12-02 03:11', '12-02 04:50']) await campaign.stepTo(shanghai(at));
    const SILENT = ALL.slice(1);
    const night = await told(campaign);
    expect(Object.entries(night).filter(([rung]) => rung.includes('.known '))).toEqual(
      expect.arrayContaining([
        ['01-orange.known warning', ALL],
        ['01-orange.known before', SILENT],
        ['01-orange.known chase', ['9']],
        ['01-orange.known both', SILENT],
      ]),
    );
    expect(Object.keys(night).filter((rung) => rung.includes('.known '))).toHaveLength(4);
    expect((await told(campaign))['01-orange.sent due']).toEqual(ALL);
    for (const at of ['12-02 08:00', '12-02 10:00']) await campaign.stepTo(shanghai(at));
    const patrol = Object.entries(await told(campaign)).filter(([rung]) => rung.startsWith('patrol@12020800'));
    expect(patrol).toEqual([['patrol@12020800 quiet', ALL]]);
  });

  test('read twice does nothing; without a cancellation it runs out', async () => {
    const campaign = await engine.start(definition(), OPENS);
    await campaign.stepTo(OPENS);
    const ends = { colour: 'yellow', endsAt: shanghai('12-01 20:00') } as const;
    await arrives(campaign, '12-01 10:00', { identifier: 'first', ...ends });
    const before = await told(campaign);
    expect(await arrives(campaign, '12-01 10:00', { identifier: 'first', ...ends })).toEqual([]);
    expect(await told(campaign)).toEqual(before);
    for (const at of ['12-01 11:00', '12-01 15:00', '12-01 18:00', '12-01 20:00', '12-01 21:00', '12-02 07:30'])
      await campaign.stepTo(shanghai(at));
    const [alert] = await engine.sql`select state, ended_at from alerts where campaign_id = ${campaign.id}`;
    expect(alert).toEqual({ state: 'over', ended_at: shanghai('12-01 20:00') });
  });

  test('puts off the deadlines that fall into it, and a stronger one only by what is left', async () => {
    const campaign = await engine.start(definition(), OPENS);
    await campaign.stepTo(OPENS);
    const long = { endsAt: shanghai('12-05 20:00') } as const;
    await arrives(campaign, '12-02 10:00', { identifier: 'first', colour: 'orange', ...long });
    await arrives(campaign, '12-02 12:00', { identifier: 'second', messageType: 'update', colour: 'red', ...long });
    const decided =
      await engine.sql`select verb, actor, reason, target from steering where campaign_id = ${campaign.id}`;
    expect(decided).toMatchObject([
      {
        verb: 'extend',
        actor: 'weather',
        reason: '寒潮橙色预警',
        target: { key: 'survey', due: shanghai('12-04 24:00') },
      },
      {
        verb: 'extend',
        actor: 'weather',
        reason: '寒潮红色预警',
        target: { key: 'survey', due: shanghai('12-07 24:00') },
      },
    ]);
    const [round] = await engine.sql`select due_at from rounds where campaign_id = ${campaign.id} and key = 'survey'`;
    expect(round?.due_at).toBe(shanghai('12-07 24:00'));
  });

  test('an exercise says so in the rounds it opens, and a cancelled campaign ends its alerts', async () => {
    const campaign = await engine.start(definition(), OPENS);
    await campaign.stepTo(OPENS);
    const at = shanghai('12-01 10:00');
    const message = warning({
      identifier: `${campaign.id}-drill`,
      status: 'exercise',
      areas: [{ code: null, name: '小县' }],
      sentAt: at,
      onsetAt: at,
      colour: 'red',
    });
    const intake = {
      scope: campaign.id,
      source: 'test',
      read: { warnings: [message], problems: [] },
      raw: { bytes: Buffer.from('drill') },
      at,
    };
    await moveClock(engine.sql, campaign.id, at);
    expect((await receiveWarnings(engine.sql, intake, engine.client.answerWarnings)).workflows).toEqual([]);
    const drill = { ...intake, drill: { by: 'test' } };
    const { workflows } = await receiveWarnings(engine.sql, drill, engine.client.answerWarnings);
    campaign.follow(workflows);
    await campaign.stepTo(at);
    expect(
      await engine.sql`select distinct drill from rounds where campaign_id = ${campaign.id} and origin <> 'plan'`,
    ).toEqual([{ drill: true }]);
    await engine.client.steer({ campaign: campaign.id, verb: 'cancel', reason: '演练结束', actor: 'test' });
    await campaign.stepTo(shanghai('12-01 10:30'));
    expect(campaign.ended()).toBe(true);
    expect(await engine.sql`select state from alerts where campaign_id = ${campaign.id}`).toEqual([
      { state: 'cancelled' },
    ]);
  });

  test('a cancelled campaign ends the visits that are under way, and closes their cases', async () => {
    const campaign = await engine.start(definition(), OPENS);
    await campaign.stepTo(OPENS);
    const ends = { colour: 'orange', endsAt: shanghai('12-03 20:00') } as const;
    await arrives(campaign, '12-01 16:00', { identifier: 'first', ...ends });
    await campaign.stepTo(shanghai('12-01 20:00'));
    const found = { found: 1, helped: 0, sheltered: 0, refused: 1 };
    await answer(campaign, 'cold-wave-1201.patrol@12012000', '912', found);
    for (const at of ['12-01 23:00', '12-02 02:00', '12-02 14:00']) await campaign.stepTo(shanghai(at));
    const cases = () => engine.sql`select state, outcome from cases where campaign_id = ${campaign.id}`;
    expect([...(await cases())]).toEqual([{ state: 'asked', outcome: null }]);
    await engine.client.steer({ campaign: campaign.id, verb: 'cancel', reason: '活动取消', actor: 'test' });
    await campaign.stepTo(shanghai('12-02 14:30'));
    expect([...(await cases())]).toEqual([{ state: 'closed', outcome: 'cancelled' }]);
    expect(campaign.ended()).toBe(true);
  });
});
