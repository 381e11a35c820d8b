import { randomUUID } from 'node:crypto';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { periodOf } from '../../../../domain/report/period';
import { Refused } from '../../../../domain/text/refusal';
import { withContent } from '../../../../reporting/document/content';
import { excelReport } from '../../../../reporting/document/excel';
import { moneyTable } from '../../../../reporting/document/tables/money-tables';
import { pairsTable } from '../../../../reporting/document/tables/pair-tables';
import type { PostTotal } from '../../../../reporting/figures/list/pair-totals';
import { namesOf } from '../../../../reporting/figures/names';
import { periodFigures } from '../../../../reporting/figures/period/period-figures';
import { addAccount } from '../../../../store/account/accounts';
import { getCampaign } from '../../../../store/campaign/campaigns';
import type { Sql } from '../../../../store/db/db';
import { countPairs, type PairFilter, pairPage } from '../../../../store/list/pairs/pair-roster';
import { type PairWanted, pairRows } from '../../../../store/list/pairs/pair-rows';
import { readPairs } from '../../../../store/list/pairs/pair-table';
import type { DeedsSent } from '../../../../store/list/pairs/take-deeds';
import { pairsOfUnit } from '../../../../store/list/pairs/unit-pairs';
import { type HandedIn, recordReport } from '../../../../store/report/reports';
import { type OpenCampaign, openCampaign } from '../../../support/campaigns/campaign';
import { deedOf, enterHelpers, pairDefinition } from '../../../support/campaigns/pair-definition';
import { sending, specimen, TEST_PEOPLE_KEY } from '../../../support/campaigns/rows';
import { shanghai } from '../../../support/campaigns/tiny';
import { testDatabase } from '../../../support/servers/database';
import { emptyTables } from '../../../support/servers/empty-tables';

/** Of the entry on 15 December. */
const KEY = 'entry@2026-12-15';
const [EAST_1, EAST_2, WEST] = [
  { unit: '91', post: '帮扶1' },
  { unit: '91', post: '帮扶2' },
  { unit: '92', post: '帮扶1' },
];

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let campaign: OpenCampaign;
let officer: number;
/** The rows of 一村, 二村 and 四村. */
let rows: { id: number; row: string }[];

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  campaign = await openCampaign(sql, { definition: pairDefinition(), now: shanghai('12-15 10:00') });
  await enterHelpers(sql);
  officer = (await addAccount(sql, { login: 'wang', name: '王某', role: 'county-officer', region: '9' })).id;
});
afterAll(() => database.drop());
beforeEach(async () => {
  await emptyTables(sql, 'entries', 'people', 'row_acts', 'reports', 'submissions');
  for (const [unit, nth] of [
    ['911', 1],
    ['912', 2],
    ['921', 4],
  ] as const)
    await recordReport(sql, {
      ...{ campaign: campaign.id, key: 'find', unit, via: 'form', input: { nothing: false, figures: {} } },
      rows: sending({ row: randomUUID(), figures: { name: `甘小${nth}`, idNumber: specimen(nth) } }),
      people: TEST_PEOPLE_KEY,
    });
  rows = await sql<{ id: number; row: string }[]>`select id, row from entries order by unit_code`;
});

const row = (nth: number) => rows[nth]?.id ?? 0;
const pair = (
  pairs: readonly PairWanted[],
  {
    reason,
    top = '9',
    submission = randomUUID() as string,
  }: { reason?: string; top?: string; submission?: string } = {},
) =>
  pairRows(sql, {
    campaign: campaign.id,
    list: 'objects',
    hand: { account: officer, via: 'api' },
    top,
    submission,
    pairs,
    reason,
  });
/** 一村 and 二村 are helped by 东乡, 四村 by 西乡. */
const pairAll = () =>
  pair([
    { row: row(0), helper: EAST_1 },
    { row: row(1), helper: EAST_2 },
    { row: row(2), helper: WEST },
  ]);
