import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../../config/root';
import { compile } from '../../../domain/campaign/compile/compile';
import { readDefinition } from '../../../domain/campaign/definition/read-definition';
import { roundsInAreas } from '../../../domain/round/round';
import { insertCampaign } from '../../../store/campaign/campaigns';
import { connect, type Sql } from '../../../store/db/db';
import { importTable, ListImportError } from '../../../store/list/tables/import/import';
import { regionsUnder } from '../../../store/people/regions';
import { importRegister } from '../../../store/people/tables/import';
import { openRound } from '../../../store/round/rounds';
import { TEST_PEOPLE_KEY } from '../../support/campaigns/rows';
import { shanghai } from '../../support/campaigns/tiny';
import { testDatabase } from '../../support/servers/database';

const SAMPLES = join(ROOT, 'config/samples');

let database: Awaited<ReturnType<typeof testDatabase>>;
/** With the rights of the processes. */
let sql: Sql;
let campaign = '';

beforeAll(async () => {
  database = await testDatabase();
  sql = connect(database.url, { max: 2 });
  await importRegister(database.sql, { regions: join(SAMPLES, 'haimen/regions.csv') });
  const file = join(SAMPLES, 'lists/campaign.yaml');
  const { definition } = readDefinition(readFileSync(file, 'utf8'), { file });
  const plan = compile({ definition, regions: await regionsUnder(sql, definition.scope) });
  campaign = plan.campaign;
  await insertCampaign(sql, { id: campaign, definition, plan, mode: 'rehearsal', clockAt: shanghai('12-20 10:00') });
  for (const { id, round, area } of roundsInAreas(plan)) await openRound(sql, { id, campaign, round, area });
});
afterAll(async () => {
  await sql.end({ timeout: 1 });
  await database.drop();
});

const take = (file: string) =>
  importTable(sql, {
    ...{ campaign, list: 'poor', source: { file, path: join(SAMPLES, 'lists', file) }, top: null },
    ...{ people: TEST_PEOPLE_KEY, mapped: [], consent: false, problems: null },
    ...{ hand: { name: 'tester', via: 'import' as const }, confirm: null },
  });

test.each([
  ['merged.xlsx', { rows: 6, heads: 12, people: 12 }],
  ['sheets.xlsx', { rows: 4, heads: 6, people: 6 }],
  ['old.xls', { rows: 2, heads: 4, people: 2 }],
  ['plain.csv', { rows: 2, heads: 6, people: 2 }],
])('%s is imported, and a second time gives the first receipt', async (file, { rows, heads, people }) => {
  const count = async () => {
    const [counted] = await sql<{ rows: number; heads: number; people: number }[]>`
      select (select count(*)::int from entries) as rows, (select coalesce(sum(heads), 0)::int from entries) as heads,
             (select count(*)::int from people where kind = 'person') as people`;
    return counted ?? { rows: 0, heads: 0, people: 0 };
  };
  const before = await count();
  const first = await take(file);
  expect([first.receipt.fresh, first.receipt.rows, first.repeated]).toEqual([rows, rows, false]);
  // Sums that differ would be said.
  expect(first.difference?.notes.filter(({ code }) => code === 'sum-differs')).toEqual([]);
  const after = await count();
  expect([after.rows - before.rows, after.heads - before.heads, after.people - before.people]).toEqual([
    rows,
    heads,
    people,
  ]);
  expect(await take(file)).toEqual({ receipt: first.receipt, repeated: true, difference: null });
  expect(await count()).toEqual(after);
});

test('of bad.xlsx every row that is wrong is named, and nothing is imported', async () => {
  const refused = await take('bad.xlsx').catch((error: unknown) => error);
  if (!(refused instanceof ListImportError)) throw new Error('The table was imported');
  expect(refused.difference.shownFlaws.map(({ row, column, code }) => `${row} ${column} ${code}`)).toEqual([
    '2 身份证号 id-damaged',
    '3 身份证号 id-check',
    '4 身份证号 no-id-why',
    '5 村 unit-not-asked',
    '6 家庭人口 not-a-number',
    '7 困难类别 category-unknown',
    '9 身份证号 row-twice-in-file',
  ]);
});
