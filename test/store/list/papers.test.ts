import { randomUUID } from 'node:crypto';
import { answerCase } from '../../../actions/case/cases';
import { comparePaper, keyPaper, openPaper, takeOther, takePaper, voidPaper } from '../../../actions/list/papers';
import type { RowSent } from '../../../domain/list/row-check';
import { PHOTO } from '../../../rehearsal/people/photo';
import { missingUnits, regionFigures } from '../../../reporting/figures/regions';
import { findReceipt } from '../../../store/campaign/overview';
import type { Sql } from '../../../store/db/db';
import { rowsOfPaper } from '../../../store/list/paper/paper-rows';
import { papersOf } from '../../../store/list/paper/papers';
import type { RowOutcome } from '../../../store/list/row-outcome';
import { recordReport } from '../../../store/report/reports';
import { type OpenCampaign, openCampaign } from '../../support/campaigns/campaign';
import { listDefinition } from '../../support/campaigns/list-definition';
import { family, sending, specimen, TEST_PEOPLE_KEY } from '../../support/campaigns/rows';
import { shanghai } from '../../support/campaigns/tiny';
import { testDatabase } from '../../support/servers/database';
import { emptyTables } from '../../support/servers/empty-tables';

const KEY = 'apply.village';
/** The paper of the tests is handed over then. */
const HANDED_OVER = shanghai('12-03 11:00');

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let campaign: OpenCampaign;
let told: string[];

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
});
afterAll(() => database.drop());
beforeEach(async () => {
  await emptyTables(sql, 'regions', 'campaigns', 'people');
  campaign = await openCampaign(sql, { definition: listDefinition(), now: shanghai('12-03 12:00') });
  told = [];
});

const hands = (by: string) => ({
  ...{ sql, by: { id: null, via: 'cli' as const, by }, people: TEST_PEOPLE_KEY },
  client: {
    startCases: async () => {},
    caseAnswered: async (workflow: string) => void told.push(workflow),
    reportArrived: async (round: string) => void told.push(round),
  },
});
const everything = { top: null };
const take = (unit: string, changes: { because?: string; rows?: number } = {}) =>
  takePaper(hands('zhang'), {
    ...{ campaign: campaign.id, list: 'poor', key: KEY, unit, handedOver: HANDED_OVER, rows: 2 },
    ...{ sheets: [PHOTO.bytes], submission: randomUUID(), ...changes },
  });
const keyed = (paper: number, rows: readonly RowSent[], whole = true) =>
  keyPaper(hands('zhang'), { paper, rows: sending(...rows), whole, submission: randomUUID(), ...everything });
const compared = (paper: number, people: readonly number[], by = 'li') =>
  comparePaper(hands(by), {
    ...{ paper, ...everything },
    read: { rows: people.length, tails: people.map((nth) => specimen(nth).slice(-4)) },
  });
const byPhone = (unit: string, rows: readonly RowSent[]) =>
  recordReport(sql, {
    ...{ campaign: campaign.id, key: KEY, unit, via: 'form', people: TEST_PEOPLE_KEY, submission: randomUUID() },
    input: { nothing: false, figures: {} },
    rows: sending(...rows),
  });
const what = (rows: readonly RowOutcome[] | undefined) => rows?.map(({ is }) => is);
const paperOf = async (unit: string) => {
  const found = await papersOf(sql, { campaign: campaign.id, list: 'poor', top: null, before: null, limit: 9 });
  return found.find((paper) => paper.unit === unit);
};
const villages = async () => {
  const rows = await regionFigures(sql, { campaign: campaign.id, region: '91' });
  return Object.fromEntries(
    rows.map(({ code, onTime, late, missing, onPaper }) => [code, { onTime, late, missing, onPaper }]),
  );
};
const refused = (act: Promise<unknown>) =>
  act.then(
    () => 'taken',
    (error: { code?: string; problems?: { code: string }[] }) => error.problems?.[0]?.code ?? error.code,
  );

