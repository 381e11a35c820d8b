import { randomUUID } from 'node:crypto';
import { answerCase } from '../../../actions/case/cases';
import { completeList } from '../../../actions/list/complete';
import { createCaseActivities } from '../../../activities/cases';
import { createRoundActivities } from '../../../activities/rounds';
import { withCaseForms } from '../../../domain/case/case-forms';
import type { CaseStart, PlannedRound } from '../../../domain/case/life';
import { roundWorkflowId } from '../../../domain/round/round';
import { lotsToStart } from '../../../store/case/case-lots';
import type { Sql } from '../../../store/db/db';
import { type Decision, decideRows } from '../../../store/list/acts/decide';
import { recordReport } from '../../../store/report/reports';
import { type OpenCampaign, openCampaign } from '../../support/campaigns/campaign';
import { goingOut } from '../../support/campaigns/going-out';
import { listDefinition } from '../../support/campaigns/list-definition';
import { family, sending, TEST_PEOPLE_KEY } from '../../support/campaigns/rows';
import { shanghai } from '../../support/campaigns/tiny';
import { testDatabase } from '../../support/servers/database';

/** Villages propose until 8 December; on 10 December, a Thursday, the county returns rows of two of them. */
const RETURNED_ON = shanghai('12-10 10:00');
const DUE = shanghai('12-14 17:30');

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let campaign: OpenCampaign;
let asked: (PlannedRound & { id: string }) | null;

const startCases = async (_: readonly CaseStart[]) => {};
const activities = () => ({
  cases: createCaseActivities({ sql, startCases, cancelCases: async () => [] }),
  rounds: createRoundActivities({ sql, startCases }),
});

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  campaign = await openCampaign(sql, { definition: withCaseForms(listDefinition()) });
  await handIn('apply.village', '911', [1, 2, 3]);
  await handIn('apply.village', '912', [4]);
  await sql`update rounds set state = 'locked'`;
  await campaign.at(RETURNED_ON);
  await decide({ act: 'return', reason: '张三的证明不清楚', workingDays: 2 }, [1, 2, 4]);
});
afterAll(() => database.drop());

const handIn = (key: string, unit: string, nths: number[], changes: Parameters<typeof family>[1] = {}) =>
  recordReport(sql, {
    ...{ campaign: campaign.id, key, unit, via: 'form', input: { nothing: false, figures: {} }, begun: true },
    rows: sending(...nths.map((nth) => family(nth, changes))),
    people: TEST_PEOPLE_KEY,
  });
const numbersOf = (nths: number[]) => sql<{ id: number; row: string; version: number; unit: string }[]>`
  select id, row, version, unit_code as unit from entries where shown = any(${nths.map((nth) => SHOWN[nth] ?? '')}) order by id`;
/** Whom the numbers of families stand for. */
const SHOWN: Record<number, string> = { 1: '李**', 2: '张**', 3: '刘**', 4: '陈**' };
const decide = async (decision: Decision, nths: number[]) =>
  decideRows(sql, {
    ...{ campaign: campaign.id, list: 'poor', top: null, submission: randomUUID(), decision },
    hand: { name: 'officer', via: 'cli' },
    meant: { rows: await numbersOf(nths) },
  });
const standing = () => sql`
  select f.region_code as unit, f.state, f.outcome, a.reported_at is not null as reported from cases f
  left join rounds r on r.lot_id = f.lot_id left join asks a on a.round_id = r.id and a.unit_code = f.region_code order by f.id`;

/** Opens the round of the only lot, as its workflow does. */
async function ask(): Promise<PlannedRound & { id: string }> {
  const { cases, rounds } = activities();
  const lots = await lotsToStart(sql, { campaign: campaign.id });
  expect(lots).toHaveLength(1);
  const planned = await cases.planCaseRound({ lot: lots[0]?.lot ?? 0, nth: 1, now: RETURNED_ON });
  if (!planned) throw new Error('Nobody is asked.');
  const { round, area, cause } = planned;
  const id = roundWorkflowId(campaign.id, round.key, area);
  await rounds.openRound({ id, campaign: campaign.id, round, area, cause });
  return { ...planned, id };
}

async function climb(id: string) {
  const rung = asked?.round.rungs.find((one) => one.id === id);
  if (!asked || !rung) throw new Error(`There is no rung ${id}.`);
  await campaign.at(rung.at);
  await activities().rounds.climbRung({ campaign: campaign.id, round: asked.id, rung, now: rung.at });
  return goingOut(sql, id);
}