const refusal = async (deciding: Promise<unknown>): Promise<string[]> => {
  const error = await deciding.then(
    () => null,
    (refused: unknown) => refused,
  );
  if (!(error instanceof Refused)) throw error ?? new Error('It was not refused.');
  return [error.code, ...error.problems.map(({ code }) => code)];
};
const helpers = async () =>
  (
    await sql<{ helper: string | null }[]>`
      select d.region_code || ' ' || d.role as helper from entries e left join duties d on d.id = e.helper_id order by e.unit_code`
  ).map(({ helper }) => helper);
const asked = async () =>
  (
    await sql<
      { unit: string }[]
    >`select unit_code as unit from asks where key = ${KEY} and round_id is not null order by 1`
  ).map(({ unit }) => unit);
const holder = async ({ unit, post }: { unit: string; post: string }) => {
  const [found] = await sql<{ id: number }[]>`
    select contact_id as id from duties where region_code = ${unit} and role = ${post} and not deputy`;
  return found?.id ?? 0;
};
const enter = (unit: string, deeds: Partial<DeedsSent>, more: Partial<HandedIn> = {}) =>
  recordReport(sql, {
    ...{ campaign: campaign.id, key: KEY, unit, via: 'form', begun: true, input: { nothing: false, figures: {} } },
    deeds: { done: [], undone: [], ...deeds },
    ...more,
  });

describe('who helps whom', () => {
  it('is a post of a unit that the list asks; its unit is asked from then on', async () => {
    expect(await asked()).toEqual([]);
    expect(await pairAll()).toMatchObject({
      rows: 3,
      same: 0,
      repeated: false,
      rounds: expect.arrayContaining([expect.stringContaining(KEY)]),
    });
    expect(await helpers()).toEqual(['91 帮扶1', '91 帮扶2', '92 帮扶1']);
    expect(await asked()).toEqual(['91', '92']);
    await pair([{ row: row(2), helper: EAST_1 }], { reason: '西乡人手不足' });
    expect(await asked()).toEqual(['91']);
  });

  it('changes with a reason, and the deed tells before and after', async () => {
    await pairAll();
    expect(await refusal(pair([{ row: row(0), helper: WEST }]))).toEqual(['pairs-refused', 'pair-say-why']);
    await pair([{ row: row(0), helper: WEST }], { reason: '调到西乡' });
    await pair([{ row: row(0), helper: null }], { reason: '已外出务工' });
    expect(await helpers()).toEqual([null, '91 帮扶2', '92 帮扶1']);
    expect(
      await sql`select before, after, reason, unit_code as unit from deeds where kind = 'pair' and entry_id = ${row(0)} order by id`,
    ).toEqual([
      { before: null, after: EAST_1, reason: null, unit: '91' },
      { before: EAST_1, after: WEST, reason: '调到西乡', unit: '92' },
      { before: WEST, after: null, reason: '已外出务工', unit: '92' },
    ]);
  });

  it('is refused as a whole, and all that forbids it is named', async () => {
    await sql`update entries set state = 'out', because = 'deceased', version = 2 where id = ${row(2)}`;
    const wrong = [
      { row: row(0), helper: { unit: '91', post: '帮扶9' } },
      { row: row(1), helper: { unit: '911', post: 'contact' } },
      { row: row(1), version: 7, helper: EAST_1 },
      { row: row(2), helper: WEST },
      { row: 999_999, helper: WEST },
    ];
    expect(await refusal(pair(wrong))).toEqual([
      'pairs-refused',
      'pair-post-unknown',
      'pair-unit-unknown',
      'pair-row-twice',
      'row-out',
      'row-unknown',
    ]);
    expect(await refusal(pair([{ row: row(0), helper: EAST_1 }], { top: '92' }))).toEqual([
      'pairs-refused',
      'row-unknown',
    ]);
    expect(await helpers()).toEqual([null, null, null]);
  });

  it('gives the first receipt a second time', async () => {
    const submission = randomUUID();
    const first = await pair([{ row: row(0), helper: EAST_1 }], { submission });
    expect(await pair([{ row: row(0), helper: EAST_1 }], { submission })).toMatchObject({
      receipt: first.receipt,
      repeated: true,
    });
    expect(await pair([{ row: row(0), helper: EAST_1 }])).toMatchObject({
      receipt: first.receipt,
      rows: 0,
      same: 1,
      repeated: true,
    });
    expect(await sql`select from row_acts where kind = 'pair'`).toHaveLength(1);
  });
});

