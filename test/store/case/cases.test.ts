import { createCaseActivities } from '../../../activities/cases';
import { createRoundActivities } from '../../../activities/rounds';
import { CASE_KINDS } from '../../../domain/case/built-in-kinds';
import { withCaseForms } from '../../../domain/case/case-forms';
import type { CaseStart, PlannedRound } from '../../../domain/case/life';
import { roundWorkflowId } from '../../../domain/round/round';
import { withWarningForms } from '../../../domain/warning/alert/forms';
import { caseFigures } from '../../../store/case/case-figures';
import { casesOfAlert } from '../../../store/case/case-list';
import { countOpenCases, getLot, noteAsked } from '../../../store/case/case-lots';
import type { Sql } from '../../../store/db/db';
import { recordReport } from '../../../store/report/reports';
import { endRound, openRound } from '../../../store/round/rounds';
import { type OpenCampaign, openCampaign } from '../../support/campaigns/campaign';
import { shanghai, tinyDefinition } from '../../support/campaigns/tiny';
import { testDatabase } from '../../support/servers/database';
import { emptyTables } from '../../support/servers/empty-tables';

const KEY = 'cold.patrol@12020800';
const NOW = shanghai('12-02 14:00');

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let campaign: OpenCampaign;
let alert = 0;
/** Which workflows the activities have started. */
let started: CaseStart[] = [];
let act: ReturnType<typeof createCaseActivities>;

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  act = createCaseActivities({
    sql,
    startCases: async (starts) => void started.push(...starts),
    cancelCases: async (workflows) => [...workflows],
  });
});
afterAll(() => database.drop());

beforeEach(async () => {
  started = [];
  await emptyTables(sql, 'regions', 'campaigns');
  campaign = await openCampaign(sql, { definition: withWarningForms(tinyDefinition({ warnings: { of: 'village' } })) });
  const [row] = await sql<{ id: number }[]>`
    insert into alerts (campaign_id, name, hazard, area, workflow_id, event, opened_at)
    values (${campaign.id}, 'cold', 'cold-wave', '9', 'w', 'e', ${NOW}) returning id`;
  alert = row?.id ?? 0;
  await campaign.at(shanghai('12-02 10:00'));
  await openRound(sql, {
    id: 'patrol',
    campaign: campaign.id,
    area: '9',
    cause: { origin: 'warning', alert, title: { 'zh-CN': '巡查' }, drill: false },
    round: {
      key: KEY,
      stage: 'warning',
      ask: 'patrol',
      of: 'village',
      form: 'warning-patrol',
      opensAt: shanghai('12-02 08:00'),
      dueAt: shanghai('12-02 11:00'),
      locksAt: NOW,
      rungs: [],
      milestones: [],
    },
  });
});

const report = (unit: string, refused: number) =>
  recordReport(sql, {
    campaign: campaign.id,
    key: KEY,
    unit,
    via: 'api',
    input: { nothing: false, figures: { found: '9', helped: '0', sheltered: '0', refused: String(refused) } },
  });
const look = () => act.openRefusals({ alert, round: 'patrol', now: NOW, clock: { kind: 'stepped', at: NOW } });
const standing = async () => {
  const rows = await sql<{ said: string }[]>`
    select concat(region_code, ' ', number, ' ', coalesce(outcome, state)) as said from cases order by region_code, number`;
  return rows.map(({ said }) => said);
};
const lotOf = async (unit: string) => {
  const [row] = await sql<
    { lot: number }[]
  >`select lot_id as lot from cases where region_code = ${unit} order by id limit 1`;
  return row?.lot ?? 0;
};

