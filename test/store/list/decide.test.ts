import { randomUUID } from 'node:crypto';
import { freezingStep } from '../../../domain/list/entitled';
import { Refused } from '../../../domain/text/refusal';
import { eachUnitTotal, listTotals, sumOf } from '../../../reporting/figures/list/list-totals';
import { fieldTotals } from '../../../reporting/figures/sums/totals';
import { addAccount } from '../../../store/account/accounts';
import type { Sql } from '../../../store/db/db';
import { type Decision, decideRows, type RowsMeant } from '../../../store/list/acts/decide';
import type { RowDone } from '../../../store/list/acts/row-done';
import { recordReport } from '../../../store/report/reports';
import { type OpenCampaign, openCampaign } from '../../support/campaigns/campaign';
import { listDefinition } from '../../support/campaigns/list-definition';
import { family, sending, TEST_PEOPLE_KEY } from '../../support/campaigns/rows';
import { shanghai } from '../../support/campaigns/tiny';
import { testDatabase } from '../../support/servers/database';
import { emptyTables } from '../../support/servers/empty-tables';

const TRACK = ['propose', 'check', 'approve', 'announce', 'deliver'] as const;

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let campaign: OpenCampaign;
/** Accounts by name. */
const officers: Record<string, number> = {};
const officer = (name: string): number => officers[name] ?? 0;

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  const { poor } = listDefinition().lists;
  campaign = await openCampaign(sql, { definition: listDefinition({ lists: { poor: { ...poor, track: TRACK } } }) });
  for (const [login, region] of [
    ['wang', '9'],
    ['li', '9'],
    ['zhao', '91'],
  ] as const)
    officers[login] = (await addAccount(sql, { login, name: `${login}某`, role: 'county-officer', region })).id;
});
afterAll(() => database.drop());
beforeEach(() => emptyTables(sql, 'entries', 'people', 'row_acts', 'reports'));

const place = (key: string, unit: string) => ({
  ...{ campaign: campaign.id, key, unit, via: 'form' as const },
  input: { nothing: false, figures: {} },
});
const propose = (unit: string, ...nths: number[]) =>
  recordReport(sql, {
    ...place('apply.village', unit),
    rows: sending(...nths.map((nth) => family(nth))),
    people: TEST_PEOPLE_KEY,
  });
const contactOf = async (unit: string): Promise<number> => {
  const [row] = await sql<{ id: number }[]>`
    select contact_id as id from duties where region_code = ${unit} and role = 'contact' and not deputy`;
  return row?.id ?? 0;
};
const check = async (unit: string, did: readonly RowDone[]) =>
  recordReport(sql, { ...place('apply.township', unit), did, contact: await contactOf(unit) });
const checkAll = async (unit: string) => {
  const rows = await sql<{ row: string }[]>`select row from entries where left(unit_code, 2) = ${unit} order by id`;
  return check(
    unit,
    rows.map(({ row }) => ({ row, done: true })),
  );
};
const decide = (
  by: string,
  decision: Decision,
  meant: RowsMeant,
  { top = '9' as string | null, submission = randomUUID() as string } = {},
) =>
  decideRows(sql, {
    ...{ campaign: campaign.id, list: 'poor', hand: { account: officer(by), via: 'api' }, top },
    ...{ submission, decision, meant },
  });
const approve: Decision = { act: 'do', step: 'approve' };
const checkedRows = (count: number): RowsMeant => ({ all: { step: 'check', state: 'in' }, count });
const seen = async (unit = ''): Promise<{ rows: { id: number; version: number }[] }> => ({
  rows: await sql`select id, version from entries where starts_with(unit_code, ${unit}) order by id`,
});
const standing = async () =>
  (
    await sql<{ row: string }[]>`
    select unit_code || ' ' || done || ' ' || state as row from entries order by id`
  ).map(({ row }) => row);
/** @returns the code of the refusal, and of all that forbids the act */
const refusal = async (deciding: Promise<unknown>): Promise<string[]> => {
  const error = await deciding.then(
    () => null,
    (refused: unknown) => refused,
  );
  if (!(error instanceof Refused)) throw error ?? new Error('It was not refused.');
  return [error.code, ...error.problems.map(({ code }) => code)];
};