describe('a table of pairs', () => {
  const read = (content: string) =>
    readPairs(sql, TEST_PEOPLE_KEY, {
      ...{ campaign: campaign.id, list: 'objects', top: '9' },
      file: { file: '结对.csv', bytes: Buffer.from(content) },
    });

  it('means a row by its number, by ID number, or by unit and name; a second time it gives the first receipt', async () => {
    const table = `小县结对帮扶表\n名单编号,村,姓名,身份证号,帮扶单位,帮扶岗位\n${row(0)},,,,东乡,帮扶1\n,,甘小2,${specimen(2)},91,帮扶2\n,四村,甘小4,,西乡,帮扶1\n,一村,没有的人,,,\n`;
    const { pairs } = await read(table);
    const first = await pair(pairs);
    expect(await helpers()).toEqual(['91 帮扶1', '91 帮扶2', '92 帮扶1']);
    expect(await pair((await read(table)).pairs)).toMatchObject({ receipt: first.receipt, rows: 0, same: 3 });
  });

  it('is refused with every line that means nobody, or a unit that is not asked', async () => {
    const table = '村,姓名,帮扶单位,帮扶岗位\n一村,没有的人,东乡,帮扶1\n一村,甘小1,一村,帮扶1\n';
    expect(await refusal(read(table))).toEqual(['pairs-refused', 'place-unknown', 'pair-row-unclear']);
  });
});

describe('the list of pairs', () => {
  const page = async (filter: PairFilter, on?: string) => {
    const of = { campaign: campaign.id, list: 'objects', top: '9', on };
    const { rows: shown } = await pairPage(sql, of, { filter, at: 'first', size: 10 });
    return [
      shown.map(({ unit, helper, below }) => [unit, helper?.post ?? null, below]),
      await countPairs(sql, of, filter),
    ];
  };

  it('shows who lacks something, who has no helper, and a period that is over', async () => {
    await pair([
      { row: row(0), helper: EAST_1 },
      { row: row(2), helper: WEST },
    ]);
    const done = ['contact', 'visit', 'help'] as const;
    await enter('91', {
      done: done.map((kind) => deedOf(rows[0]?.row ?? '', kind, kind === 'help' ? {} : { times: '4' })),
    });
    expect(await page({})).toEqual([
      [
        ['911', '帮扶1', false],
        ['912', null, true],
        ['921', '帮扶1', true],
      ],
      { rows: 3, paired: 2, helpers: 2, below: 1, planned: 0 },
    ]);
    expect(await page({ below: true })).toMatchObject([[['921', '帮扶1', true]], { rows: 1 }]);
    expect(await page({ without: true })).toMatchObject([[['912', null, true]], { rows: 1 }]);
    expect(await page({ helpers: '91' })).toMatchObject([[['911', '帮扶1', false]], { rows: 1 }]);
    expect(await page({ helpers: '91', below: true }, '2025-12-31')).toMatchObject([
      [['911', '帮扶1', true]],
      { rows: 1 },
    ]);
  });
});

