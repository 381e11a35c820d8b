import { randomUUID } from 'node:crypto';
import { answerCase } from '../../../actions/case/cases';
import { decideRows } from '../../../actions/list/rows';
import { withCaseForms } from '../../../domain/case/case-forms';
import { rowTotals } from '../../../reporting/figures/list/row-totals';
import type { Sql } from '../../../store/db/db';
import { recordReport } from '../../../store/report/reports';
import { type OpenCampaign, openCampaign } from '../../support/campaigns/campaign';
import { listDefinition } from '../../support/campaigns/list-definition';
import { family, sending, TEST_PEOPLE_KEY } from '../../support/campaigns/rows';
import { testDatabase } from '../../support/servers/database';
import { emptyTables } from '../../support/servers/empty-tables';

/** SUBSTANCE D.3: somebody in two categories. Households on two lists, and persons on a third. */
const { lists, stages } = listDefinition();
const track = ['propose', 'approve'];
const list = { ...lists.poor, track, posting: undefined };
const client = { startCases: async () => {}, caseAnswered: async () => {}, reportArrived: async () => {} };
const BY = { id: null, via: 'cli' as const, by: 'zhang' };

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let campaign: OpenCampaign;

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
});
afterAll(() => database.drop());

async function start(take: string): Promise<void> {
  await emptyTables(sql, 'regions', 'campaigns', 'people');
  const [stage] = stages;
  const once = { across: ['special', 'difficult', 'orphans'], take };
  const definition = withCaseForms(
    listDefinition({
      lists: {
        special: { ...list, categories: ['special'], once },
        difficult: { ...list, categories: ['difficult'], once },
        orphans: { ...list, of: 'person', categories: ['difficult'], heads: undefined, once },
      },
      stages: [
        {
          ...stage,
          asks: ['special', 'difficult', 'orphans'].map((id) => ({ id, of: 'village', list: id, does: 'propose' })),
        },
      ],
    }),
  );
  campaign = await openCampaign(sql, { definition });
}
const propose = (on: string, person: number, category = on) =>
  recordReport(sql, {
    ...{ campaign: campaign.id, key: `apply.${on}`, unit: '911', via: 'form', people: TEST_PEOPLE_KEY },
    input: { nothing: false, figures: {} },
    rows: sending(family(person, { category })),
  });
const rows = async () =>
  (
    await sql<{ said: string }[]>`
      select concat_ws(' ', e.list, e.state, e.because, case when b.id is not null then '兼' end) as said
      from entries e left join rows_beside b using (id) order by e.id`
  ).map(({ said }) => said);
const figures = async () =>
  Object.fromEntries((await rowTotals(sql, campaign.id)).map(({ form, field, sum }) => [`${form} ${field}`, sum]));

it.each([
  ['first', ['difficult in', 'special in 兼']],
  ['main', ['difficult in 兼', 'special in']],
  ['highest', ['difficult in 兼', 'special in']],
  ['both', ['difficult in', 'special in']],
])('%s says which of two rows is paid', async (take, expected) => {
  await start(take);
  await propose('difficult', 1);
  await propose('special', 1);
  expect(await rows()).toEqual(expected);
});

it('D.3: counts a payee in the paid category only, and the other as 兼', async () => {
  await start('main');
  await propose('difficult', 1);
  await propose('special', 1);
  const { figures: reported } = await propose('difficult', 2);
  expect(reported).toEqual({ difficultRows: 1, difficultHeads: 3, beside: 1 });
  expect(await figures()).toEqual({
    ...{ 'list-difficult-propose difficultRows': 1, 'list-difficult-propose difficultHeads': 3 },
    'list-difficult-propose beside': 1,
    ...{ 'list-special-propose specialRows': 1, 'list-special-propose specialHeads': 2 },
  });
});

it('D.3: pays the other row when the paid one leaves, and entitles one row alone', async () => {
  await start('main');
  await propose('difficult', 1);
  await propose('special', 1);
  for (const on of ['difficult', 'special'])
    await decideRows(
      { sql, by: BY, client },
      {
        ...{ campaign: campaign.id, list: on, via: 'cli', top: null, submission: randomUUID() },
        decision: { act: 'do', step: 'approve' },
        meant: { all: {}, count: 1 },
      },
    );
  const [difficult, special] = await sql<{ parts: number }[]>`
    select jsonb_array_length(entitled) as parts from entries order by id`;
  expect([difficult?.parts, special?.parts]).toEqual([0, 1]);
  await sql`update entries set state = 'out', because = 'moved', version = version + 1 where list = 'special'`;
  expect((await rows())[0]).toBe('difficult in');
});

it('D.3: asks about a person of a household that is on a list, and takes the answer', async () => {
  for (const [first, second] of [
    ['special', 'orphans'],
    ['orphans', 'special'],
  ] as const) {
    await start('main');
    await propose(first, 1, first === 'orphans' ? 'difficult' : first);
    await propose(second, 1, second === 'orphans' ? 'difficult' : second);
    expect((await rows()).sort()).toEqual(['orphans held double', 'special in']);
    const [open] = await sql<{ id: number }[]>`select id from cases where kind = 'double'`;
    const answer = { case: open?.id ?? 0, outcome: 'both', hand: { via: 'cli' as const, name: 'li' }, top: null };
    await answerCase({ sql, by: BY, client }, answer);
    expect((await rows()).sort()).toEqual(['orphans in', 'special in']);
    await propose('special', 2, 'special');
    expect(await sql`select from cases`).toHaveLength(1);
  }
});