describe('a case for each person whom a report counts', () => {
  test('a report of three is three cases, however often it is looked at', async () => {
    await report('911', 3);
    await report('922', 1);
    await report('921', 0);
    expect(await look()).toEqual({
      lots: 3,
      started: [1, 2, 3].map((person) => `campaign/${campaign.id}/cases/${KEY}.refusal-${person}/9`),
    });
    await Promise.all([look(), look(), look()]);
    expect(await standing()).toEqual(['911 1 waiting', '911 2 waiting', '911 3 waiting', '922 1 waiting']);
  });

  test('a corrected report withdraws the last, and opens further ones under numbers of their own', async () => {
    await report('911', 3);
    await look();
    await report('911', 2);
    await look();
    expect(await standing()).toEqual(['911 1 waiting', '911 2 waiting', '911 3 withdrawn']);
    await report('911', 4);
    await look();
    const [first, ...rest] = await standing();
    expect([first, ...rest]).toEqual([
      ...['911 1 waiting', '911 2 waiting', '911 3 withdrawn'],
      ...['911 4 waiting', '911 5 waiting'],
    ]);
    await report('912', 1);
    await look();
    expect((await standing()).slice(5)).toEqual(['912 6 waiting']);
  });

  test('who has been helped meanwhile is not withdrawn, and counts', async () => {
    await report('911', 3);
    await look();
    for (const number of [2, 3])
      await sql`update cases set state = 'closed', outcome = 'accepted', closed_at = ${NOW} where number = ${number}`;
    await report('911', 1);
    await look();
    expect(await standing()).toEqual(['911 1 withdrawn', '911 2 accepted', '911 3 accepted']);
    await report('911', 2);
    await look();
    expect(await standing()).toHaveLength(3);
  });

  test('a report that says there is nothing withdraws them all', async () => {
    await report('911', 2);
    await look();
    const place = { campaign: campaign.id, key: KEY, unit: '911' };
    await recordReport(sql, { ...place, via: 'api', input: { nothing: true, figures: {} } });
    expect(await look()).toEqual({ lots: 0, started: [] });
    expect(await standing()).toEqual(['911 1 withdrawn', '911 2 withdrawn']);
  });

  test('a cancelled campaign opens none, and closes those that no workflow ends', async () => {
    await report('911', 2);
    await look();
    await report('912', 3);
    await sql`update campaigns set state = 'cancelled' where id = ${campaign.id}`;
    await look();
    await act.cancelCases({ campaign: campaign.id, now: NOW });
    expect(await standing()).toEqual(['911 1 cancelled', '911 2 cancelled']);
  });

  test('Postgres keeps a second one of the same person out', async () => {
    await report('911', 1);
    await look();
    const again = sql`
      insert into cases (campaign_id, kind, lot_id, region_code, assignee_code, ask_id, number, opened_at)
      select campaign_id, kind, lot_id, region_code, '912', ask_id, number, opened_at from cases`;
    await expect(again).rejects.toMatchObject({ constraint_name: 'cases_once' });
  });
});

describe('a round of the plan whose report counts persons into cases', () => {
  const DAILY = 'street.patrol@12020900';
  const settle = (as: 'locked' | 'cancelled' = 'locked') =>
    createRoundActivities({ sql, startCases: async (starts) => void started.push(...starts) }).settleRound({
      ...{ campaign: campaign.id, round: 'daily', as },
    });

  beforeEach(async () => {
    const declined = { id: 'declined', label: { 'zh-CN': '不愿入站' }, type: 'integer', case: 'refusal' };
    await emptyTables(sql, 'regions', 'campaigns');
    const forms = { street: { name: { 'zh-CN': '街面巡查' }, fields: [declined] } };
    campaign = await openCampaign(sql, {
      definition: withCaseForms(
        tinyDefinition({ id: 'street', cases: { refusal: {} }, forms: { ...tinyDefinition().forms, ...forms } }),
      ),
    });
    await campaign.at(shanghai('12-02 10:00'));
    await openRound(sql, {
      ...{ id: 'daily', campaign: campaign.id, area: '9' },
      round: {
        ...{ key: DAILY, stage: 'street', ask: 'patrol', of: 'village', form: 'street', rungs: [], milestones: [] },
        ...{ opensAt: shanghai('12-02 09:00'), dueAt: shanghai('12-02 12:00'), locksAt: NOW },
      },
    });
  });

  const said = (unit: string, declined: number) =>
    recordReport(sql, {
      ...{ campaign: campaign.id, key: DAILY, unit, via: 'api' },
      input: { nothing: false, figures: { declined: String(declined) } },
    });

  test('opens one for each of them when it ends, once, and starts their clocks', async () => {
    await said('911', 2);
    await said('912', 0);
    expect(await settle()).toMatchObject({ onTime: 2 });
    expect(await standing()).toEqual(['911 1 waiting', '911 2 waiting']);
    expect(started.map(({ workflowId }) => workflowId)).toEqual(
      [1, 2].map((person) => `campaign/${campaign.id}/cases/${DAILY}.refusal-${person}/9`),
    );
    await settle();
    expect(await standing()).toHaveLength(2);
    const first = await ask(await lotOf('911'), 1);
    expect(first).toMatchObject({ units: 1, title: { 'zh-CN': expect.stringMatching(/^回访第1人/) } });
    await answer(first.round.key, '911', 'refuses');
    expect(await note(await lotOf('911'), 1, first.id)).toEqual({ open: 1, started: [] });
    expect(await caseFigures(sql, campaign.id)).toMatchObject([{ kind: 'refusal', opened: 2, asked: 1, open: 2 }]);
  });

  test('opens none when it is cancelled', async () => {
    await said('911', 2);
    await settle('cancelled');
    expect([await standing(), started]).toEqual([[], []]);
  });
});

/** Opens a round of a lot, as its workflow does. */
async function ask(lot: number, nth: number): Promise<PlannedRound & { id: string; units: number }> {
  const planned = await act.planCaseRound({ lot, nth, now: NOW });
  if (!planned) throw new Error('Nobody is left to be asked.');
  const { round, area, cause } = planned;
  const id = roundWorkflowId(campaign.id, round.key, area);
  const units = await openRound(sql, { id, campaign: campaign.id, round, area, cause });
  await noteAsked(sql, { lot, due: round.dueAt });
  await campaign.at(round.opensAt);
  return { ...planned, id, units };
}