it('D.9: with a paper the village has reported, and is neither missing nor nothing before it is keyed', async () => {
  const slip = await take('911');
  expect(slip).toMatchObject({ onTime: true, repeated: false, receipt: expect.stringMatching(/^\d+-\d{4}$/) });
  expect(await sql`select reported_at as at, on_paper from asks where unit_code = '911' and key = ${KEY}`).toEqual([
    { at: HANDED_OVER, on_paper: true },
  ]);
  expect((await villages())['911']).toEqual({ onTime: 1, late: 0, missing: 0, onPaper: 1 });
  expect((await missingUnits(sql, { campaign: campaign.id })).map(({ code }) => code)).not.toContain('911');
  const [report] = await sql`select via, nothing, receipt from reports`;
  expect(report).toEqual({ via: 'paper', nothing: false, receipt: slip.receipt });
  // The township owes the rows, within two working days.
  expect(await sql`select kind, region_code as of, assignee_code as by, state from cases`).toEqual([
    { kind: 'keying', of: '911', by: '91', state: 'waiting' },
  ]);
  // It is no village that reports nothing, whatever comes by SMS.
  const nothing = recordReport(sql, {
    ...{ campaign: campaign.id, key: KEY, unit: '911', via: 'sms', input: { nothing: true, figures: {} } },
  });
  expect(await refused(nothing)).toBe('list-on-paper');
});

it('D.9: rows count from the hour of the paper, keep its receipt, and are compared by somebody else', async () => {
  const slip = await take('911');
  await campaign.at(shanghai('12-05 09:00'));
  const half = await keyed(slip.paper, [family(1)], false);
  expect([what(half.rows), (await paperOf('911'))?.state]).toEqual([['taken'], 'taken']);
  const done = await keyed(slip.paper, [family(2, { sheet: 1 })]);
  expect([done.receipt, done.onTime, done.version]).toEqual([slip.receipt, true, 1]);
  expect(await sql`select distinct via, at, by_name as by from deeds where unit_code = '911'`).toEqual([
    { via: 'paper', at: HANDED_OVER, by: 'zhang' },
  ]);
  expect((await villages())['911']).toMatchObject({ onTime: 1, onPaper: 0 });
  expect(await refused(compared(slip.paper, [1, 2], 'zhang'))).toBe('paper-own-hand');
  // Nor is the matter closed by an answer to its case.
  const { case: owed } = (await paperOf('911')) ?? {};
  const answer = { case: owed ?? 0, outcome: 'keyed', hand: { via: 'cli', name: 'li' }, ...everything } as const;
  expect(await refused(answerCase(hands('li'), answer))).toBe('paper-answers-case');
  expect(await refused(compared(slip.paper, [1]))).toBe('paper-rows-differ');
  expect(await refused(compared(slip.paper, [1, 3]))).toBe('paper-tail-not-keyed');
  await compared(slip.paper, [2, 1]);
  expect(await paperOf('911')).toMatchObject({ state: 'compared', keyedBy: 'zhang', comparedBy: 'li', keyed: 2 });
  expect(await sql`select state, outcome from cases`).toEqual([{ state: 'closed', outcome: 'keyed' }]);
  expect(await refused(keyed(slip.paper, [family(4)]))).toBe('paper-settled');
});

it('what was keyed wrong is corrected or taken back until the paper is compared', async () => {
  const slip = await take('911');
  const [mistyped, twice] = [family(3, { category: 'difficult' }), family(4)];
  await keyed(slip.paper, [family(1), mistyped, twice]);
  expect(await refused(compared(slip.paper, [1, 2]))).toBe('paper-rows-differ');
  const { idNumber } = family(2).figures;
  const right = { ...mistyped, version: 1, keeps: true, figures: { heads: 5, idNumber } };
  const send = { rows: [right], gone: [{ row: twice.row }] };
  const again = await keyPaper(hands('zhang'), {
    ...{ paper: slip.paper, rows: send, whole: false, submission: randomUUID(), ...everything },
  });
  expect([what(again.rows), again.figures]).toEqual([
    ['gone', 'corrected'],
    { specialRows: 1, specialHeads: 2, difficultRows: 1, difficultHeads: 5 },
  ]);
  expect((await rowsOfPaper(sql, slip.paper)).map(({ shown }) => shown)).toEqual(['李**', '刘**']);
  await compared(slip.paper, [1, 2]);
});