describe('a unit that is asked for a step', () => {
  it('does it with the rows in its care, each for itself, and its figures count them', async () => {
    await propose('911', 1, 2, 3);
    await propose('921', 4);
    const rows = (await sql<{ row: string }[]>`select row from entries order by id`).map(({ row }) => row);
    const [one = '', two = '', three = '', foreign = ''] = rows;
    const did = [
      { row: one, done: true, figures: { votes: 12 } },
      { row: two, done: false, because: 'not-eligible' as const, reason: '有车' },
      { row: three, done: false },
      { row: foreign, done: true },
    ];
    const report = await check('91', did);
    const codes = report.rows?.map((row) =>
      row.is === 'refused' ? row.problems.map(({ code }) => code).join() : row.is,
    );
    expect(codes).toEqual(['done', 'removed', 'row-say-why', 'row-unknown']);
    expect(report.figures).toEqual({ specialRows: 1, specialHeads: 2, removed: 1 });
    // What is removed at the check burns its slot, by the list's own rule.
    expect(await sql`select state, burns from entries where row = ${two}`).toMatchObject([
      { state: 'out', burns: true },
    ]);
    expect(await listTotals(sql, { campaign: campaign.id })).toMatchObject([
      { list: 'poor', category: 'special', slots: null, proposed: 4, steps: { check: 1 }, removed: 1, burnt: 1 },
    ]);
    const rowsTotals = (await fieldTotals(sql, campaign.id)).map(({ form, field, sum }) => `${form} ${field} ${sum}`);
    expect(rowsTotals).toEqual([
      ...['list-poor-check removed 1', 'list-poor-check specialHeads 2', 'list-poor-check specialRows 1'],
      ...['list-poor-propose specialHeads 11', 'list-poor-propose specialRows 3'],
    ]);
    const again = await check('91', did.slice(0, 2));
    expect(again.rows?.map(({ is }) => is)).toEqual(['same', 'same']);
  });

  it('returns a row with a reason, and the village hands it in again', async () => {
    await propose('911', 1);
    const [entry] = await sql<{ row: string }[]>`select row from entries`;
    const { row = '' } = entry ?? {};
    expect((await check('91', [{ row, done: false, reason: '缺证明' }])).rows).toEqual([
      { row, is: 'returned', version: 2 },
    ]);
    await recordReport(sql, {
      ...place('apply.village', '911'),
      rows: sending({ ...family(1), row, version: 2 }),
      people: TEST_PEOPLE_KEY,
    });
    expect(await standing()).toEqual(['911 1 in']);
  });
});