test('rows that are returned after the lock are asked of their units, with counts and nobody’s name, once for one day', async () => {
  // A second press on the same day asks nobody twice.
  await decide({ act: 'return', reason: '另一户', workingDays: 2 }, [3]);
  expect(await standing()).toMatchObject([{ unit: '911' }, { unit: '912' }]);
  asked = await ask();
  expect(asked.round).toMatchObject({ list: 'poor', does: 'propose', only: ['911', '912'], opensAt: RETURNED_ON });
  expect(asked.round.dueAt).toBe(DUE);
  const [east, west] = await climb('opens-task');
  expect(east?.text.text).toMatch(/^甲911您好，一村的“.*”名单有3户被退回，请12月14日17:30前改正后重新提交/);
  expect(west?.text.text).toContain('二村的“');
  expect(west?.text.text).toContain('1户被退回');
  for (const one of [east, west]) expect(one?.text.segments).toBeLessThanOrEqual(2);
});

test('its link takes corrections and nothing new; who has corrected all is reminded no more, and the superior hears of the other', async () => {
  const key = asked?.round.key ?? '';
  const [row] = await numbersOf([4]);
  const fresh = await handIn(key, '912', [9]);
  expect(fresh.rows).toMatchObject([{ is: 'refused', problems: [{ code: 'row-only-returned' }] }]);
  await expect(
    completeList({ sql, by: null }, { campaign: campaign.id, key, unit: '911', via: 'form' }),
  ).rejects.toThrow();
  const { row: id = '', version } = row ?? {};
  expect((await handIn(key, '912', [4], { row: id, version })).rows).toMatchObject([{ is: 'corrected' }]);
  // The link of the round that is locked serves as well until the day.
  const [other] = await numbersOf([1]);
  const late = await handIn('apply.village', '911', [1], { row: other?.row ?? '', version: other?.version });
  expect(late.rows).toMatchObject([{ is: 'corrected' }]);
  expect(await standing()).toEqual([
    { unit: '911', state: 'asked', outcome: null, reported: false },
    { unit: '912', state: 'closed', outcome: 'corrected', reported: true },
  ]);
  const reminded = await climb('due-1wd');
  expect(reminded.map(({ region, verdict }) => [region, verdict])).toEqual([['911', null]]);
  expect(reminded[0]?.text.text).toContain('名单还有2户退回未改，请12月14日17:30前改正');
  expect((await climb('due'))[0]?.text.text).toContain('还有2户退回未改，已到期限');
  const above = await climb('due-digest');
  expect(above.map(({ region }) => region)).toEqual(['91']);
  expect(above[0]?.text.text).toContain('未报1个：一村');
});

test('a row stands before the step that returned it; by whichever way the last one is settled, its case is over', async () => {
  const [first, second, third] = await numbersOf([1, 2, 3]);
  const { rounds } = await decide({ act: 'remove', because: 'not-eligible', reason: '不符合' }, [2]);
  expect(rounds).toEqual([]);
  const [open] = await sql<{ id: number }[]>`select id from cases where state <> 'closed'`;
  const answering = answerCase(
    {
      sql,
      by: { id: null, via: 'cli', by: 'zhang' },
      client: { startCases, caseAnswered: async () => {}, reportArrived: async () => {} },
    },
    { case: open?.id ?? 0, outcome: 'corrected', hand: { via: 'api' }, top: null },
  );
  await expect(answering).rejects.toMatchObject({ code: 'case-of-rows' });
  const moved = await decide({ act: 'move', to: '921', reason: '迁居' }, [3]);
  expect(moved.rounds).toEqual([asked?.id]);
  expect(
    await sql`select done, state, unit_code as unit from entries where id = any(${[first, second, third].map((one) => one?.id ?? 0)}) order by id`,
  ).toEqual([
    { done: 1, state: 'in', unit: '911' },
    { done: 1, state: 'out', unit: '911' },
    { done: 1, state: 'returned', unit: '921' },
  ]);
  // Nobody waits for 911 any more; who lives in 921 now is asked there.
  expect(await standing()).toMatchObject([
    { unit: '911', state: 'closed' },
    { unit: '912', state: 'closed' },
    { unit: '921', state: 'waiting' },
  ]);
  expect(await activities().rounds.tallyRound({ round: asked?.id ?? '' })).toMatchObject({ expected: 1, missing: 0 });
});