const answer = (key: string, unit: string, outcome: string) =>
  recordReport(sql, { campaign: campaign.id, key, unit, via: 'api', input: { nothing: false, figures: { outcome } } });
async function note(lot: number, nth: number, id: string) {
  await endRound(sql, id, 'locked');
  const clock = { kind: 'wall' } as const;
  return act.noteCaseRound({ lot, nth, round: id, last: false, now: NOW, clock });
}

describe('cases that are asked about together', () => {
  test('each has the outcome that its unit has reported', async () => {
    for (const unit of ['911', '912', '921']) await report(unit, 1);
    await look();
    const lot = await lotOf('911');
    const first = await ask(lot, 1);
    expect(first).toMatchObject({
      units: 3,
      round: { key: `${KEY}.refusal-1.revisit-1`, only: ['911', '912', '921'] },
    });
    await expect(ask(lot, 2)).rejects.toMatchObject({ constraint_name: 'rounds_one_of_lot' });
    await answer(first.round.key, '911', 'refuses');
    await answer(first.round.key, '912', 'accepted');
    expect(await casesOfAlert(sql, { alert, top: '91' })).toMatchObject([
      { kind: 'refusal', number: 1, state: 'asked', rounds: 1, dueAt: first.round.dueAt, outcome: null },
      { state: 'closed', outcome: 'accepted' },
    ]);
    expect(await note(lot, 1, first.id)).toEqual({ open: 2, started: [] });
    // The activity may be carried out twice.
    expect(await note(lot, 1, first.id)).toEqual({ open: 2, started: [] });
    const second = await ask(lot, 2);
    expect(second.round.only).toEqual(['911', '921']);
    expect(await casesOfAlert(sql, { alert, top: null })).toMatchObject([
      { state: 'asked', rounds: 2, outcome: 'refuses' },
      { state: 'asked', rounds: 2, outcome: null },
      { state: 'closed', rounds: 1, outcome: 'accepted', dueAt: null },
    ]);
    expect(await casesOfAlert(sql, { alert, top: '92' })).toHaveLength(1);
  });

  test('nobody is asked any more about one that a correction withdraws', async () => {
    await report('911', 2);
    await report('912', 2);
    await look();
    const [{ lot = 0 } = {}] = await sql<{ lot: number }[]>`select lot_id as lot from cases where number = 2 limit 1`;
    const { id } = await ask(lot, 1);
    await sql`update rounds set locks_at = ${shanghai('12-09 14:00')} where id = 'patrol'`;
    await report('911', 1);
    await look();
    const asked = await sql`select unit_code as unit from asks where round_id = ${id}`;
    expect([...asked]).toEqual([{ unit: '912' }]);
  });

  test('of two lots that close at once, one is the last of its campaign', async () => {
    await report('911', 2);
    await look();
    const lots = await sql<{ lot: number }[]>`select id as lot from case_lots order by id`;
    const closed = await Promise.all(lots.map(({ lot }) => act.closeCases({ lot, outcome: 'handed-over', now: NOW })));
    expect(closed.filter(({ last }) => last)).toHaveLength(1);
    expect(await countOpenCases(sql, campaign.id)).toBe(0);
    expect(await act.planCaseRound({ lot: lots[0]?.lot ?? 0, nth: 2, now: NOW })).toBeNull();
  });
});

describe('a kind that passes cases upwards', () => {
  // Rows keep only the name of a kind: the usual kind asks only the unit.
  beforeEach(() => void jest.replaceProperty(CASE_KINDS.refusal, 'rounds', [1, 1, 1, 1]));
  afterEach(() => jest.restoreAllMocks());

  test('asks the superior about each, up to the top of the scope, and hands it over there', async () => {
    await report('911', 1);
    await report('912', 1);
    await look();
    const lot = await lotOf('911');
    started = [];
    const first = await ask(lot, 1);
    expect(await note(lot, 1, first.id)).toEqual({ open: 0, started: [] });
    expect(started.map(({ workflowId, most }) => [workflowId, most])).toEqual([
      [`campaign/${campaign.id}/cases/${KEY}.refusal-1.up-911/91`, 1],
      [`campaign/${campaign.id}/cases/${KEY}.refusal-1.up-912/91`, 1],
    ]);
    const above = await ask(await lotOf('911'), 1);
    expect(above).toMatchObject({ area: '91', units: 1, round: { of: 'township', only: ['91'] } });
    expect(above.title['zh-CN']).toMatch(/^回访第1人（一村，/);
    await note(await lotOf('911'), 1, above.id);
    const top = await lotOf('911');
    expect(await getLot(sql, top)).toMatchObject({ level: 2, area: '9', number: 1, alert });
    await note(top, 1, (await ask(top, 1)).id);
    expect(await standing()).toEqual(['911 1 handed-over', '912 1 waiting']);
  });
});