describe('an officer', () => {
  it('approves all rows that are checked, and freezes what they are entitled to; pressed again, the first receipt', async () => {
    await propose('911', 1, 2);
    await propose('921', 3);
    await checkAll('91');
    await checkAll('92');
    const submission = randomUUID();
    const first = await decide('wang', approve, checkedRows(3), { submission });
    const again = await decide('wang', approve, checkedRows(3), { submission });
    expect(again).toEqual({ ...first, repeated: true });
    expect(first.rows).toBe(3);
    expect(await sql`select distinct entitled from entries`).toEqual([
      { entitled: [{ category: 'special', cash: 200000, goods: [] }] },
    ]);
    expect(await sql`select account_id as by, before, after from deeds where kind = 'approve' limit 1`).toEqual([
      { by: officer('wang'), before: { done: 2, state: 'in' }, after: { done: 3, state: 'in' } },
    ]);
  });

  it('decides at the same moment as another: one wins, and the other hears who', async () => {
    await propose('911', 1, 2);
    await checkAll('91');
    const both = await Promise.allSettled([
      decide('wang', approve, checkedRows(2)),
      decide('li', approve, checkedRows(2)),
    ]);
    const won = both.findIndex(({ status }) => status === 'fulfilled');
    const lost = both[1 - won];
    expect(lost).toMatchObject({
      reason: {
        code: 'rows-changed',
        problems: [{ code: 'rows-decided-by', values: { by: ['wang某', 'li某'][won], rows: 2 } }],
      },
    });
    expect(await sql`select count(*)::int as n from deeds where kind = 'approve'`).toEqual([{ n: 2 }]);
  });

  it('sees all that forbids it, and nothing is done (PEERS 6)', async () => {
    await propose('911', 1, 2, 3, 4);
    const before = await seen();
    await check('91', [
      { row: await rowAt(0), done: true },
      { row: await rowAt(1), done: true },
    ]);
    const [first, second, third, fourth] = (await seen()).rows;
    if (!first || !second || !third || !fourth) throw new Error('There are four rows.');
    await decide('li', { act: 'hold', reason: '核实中' }, { rows: [second] });
    const rows = [first, second, { ...third, version: 1 }, fourth, { id: 999_999, version: 1 }];
    expect(await refusal(decide('wang', approve, { rows }))).toEqual([
      ...['rows-forbid', 'row-changed-by', 'row-step-early', 'row-step-early', 'row-unknown'],
    ]);
    expect(before.rows).toHaveLength(4);
    expect(await standing()).toEqual(['911 2 in', '911 2 held', '911 1 in', '911 1 in']);
    // Nobody approves the rows of the own unit.
    expect(await refusal(decide('zhao', approve, { rows: [first] }, { top: '911' }))).toEqual([
      'rows-forbid',
      'row-elsewhere',
    ]);
  });

  it('does no two steps of a row', async () => {
    await propose('911', 1);
    await decide('wang', { act: 'do', step: 'check' }, await seen());
    expect(await refusal(decide('wang', approve, await seen()))).toEqual(['rows-forbid', 'row-same-hand']);
    await decide('li', approve, await seen('911'));
  });

  it('raises what a row is entitled to only after another has approved it', async () => {
    await propose('911', 1);
    await checkAll('91');
    const raise: Decision = { act: 'raise', cash: 50_000, reason: '重病' };
    expect(await refusal(decide('li', raise, await seen()))).toEqual(['rows-forbid', 'row-not-entitled']);
    await decide('wang', approve, await seen());
    expect(await refusal(decide('wang', raise, await seen()))).toEqual(['rows-forbid', 'row-same-hand']);
    await decide('li', raise, await seen());
    expect(await sql`select jsonb_path_query_array(entitled, '$[*].cash') as cash from entries`).toEqual([
      { cash: [200000, 50000] },
    ]);
  });

  it('moves a household to another village, whose word is awaited: its slot stays (D.1)', async () => {
    await propose('911', 1, 2);
    const [row] = (await seen()).rows;
    await decide('wang', { act: 'move', to: '921', reason: '迁居' }, { rows: [row ?? { id: 0, version: 0 }] });
    expect(await sql`select unit_code as unit, slot_unit as slot, done, state from entries order by id`).toEqual([
      { unit: '921', slot: '911', done: 1, state: 'held' },
      { unit: '911', slot: '911', done: 1, state: 'in' },
    ]);
    expect(await sql`select before ->> 'unit' as from, after ->> 'unit' as to from deeds where kind = 'move'`).toEqual([
      { from: '911', to: '921' },
    ]);
    const county = sumOf(await listTotals(sql, { campaign: campaign.id }));
    expect(county).toMatchObject({ proposed: 2, movedOut: 1, movedIn: 1, removed: 0 });
    const units = [];
    for await (const { unit, proposed, movedOut, movedIn } of eachUnitTotal(sql, { campaign: campaign.id }))
      units.push([unit, proposed, movedOut, movedIn]);
    expect(units).toEqual([
      ['911', 2, 1, 0],
      ['921', 0, 0, 1],
    ]);
    // An account of one township moves no row to another.
    const over = decide('zhao', { act: 'move', to: '922', reason: '迁居' }, await seen('911'), { top: '91' });
    expect(await refusal(over)).toEqual(['unknown-region']);
  });

  it('does no step that no round asks for now', async () => {
    await propose('912', 2);
    await campaign.at(shanghai('12-09 09:00'));
    expect(await refusal(decide('wang', { act: 'do', step: 'check' }, await seen('912')))).toEqual([
      'rows-forbid',
      'row-not-asked-now',
    ]);
  });

  const rowAt = async (at: number): Promise<string> => {
    const rows = await sql<{ row: string }[]>`select row from entries order by id`;
    return rows[at]?.row ?? '';
  };
});

test('what a row is entitled to is frozen before it is announced or delivered', () => {
  const frozen = (...track: Parameters<typeof freezingStep>[0]) => freezingStep(track);
  expect(frozen(...TRACK)).toBe('approve');
  expect(frozen('propose', 'check', 'announce', 'deliver')).toBe('check');
  expect(frozen('propose', 'deliver')).toBe('deliver');
  expect(frozen('propose', 'check')).toBeNull();
});