describe('what helpers do', () => {
  beforeEach(() => pairAll());
  const rowId = (nth: number) => rows[nth]?.row ?? '';

  it('is entered by their unit and counted by the server, also undone and sent twice', async () => {
    const call = deedOf(rowId(0), 'contact', { times: '3', on: '2026-12-10' });
    const visit = deedOf(rowId(1), 'visit');
    const money = deedOf(rowId(1), 'money', { cash: '200.50', goods: '30' });
    const first = await enter('91', {
      done: [call, visit, money, deedOf(rowId(0), 'help'), deedOf(rowId(0), 'problem')],
    });
    expect(first.rows?.map(({ is }) => is)).toEqual(['done', 'done', 'done', 'done', 'done']);
    expect(first.figures).toEqual({
      contacts: 3,
      visits: 1,
      problems: 1,
      helps: 1,
      gifts: 1,
      cash: 20_050,
      goods: 3000,
    });
    expect((await enter('91', { done: [call] })).rows).toMatchObject([{ row: call.deed, is: 'same' }]);
    const undone = await enter('91', { undone: [visit.deed, visit.deed] });
    expect(undone.rows?.map(({ is }) => is)).toEqual(['gone', 'same']);
    expect(undone.figures).toMatchObject({ contacts: 3, visits: 0 });
    expect(await sql`select reported_at from asks where key = ${KEY} and unit_code = '91'`).toEqual([
      { reported_at: null },
    ]);
    const all = await enter('91', {}, { begun: false });
    expect(all).toMatchObject({ nothing: false, figures: { contacts: 3, cash: 20_050 } });
  });

  it('is refused for itself: of others, of a day ahead or long ago, without money, without words', async () => {
    const wrong = [
      deedOf(rowId(2), 'contact'),
      deedOf(rowId(0), 'contact', { on: '2026-12-16' }),
      deedOf(rowId(0), 'contact', { on: '2025-12-01' }),
      deedOf(rowId(0), 'money', { cash: '0' }),
      deedOf(rowId(0), 'help', { what: ' ' }),
      deedOf(rowId(0), 'contact', { way: 'letter' }),
    ];
    const { rows: told, figures } = await enter('91', { done: wrong });
    expect(told?.map((one) => (one.is === 'refused' ? one.problems.map(({ code }) => code) : one.is))).toEqual([
      ['pair-not-yours'],
      ['deed-ahead'],
      ['deed-too-old'],
      ['deed-without-money'],
      ['required'],
      ['not-a-choice'],
    ]);
    expect(figures).toEqual({});
  });

  it('a helper enters for their own pairs; that all is entered, the contact says', async () => {
    const contact = await holder(EAST_1);
    const mine = await enter('91', { done: [deedOf(rowId(0), 'contact'), deedOf(rowId(1), 'contact')] }, { contact });
    expect(mine.rows?.map(({ is }) => is)).toEqual(['done', 'refused']);
    await expect(enter('91', {}, { contact, begun: false })).rejects.toMatchObject({
      problems: [{ code: 'pairs-not-all-yours' }],
    });
    const chief = await holder({ unit: '91', post: 'contact' });
    await expect(enter('91', {}, { contact: chief, begun: false })).resolves.toMatchObject({ nothing: false });
  });

  it('counts towards the minima of the person, whoever helps', async () => {
    await enter('91', {
      done: [
        deedOf(rowId(0), 'contact', { times: '3' }),
        deedOf(rowId(0), 'visit', { times: '2' }),
        deedOf(rowId(0), 'help'),
      ],
    });
    await pair([{ row: row(0), helper: WEST }], { reason: '调整' });
    await enter('92', {
      done: [deedOf(rowId(0), 'contact', { on: '2026-01-05' }), deedOf(rowId(0), 'contact', { on: '2025-12-31' })],
    });
    const west = { campaign: campaign.id, list: 'objects', key: KEY, unit: '92', contact: await holder(WEST) };
    const { pairs } = await pairsOfUnit(sql, TEST_PEOPLE_KEY, west);
    expect(pairs.map(({ below, minima }) => [below, ...minima.map(({ done, times }) => `${done}/${times}`)])).toEqual([
      [false, '4/4', '2/2', '1/1'],
      [true, '0/4', '0/2', '0/1'],
    ]);
  });
});

