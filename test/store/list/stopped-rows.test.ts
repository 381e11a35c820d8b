import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { answerCase, openCase } from '../../../actions/case/cases';
import { moveMember } from '../../../actions/people/move-member';
import { ROOT } from '../../../config/root';
import { withCaseForms } from '../../../domain/case/case-forms';
import { PHOTO } from '../../../rehearsal/people/photo';
import { listTotals, sumOf } from '../../../reporting/figures/list/list-totals';
import type { Sql } from '../../../store/db/db';
import {
  type Decided,
  type Deciding,
  type Decision,
  decideRows,
  type RowsMeant,
} from '../../../store/list/acts/decide';
import { metElsewhere } from '../../../store/list/acts/helped-elsewhere';
import { photoOfRow, rowStory } from '../../../store/list/roster/row-story';
import { findHouseholds } from '../../../store/people/helped/households';
import { identify } from '../../../store/people/helped/identify';
import { openKeyring } from '../../../store/people/sealed/keyring';
import { keepDeedPhoto, unnamedDeedPhotos } from '../../../store/report/deed-photos';
import { recordReport } from '../../../store/report/reports';
import { type OpenCampaign, openCampaign } from '../../support/campaigns/campaign';
import { listDefinition } from '../../support/campaigns/list-definition';
import { family, sending, specimen, TEST_PEOPLE_KEY } from '../../support/campaigns/rows';
import { eventually } from '../../support/eventually';
import { givenPerson } from '../../support/people/given';
import { testDatabase } from '../../support/servers/database';
import { emptyTables } from '../../support/servers/empty-tables';

const TRACK = ['propose', 'check', 'approve', 'deliver'] as const;
const client = { startCases: async () => {}, caseAnswered: async () => {}, reportArrived: async () => {} };
const acting = () => ({ sql, by: { id: null, via: 'cli', by: 'zhang' } as const, client });

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let campaign: OpenCampaign;

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  const { lists, stages } = listDefinition();
  const definition = listDefinition({
    lists: { poor: { ...lists.poor, track: TRACK, posting: undefined } },
    cases: { objection: {}, complaint: {} },
    stages: stages.map((stage) => ({
      ...stage,
      asks: [
        { id: 'village', of: 'village', list: 'poor', does: 'propose' },
        { id: 'give', of: 'village', list: 'poor', does: 'deliver' },
      ],
    })),
  });
  campaign = await openCampaign(sql, { definition: withCaseForms(definition) });
});
afterAll(() => database.drop());
beforeEach(() => emptyTables(sql, 'entries', 'people', 'row_acts', 'reports', 'cases'));

const handIn = (key: string, unit: string, what: object) =>
  recordReport(sql, {
    ...{
      campaign: campaign.id,
      key,
      unit,
      via: 'form',
      input: { nothing: false, figures: {} },
      people: TEST_PEOPLE_KEY,
    },
    ...what,
  });
/** Families of a village, which are checked and approved. */
async function approved(unit: string, ...nths: number[]) {
  await handIn('apply.village', unit, { rows: sending(...nths.map((nth) => family(nth))) });
  for (const done of [2, 3]) await sql`update entries set done = ${done}, version = ${done} where unit_code = ${unit}`;
  return sql<{ id: number; row: string; subject: number }[]>`
    select id, row, subject_id as subject from entries where unit_code = ${unit} order by id`;
}
const give = async (unit: string, row: string, submission?: string, photos?: string[]) =>
  (await handIn('apply.give', unit, { did: [{ row, done: true, version: 3, photos }], submission })).rows?.map((one) =>
    one.is === 'refused' ? one.problems.map(({ code }) => code).join() : one.is,
  );
const asked = (name: string, decision: Decision, meant: RowsMeant, submission: string = randomUUID()): Deciding => ({
  ...{ campaign: campaign.id, list: 'poor', top: null, hand: { name, via: 'cli' }, submission, decision, meant },
});
const decide = (...act: Parameters<typeof asked>) => decideRows(sql, asked(...act));
const about = async (id: number): Promise<RowsMeant> => ({
  rows: await sql<{ id: number; version: number }[]>`select id, version from entries where id = ${id}`,
});
const standing = async () =>
  (await sql<{ said: string }[]>`select done || ' ' || state as said from entries order by id`).map(({ said }) => said);