it('D.9: nobody is reminded of a paper: not the silent ones’ rung, and not the milestone of a quota', async () => {
  const short = async () => {
    const rows = await sql<{ unit: string }[]>`
      select p.unit_code as unit from rounds r cross join quota_progress(r.id, 0.7, 'infinity') p
      where r.list = 'poor' and r.does = 'propose' and p.rows < p.wanted order by 1`;
    return rows.map(({ unit }) => unit);
  };
  await sql`
    insert into quotas (campaign_id, list, category, unit_code, slots)
    select ${campaign.id}, 'poor', 'special', code, 2 from regions where code in ('911', '912')`;
  expect(await short()).toEqual(['911', '912']);
  const slip = await take('911');
  expect(await short()).toEqual(['912']);
  const silent = await sql<{ unit: string }[]>`
    select unit_code as unit from asks where key = ${KEY} and reported_at is null order by 1`;
  expect(silent.map(({ unit }) => unit)).toEqual(['912', '913', '921', '922']);
  // Once it is keyed its rows count, from the hour of the paper.
  await keyed(slip.paper, [family(1)]);
  expect(await short()).toEqual(['911', '912']);
});

describe('D.9: phone and paper in either order give one set of rows, and one receipt each', () => {
  const set = async () =>
    (await sql<{ shown: string }[]>`select shown from entries where unit_code = '911' order by shown`).map(
      ({ shown }) => shown,
    );
  const figures = async () => {
    const [row] = await sql<{ figures: object }[]>`
      select p.figures from asks a join reports p on p.id = a.report_id where a.unit_code = '911' and a.key = ${KEY}`;
    return row?.figures;
  };

  it('the paper first', async () => {
    const slip = await take('911');
    const done = await keyed(slip.paper, [family(1), family(2)]);
    const phone = await byPhone('911', [family(1), family(2)]);
    expect([what(phone.rows), phone.receipt]).toEqual([['same', 'same'], done.receipt]);
    expect([await set(), await figures()]).toEqual([['张**', '李**'], { specialRows: 2, specialHeads: 5 }]);
    await compared(slip.paper, [1, 2]);
  });

  it('the phone first', async () => {
    const phone = await byPhone('911', [family(1), family(2)]);
    const slip = await take('911');
    expect(slip.receipt).not.toBe(phone.receipt);
    expect(await findReceipt(sql, slip.receipt)).toMatchObject({ unit: '911', via: 'paper', present: true });
    expect((await villages())['911']).toMatchObject({ onPaper: 0 });
    const done = await keyed(slip.paper, [family(1), family(2)]);
    expect([what(done.rows), done.receipt]).toEqual([['same', 'same'], phone.receipt]);
    expect([await set(), await figures()]).toEqual([['张**', '李**'], { specialRows: 2, specialHeads: 5 }]);
    await compared(slip.paper, [1, 2]);
  });

  it('the phone between taking and keying', async () => {
    const slip = await take('911');
    await byPhone('911', [family(1)]);
    const done = await keyed(slip.paper, [family(1), family(2)]);
    expect(what(done.rows)).toEqual(['same', 'taken']);
    expect([await set(), await figures()]).toEqual([['张**', '李**'], { specialRows: 2, specialHeads: 5 }]);
    await compared(slip.paper, [1, 2]);
  });

  it('what differs is shown to the township, without personal values, and nothing is overwritten', async () => {
    const slip = await take('911');
    await keyed(slip.paper, [family(1), family(2)]);
    const { figures: typed } = family(1);
    const sent = family(1, { figures: { ...typed, heads: 7, name: '张另名', phone: '19900001234' } });
    expect(what((await byPhone('911', [sent])).rows)).toEqual(['same']);
    const differing = (await rowsOfPaper(sql, slip.paper)).filter(({ differs }) => differs.length > 0);
    expect(differing).toMatchObject([
      {
        ...{ shown: '李**', later: true },
        differs: [
          { field: 'name', kept: null, sent: null },
          { field: 'phone', kept: null, sent: null },
          { field: 'heads', kept: 2, sent: 7 },
        ],
      },
    ]);
    expect((await paperOf('911'))?.differing).toBe(1);
    // The phone cannot take a row back that stands on the paper.
    const gone = await recordReport(sql, {
      ...{ campaign: campaign.id, key: KEY, unit: '911', via: 'form', people: TEST_PEOPLE_KEY },
      ...{ input: { nothing: false, figures: {} }, rows: { rows: [], gone: [{ row: sent.row }] } },
    });
    expect(gone.rows).toMatchObject([{ is: 'refused', problems: [{ code: 'row-on-paper' }] }]);
    expect(await set()).toHaveLength(2);
  });

  it('the township takes the other value over, whichever came first, and what is personal stays to be corrected', async () => {
    const { figures: typed } = family(1);
    const more = family(1, { figures: { ...typed, heads: 7, phone: '19900001234' }, category: 'difficult' });
    await byPhone('911', [family(2)]);
    const slip = await take('911');
    const other = family(2, { figures: { ...family(2).figures, heads: 9 } });
    await keyed(slip.paper, [family(1), other]);
    await byPhone('911', [more]);
    const differing = async () =>
      (await rowsOfPaper(sql, slip.paper))
        .filter(({ differs }) => differs.length > 0)
        .toSorted((a, b) => a.heads - b.heads);
    const over = (row: string, version = 1, by = 'li') =>
      takeOther(hands(by), { ...{ paper: slip.paper, row, version, via: 'cli' }, ...everything });
    const [phone, paper] = await differing();
    expect([phone, paper]).toMatchObject([
      { heads: 2, later: true },
      { heads: 3, later: false },
    ]);
    expect(await refused(over(phone?.row ?? '', 2))).toBe('row-changed');
    expect(await over(phone?.row ?? '')).toEqual({ version: 2 });
    expect(await over(paper?.row ?? '')).toEqual({ version: 2 });
    expect(await differing()).toMatchObject([
      { heads: 7, category: 'difficult', shown: '李**', differs: [{ field: 'phone', kept: null, sent: null }] },
    ]);
    expect(await refused(over(phone?.row ?? '', 2))).toBe('nothing-to-take-over');
    expect(await sql`select kind, by_name as by, via from deeds where kind = 'correct'`).toEqual(
      Array(2).fill({ kind: 'correct', by: 'li', via: 'cli' }),
    );
    // Whoever took values over has keyed nothing, and compares the paper all the same.
    await compared(slip.paper, [1, 2]);
    expect(await sql`select heads from entries order by heads`).toEqual([{ heads: 7 }, { heads: 9 }]);
  });

  it('a person who stands twice on one paper is refused, as on a phone', async () => {
    const slip = await take('911');
    expect(what((await keyed(slip.paper, [family(1), family(1)])).rows)).toEqual(['taken', 'refused']);
    expect(await set()).toEqual(['李**']);
  });
});