test('the report counts pairs by unit and deeds by who did them, and names nobody', async () => {
  await pair([
    { row: row(0), helper: EAST_1 },
    { row: row(1), helper: EAST_2 },
  ]);
  const gift = deedOf(rows[1]?.row ?? '', 'money');
  await enter('91', { done: [deedOf(rows[0]?.row ?? '', 'contact', { times: '3' }), gift] });
  await pair([{ row: row(0), helper: WEST }], { reason: '调整' });
  await enter('92', { done: [deedOf(rows[0]?.row ?? '', 'visit')] });
  const money = { cash: 20_000, goods: 0 };
  const sums = { contacts: 0, visits: 0, problems: 0, helps: 0, gifts: 0, cash: 0, goods: 0 };
  const content = await withContent(sql, campaign.id, async (found, lists) => {
    const posts: PostTotal[] = [];
    for await (const post of lists.posts()) posts.push(post);
    return { ...found, posts };
  });
  expect(content.pairTotals).toEqual([
    { list: 'objects', unit: '91', name: '东乡', pairs: 1, below: 1, ...sums, contacts: 3, gifts: 1, ...money },
    { list: 'objects', unit: '92', name: '西乡', pairs: 1, below: 1, ...sums, visits: 1 },
    { list: 'objects', unit: null, name: null, pairs: 1, below: 0, ...sums },
  ]);
  expect(content.posts.map(({ unit, post, pairs, contacts, gifts }) => [unit, post, pairs, contacts, gifts])).toEqual([
    ['91', '帮扶1', 0, 3, 0],
    ['91', '帮扶2', 1, 0, 1],
    ['92', '帮扶1', 1, 0, 0],
    [null, null, 1, 0, 0],
  ]);
  expect(content.lengths.posts).toBe(4);
  expect(content.totals.filter(({ stage }) => stage === 'entry')).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ field: 'contacts', reports: 2, sum: 3 }),
      expect.objectContaining({ field: 'cash', sum: 20_000 }),
    ]),
  );
  const names = namesOf(content);
  expect(pairsTable(content, names).rows.map(([, unit, pairs]) => [unit, pairs])).toEqual([
    ['东乡', 1],
    ['西乡', 1],
    ['（无帮扶干部）', 1],
  ]);
  // No category gets money by a standard, so there is nothing to hold against a plan.
  expect(moneyTable(content, names).rows).toEqual([]);
  const out = new PassThrough();
  const excel = buffer(out);
  await withContent(sql, campaign.id, (found, lists) => excelReport(found, lists, out));
  expect((await excel).length).toBeGreaterThan(1000);

  // A period counts what was done in it; what is undone later counts against the later one.
  const pairsIn = async (said: string) => {
    const { pairs } = await periodFigures(sql, await getCampaign(sql, campaign.id), periodOf(said));
    return pairs.map(({ unit, contacts, visits, gifts, cash }) => [unit, contacts, visits, gifts, cash]);
  };
  const december = [
    ['91', 3, 0, 1, 20_000],
    ['92', 0, 1, 0, 0],
  ];
  expect(await pairsIn('2026-12-15')).toEqual(december);
  await sql`update campaigns set clock_at = ${shanghai('12-16 10:00')} where id = ${campaign.id}`;
  await enter('91', { undone: [gift.deed] });
  expect(await pairsIn('2026-12-15')).toEqual(december);
  expect(await pairsIn('2026-12-16')).toEqual([['91', 0, 0, -1, -20_000]]);
  await sql`update campaigns set clock_at = ${shanghai('12-15 10:00')} where id = ${campaign.id}`;
});

test('a pair goes to who has the post next; a post that is given up leaves rows without a helper', async () => {
  await pairAll();
  const [next] = await sql<
    { id: number }[]
  >`insert into contacts (name, phone) values ('新人', '19900030000') returning id`;
  await sql`update duties set contact_id = ${next?.id ?? 0} where region_code = '91' and role = '帮扶1'`;
  const seen = await pairsOfUnit(sql, TEST_PEOPLE_KEY, {
    campaign: campaign.id,
    list: 'objects',
    key: KEY,
    unit: '91',
    contact: next?.id ?? 0,
  });
  expect(seen.pairs).toMatchObject([{ post: '帮扶1', holder: '新**', seen: { shown: '甘**' } }]);
  await sql`delete from duties where region_code = '91' and role = '帮扶1'`;
  expect(await helpers()).toEqual([null, '91 帮扶2', '92 帮扶1']);
});