test('D.4: what was given before the objection came and is sent after it is kept as a fact, and a case is opened', async () => {
  const [first, second] = await approved('911', 1, 2);
  const objected = {
    campaign: campaign.id,
    kind: 'objection',
    entry: first?.id,
    raiser: { by: 'public' as const },
    top: null,
  };
  const { case: objection } = await openCase({ ...acting(), key: null }, objected);
  const submission = randomUUID();
  const ask = { campaign: campaign.id, key: 'apply.give', unit: '911' };
  const { id: photo, bytes: picture } = PHOTO;
  await keepDeedPhoto(sql, TEST_PEOPLE_KEY, { ...ask, photo, size: picture.length, picture, drawn: false });
  expect(await give('911', first?.row ?? '', submission, [photo])).toEqual(['row-given-although']);
  expect(await give('911', first?.row ?? '', submission, [photo])).toEqual(['row-given-although']);
  expect(await give('911', first?.row ?? '')).toEqual(['row-given-although']);
  expect(await give('911', second?.row ?? '')).toEqual(['done']);
  expect(await standing()).toEqual(['3 held', '4 in']);
  expect(
    await sql`select kind, because, unit_code as unit, case_id is not null as of from deeds where kind in ('given', 'deliver') order by id`,
  ).toEqual([
    { kind: 'given', because: 'objection', unit: '911', of: true },
    { kind: 'deliver', because: null, unit: '911', of: false },
  ]);
  // What proves it stays as long as the fact, and counts no more against the limit of the unit.
  expect(await unnamedDeedPhotos(sql, ask)).toBe(0);
  const deeds = await rowStory(sql, first?.id ?? 0);
  expect(deeds.map(({ kind, photos }) => [kind, photos])).toContainEqual(['given', [photo]]);
  expect(await photoOfRow(sql, await openKeyring(sql, TEST_PEOPLE_KEY), { row: first?.id ?? 0, photo })).toEqual(
    Buffer.from(picture),
  );
  const cases = () => sql`select kind, state, outcome from cases order by id`;
  expect(await cases()).toMatchObject([{ kind: 'objection' }, { kind: 'complaint', state: 'waiting' }]);
  expect(sumOf(await listTotals(sql, { campaign: campaign.id })).steps.deliver).toBe(1);
  await answerCase(acting(), { case: objection, outcome: 'upheld', hand: { name: 'zhang', via: 'cli' }, top: null });
  expect(await standing()).toEqual(['3 out', '4 in']);
});

/** A fund that is one fen short belongs to the accounts. */
describe('PEERS 5: approve all, twice, by two hands', () => {
  const COUNT = 2039;
  const all: RowsMeant = { all: { step: 'check', state: 'in' }, count: COUNT };
  const approve: Decision = { act: 'do', step: 'approve' };
  const sums = async () =>
    (
      await sql`
      select count(*) filter (where done = 3)::int as approved, count(distinct id)::int as rows,
             coalesce(sum((entitled -> 0 ->> 'cash')::bigint), 0)::int as cash,
             (select count(*)::int from deeds where kind = 'approve') as deeds from entries`
    )[0];

  test('killed in the middle nothing is done; of two at once one wins, the other reads who; a second press is the first receipt', async () => {
    await sql`
      with made as (
        insert into people (kind, region_code, shown, no_id)
        select 'person', '911', '王**', 'lost' from generate_series(1, ${COUNT}) returning id),
      housed as (
        insert into people (kind, region_code, shown, head_id) select 'household', '911', '王**', id from made returning id)
      insert into entries (campaign_id, list, row, subject_id, category, heads, unit_code, slot_unit, state, shown, done, proposed_at, changed_at)
      select ${campaign.id}, 'poor', gen_random_uuid(), id, 'special', 1, '911', '911', 'in', '王**', 2, now(), now() from housed`;
    const [mine, theirs] = [randomUUID(), randomUUID()];
    // Another transaction has the last row, so the act of a process of its own waits in its middle; there it is killed.
    const deciding = asked('wang', approve, all, mine);
    const backend = await sql.begin(async (tx) => {
      await tx`select 1 from entries where id = (select max(id) from entries) for update`;
      const child = spawn(
        process.execPath,
        ['--require', 'tsx/cjs', 'test/fixtures/decide-process.ts', JSON.stringify(deciding)],
        { cwd: ROOT, env: { ...process.env, DATABASE_URL: database.url }, stdio: ['ignore', 'ignore', 'inherit'] },
      );
      const waiting = await eventually(async () => {
        const [one] = await tx<{ pid: number }[]>`
          select distinct pid from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))`;
        if (!one) throw new Error('The act has not come to the row that it waits for');
        return one.pid;
      }, 50_000);
      child.kill('SIGKILL');
      expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
      return waiting;
    });
    // With the row free, Postgres ends the statement, and finds that nobody listens.
    await eventually(async () =>
      expect(await sql`select pid from pg_stat_activity where pid = ${backend}`).toHaveLength(0),
    );
    expect(await sums()).toEqual({ approved: 0, rows: COUNT, cash: 0, deeds: 0 });
    const both = await Promise.allSettled([decide('wang', approve, all, mine), decide('li', approve, all, theirs)]);
    const won = both.findIndex(({ status }) => status === 'fulfilled');
    const names = ['wang', 'li'];
    expect(both[1 - won]).toMatchObject({
      reason: {
        code: 'rows-changed',
        problems: [{ code: 'rows-decided-by', values: { by: names[won], rows: COUNT } }],
      },
    });
    const again = await decide(names[won] ?? '', approve, all, won === 0 ? mine : theirs);
    const { value } = both[won] as PromiseFulfilledResult<Decided>;
    expect(again).toEqual({ ...value, repeated: true, rounds: [] });
    expect(await sums()).toEqual({ approved: COUNT, rows: COUNT, cash: COUNT * 200_000, deeds: COUNT });
  });
});

