import { figuresOf, messageCounts, stageFigures } from '../../reporting/figures/figures';
import { againstStandards } from '../../reporting/figures/given/standards';
import { milestoneFigures } from '../../reporting/figures/milestones';
import { missingUnits, regionFigures } from '../../reporting/figures/regions';
import { fieldTotals } from '../../reporting/figures/sums/totals';
import type { Sql } from '../../store/db/db';
import { CAMPAIGN, MALIUTANG, type ReportedCampaign, reportedCampaign } from '../support/campaigns/reported-campaign';
import { testDatabase } from '../support/servers/database';

let sql: Sql;
let drop: () => Promise<void>;
let reported: ReportedCampaign;

beforeAll(async () => {
  ({ sql, drop } = await testDatabase());
  reported = await reportedCampaign(sql);
});
afterAll(() => drop());

describe('figures by stage', () => {
  it('counts on time, late and missing, and what reached a provider', async () => {
    const [survey] = await stageFigures(sql, CAMPAIGN);
    const expected = reported.villages.length;
    // Reminders: delivered and failed at the provider count, cleared does not. Escalations: chase, raise, call list.
    expect(survey).toMatchObject({
      id: 'survey',
      kind: 'survey',
      expected,
      onTime: expected - 5,
      late: 2,
      missing: 3,
      reminders: 2,
      escalations: 3,
    });
  });

  it('expects the units of the plan where a stage has not begun', async () => {
    const [, raising] = await stageFigures(sql, CAMPAIGN);
    expect(raising).toMatchObject({
      id: 'raising',
      expected: 12,
      onTime: 0,
      late: 0,
      missing: 12,
      reminders: 0,
      escalations: 0,
    });
  });

  it('counts messages by channel and state', async () => {
    expect(await messageCounts(sql, CAMPAIGN)).toEqual({
      sms: { delivered: 2, failed: 1 },
      email: { accepted: 1, cleared: 1 },
    });
  });

  it('says how to find what there is when asked for an unknown one', async () => {
    await expect(stageFigures(sql, 'nowhere')).rejects.toThrow(
      'There is no campaign "nowhere"; check its id (`nuandong status` lists them).',
    );
  });
});

describe('figures of several parts at once', () => {
  it('are the figures of each of them', async () => {
    const { plan } = reported;
    const regions = await sql<{ code: string; path: string }[]>`
      select code, path from regions where starts_with(path, (select path from regions where code = ${plan.scope}))`;
    const asked = await sql<{ stage: string; path: string; place: string; onTime: boolean | null }[]>`
      select r.stage, g.path, g.code as place, u.reported_at < r.due_at as "onTime"
      from asks u join rounds r on r.id = u.round_id join regions g on g.code = u.unit_code`;
    const sent = await sql<{ path: string }[]>`
      select g.path from messages m join regions g on g.code = m.region_code`;
    const parts = [null, 'nowhere', ...regions.map(({ code }) => code)];
    const figures = await figuresOf(sql, { campaign: CAMPAIGN, plan }, parts);
    for (const { code, path } of regions) {
      const [survey] = figures.get(code)?.stages ?? [];
      const own = asked.filter((one) => one.stage === 'survey' && one.path.startsWith(path));
      expect([survey?.expected, survey?.onTime, survey?.late]).toEqual([
        own.length,
        own.filter(({ onTime }) => onTime === true).length,
        own.filter(({ onTime }) => onTime === false).length,
      ]);
      const states = Object.values(figures.get(code)?.messages ?? {}).flatMap((ways) => Object.values(ways ?? {}));
      expect(states.reduce<number>((sum, count) => sum + (count ?? 0), 0)).toBe(
        sent.filter((one) => one.path.startsWith(path)).length,
      );
    }
    expect(figures.get('nowhere')?.stages.map(({ expected }) => expected)).toEqual(plan.stages.map(() => 0));
    expect(figures.get(null)?.stages).toEqual(await stageFigures(sql, CAMPAIGN));
    // A stage that has not begun asks the townships: one each, and all of them in the county.
    const raising = (part: string) => figures.get(part)?.stages.find(({ id }) => id === 'raising')?.expected;
    expect([raising('532626'), raising('532626100'), raising(MALIUTANG)]).toEqual([12, 1, 0]);
  });
});