it('D.9: a paper of before the lock is keyed after it once the county has opened it, with a reason', async () => {
  const slip = await take('911');
  await campaign.at(shanghai('12-10 09:00'));
  expect(await refused(keyed(slip.paper, [family(1)]))).toBe('paper-locked');
  expect(await refused(take('912'))).toBe('locked');
  await openPaper(hands('county'), { paper: slip.paper, reason: '大雪封路', ...everything });
  expect(what((await keyed(slip.paper, [family(1)])).rows)).toEqual(['taken']);
  // One that nobody had noted before the lock.
  const late = await take('912', { because: '漏登' });
  expect(late.onTime).toBe(true);
  expect((await keyed(late.paper, [family(2)])).onTime).toBe(true);
  expect(await refused(byPhone('913', [family(3)]))).toBe('locked');
  const lines = await sql`
    select r.reason from audit_log l join audit_reasons r on r.line_id = l.id order by l.id`;
  expect(lines.map(({ reason }) => reason)).toEqual(['大雪封路', '漏登']);
});

it('a paper is void before its rows are keyed: the village is silent again', async () => {
  const slip = await take('911');
  expect(await refused(take('911'))).toBe('paper-under-way');
  await voidPaper(hands('zhang'), { paper: slip.paper, reason: '没有盖章', ...everything });
  expect((await villages())['911']).toEqual({ onTime: 0, late: 0, missing: 1, onPaper: 0 });
  expect(await sql`select state, outcome from cases`).toEqual([{ state: 'closed', outcome: 'void' }]);
  const again = await take('911');
  expect(again.receipt).not.toBe(slip.receipt);
  await keyed(again.paper, [family(1)]);
  expect(await refused(voidPaper(hands('zhang'), { paper: again.paper, reason: '误收', ...everything }))).toBe(
    'paper-has-rows',
  );
});