/** Its money, and D.6, belong to the accounts: what was set aside or paid is not touched here. */
describe('PEERS 10: the dead and the moved', () => {
  test('who is reported dead after the approval is held for a decision, and gets nothing; out, the slot is as the list says', async () => {
    const [dead, alive] = await approved('911', 1, 2);
    await decide('li', { act: 'hold', reason: '据报去世，待核实' }, await about(dead?.id ?? 0));
    expect(await give('911', dead?.row ?? '')).toEqual(['row-given-although']);
    expect(await give('911', alive?.row ?? '')).toEqual(['done']);
    await decide('li', { act: 'remove', because: 'deceased', reason: '已核实' }, await about(dead?.id ?? 0));
    expect(await give('911', dead?.row ?? '')).toEqual(['row-given-although']);
    expect(await standing()).toEqual(['3 out', '4 in']);
    const after = sumOf(await listTotals(sql, { campaign: campaign.id }));
    expect(after).toMatchObject({ proposed: 2, removed: 1, burnt: 0, steps: { deliver: 1 } });
    // Who is given to stays: only a return of goods follows.
    await expect(
      decide('li', { act: 'remove', because: 'deceased', reason: '已核实' }, await about(alive?.id ?? 0)),
    ).rejects.toMatchObject({ problems: [{ code: 'row-settled' }] });
  });

  test('a member who moves to a household on the list moves alone, and nobody stands on two lines', async () => {
    const [one] = await approved('911', 1);
    const [two] = await approved('921', 2);
    const keyring = await openKeyring(sql, TEST_PEOPLE_KEY);
    const people = [11, 12].map((nth) => givenPerson({ idNumber: specimen(nth) }));
    const [wife = 0, son = 0] = (await identify(sql, keyring, people)).map(({ id }) => id);
    const [head] = await sql<{ id: number }[]>`select head_id as id from people where id = ${one?.subject ?? 0}`;
    const members = [wife, son].map((person) => ({ person, relation: '20' as const }));
    await findHouseholds(sql, [{ head: head?.id ?? 0, region: '911', members }], '2026-12-01');
    const [there] = await sql<{ id: number }[]>`select head_id as id from people where id = ${two?.subject ?? 0}`;
    const home = { with: there?.id ?? 0, relation: '97' as const };
    const days = { day: '2026-12-03', today: '2026-12-05' };
    const moving = {
      key: TEST_PEOPLE_KEY,
      person: son,
      home,
      ...days,
      reason: '投靠亲属',
      via: 'cli' as const,
      top: null,
    };
    expect(await moveMember(acting(), moving)).toEqual({ household: two?.subject });
    const homes = await sql<{ household: number; person: number }[]>`
      select household_id as household, person_id as person from memberships
      where until_day is null and relation <> '02' order by person_id`;
    expect([...homes]).toEqual([
      { household: one?.subject, person: wife },
      { household: two?.subject, person: son },
    ]);
    expect((await metElsewhere(sql, { campaign: campaign.id, top: null })).rows).toEqual([]);
    expect(await standing()).toEqual(['3 in', '3 in']);
  });
});