describe('figures by region', () => {
  it('adds up to the stage', async () => {
    const [survey] = await stageFigures(sql, CAMPAIGN);
    const rows = (await regionFigures(sql, { campaign: CAMPAIGN })).filter(({ stage }) => stage === 'survey');
    const sum = (of: 'expected' | 'onTime' | 'late' | 'missing') => rows.reduce((all, row) => all + row[of], 0);
    expect(rows).toHaveLength(12);
    expect(rows[0]).toMatchObject({ code: '532626100', name: '锦屏镇' });
    expect([sum('expected'), sum('onTime'), sum('late'), sum('missing')]).toEqual([
      survey?.expected,
      survey?.onTime,
      survey?.late,
      survey?.missing,
    ]);
  });

  it('drills down to the village', async () => {
    const rows = await regionFigures(sql, { campaign: CAMPAIGN, region: '532626108' });
    expect(rows.find(({ stage, code }) => stage === 'visits' && code === MALIUTANG)).toMatchObject({
      expected: 1,
      onTime: 1,
      missing: 0,
    });
  });

  it('lets a unit that is asked for itself stand for itself', async () => {
    const rows = await regionFigures(sql, { campaign: CAMPAIGN, region: MALIUTANG });
    expect(rows.map(({ stage, code }) => `${stage} ${code}`)).toEqual([`survey ${MALIUTANG}`, `visits ${MALIUTANG}`]);
  });

  it('says which units are missing and why', async () => {
    const missing = (await missingUnits(sql, { campaign: CAMPAIGN })).filter(({ stage }) => stage === 'survey');
    expect(missing.map(({ code, reason }) => [code, reason])).toEqual([
      [reported.villages[4], 'told'],
      [reported.villages[5], 'called'],
      [reported.villages[6], 'not-delivered'],
    ]);
  });

  it('refuses a region that is not in the register', async () => {
    await expect(regionFigures(sql, { campaign: CAMPAIGN, region: '999' })).rejects.toThrow('no region 999');
  });
});

it('tells milestones met from those missed', async () => {
  const milestones = await milestoneFigures(sql, CAMPAIGN);
  const expected = reported.villages.length;
  expect(milestones.map(({ share, expected: of, reported: came, outcome }) => ({ share, of, came, outcome }))).toEqual([
    { share: 0.7, of: expected, came: expected - 5, outcome: 'met' },
    { share: 0.9, of: expected, came: 0, outcome: 'missed' },
  ]);
});

describe('standards against what was reported', () => {
  const standard = async (category: string) =>
    againstStandards(reported.definition, await fieldTotals(sql, CAMPAIGN)).find((one) => one.category === category);

  it('holds households, money and goods against the plan, in fen', async () => {
    expect(await standard('leprosy')).toMatchObject({
      households: { planned: 39, reported: 39, difference: 0 },
      cash: { planned: 1_560_000, reported: 1_560_000, difference: 0 },
      goodsValue: { planned: 422_100, reported: 422_100, difference: 0 },
      goodsPieces: { planned: 70, reported: null, difference: null },
      cashDue: { planned: 1_560_000, reported: 1_560_000, difference: 0 },
    });
  });

  it('shows what falls short of the plan, though it keeps to the standard', async () => {
    expect(await standard('extreme-poverty')).toMatchObject({
      households: { planned: 142, reported: 140, difference: -2 },
      persons: { planned: 700, reported: 690, difference: null, as: 'over' },
      cash: { planned: 4_260_000, reported: 4_200_000, difference: -60_000 },
      cashDue: { planned: 4_200_000, reported: 4_200_000, difference: 0 },
    });
  });

  it('takes from the accounts what no form asks for, and each item of goods by itself', async () => {
    const items = { box: { name: { 'zh-CN': '家庭箱' }, unit: { 'zh-CN': '箱' } } };
    const booked = { region: '532626100', purse: 'red-cross', category: 'home-kit' };
    const definition = { ...reported.definition, forms: {}, items } as typeof reported.definition;
    const given = [
      { ...booked, item: 'box', quantity: 17, worth: 519_800 },
      { ...booked, item: 'cny', quantity: 30_000, worth: 30_000 },
    ];
    const [first] = definition.standards;
    const own = given.map((one) => ({ ...one, category: first?.category ?? '' }));
    const [standard, other] = againstStandards(definition, [], own);
    expect(standard).toMatchObject({ cash: { reported: 30_000 }, goodsValue: { reported: 519_800 } });
    expect(standard?.goods).toMatchObject([{ item: 'box', quantity: 17 }]);
    expect([other?.cash.reported, other?.goods]).toEqual([null, []]);
  });

  it('sums the present version of each report only', async () => {
    const total = (await fieldTotals(sql, CAMPAIGN)).find(
      ({ stage, field }) => stage === 'survey' && field === 'disabledHouseholds',
    );
    const count = reported.villages.length - 5;
    // One was returned and came again with 4, one was corrected to 5.
    expect(total).toMatchObject({ reports: count, sum: (count - 2) * 3 + 4 + 5 });
  });
});

it('calls no unit undeliverable whose message waits for the morning', async () => {
  const reasonOf = async (unit: string) =>
    (await missingUnits(sql, { campaign: CAMPAIGN })).find(({ stage, code }) => stage === 'visits' && code === unit)
      ?.reason;
  const [silent] = await sql<{ unit: string; round: number }[]>`
    select u.unit_code as unit, r.id as round from asks u join rounds r on r.id = u.round_id
    where r.campaign_id = ${CAMPAIGN} and r.stage = 'visits' and u.reported_at is null order by 1 limit 1`;
  const { unit = '', round = 0 } = silent ?? {};
  expect(await reasonOf(unit)).toBe('not-told');
  await sql`
    insert into messages (key, campaign_id, round_id, rung, kind, region_code, contact_id, channel, template, needed,
                          valid_until, planned_at, state)
    select 'waits', ${CAMPAIGN}, ${round}, 'opens', 'task', ${unit}, min(id), 'sms', 'task', 'silent', now(), now(), 'planned' from contacts`;
  expect(await reasonOf(unit)).toBe('not-told');
});
