import { connect, type Queries, type Sql } from '../../../store/db/db';
import { importTable } from '../../../store/list/tables/import/import';
import { type OpenCampaign, openCampaign } from '../../support/campaigns/campaign';
import { listDefinition } from '../../support/campaigns/list-definition';
import { specimen, TEST_PEOPLE_KEY } from '../../support/campaigns/rows';
import { testDatabase } from '../../support/servers/database';
import { emptyTables } from '../../support/servers/empty-tables';

let database: Awaited<ReturnType<typeof testDatabase>>;
/** Owns the tables, as autovacuum does. */
let owner: Sql;
/** With the rights of our processes. */
let sql: Sql;
let campaign: OpenCampaign;

beforeAll(async () => {
  database = await testDatabase();
  owner = database.sql;
  sql = connect(database.url, { max: 2 });
  campaign = await openCampaign(owner, { definition: listDefinition() });
});
afterAll(async () => {
  await sql.end({ timeout: 1 });
  await database.drop();
});
beforeEach(() => emptyTables(owner, 'people'));

/** As many as make an index of several pages. */
const MANY = 3000;

const addRows = async (tx: Queries) => {
  await tx`
    with added as (
      insert into people (kind, region_code, no_id, shown)
      select 'person', (select min(code) from regions), 'unknown', '王**' from generate_series(1, ${MANY}::int)
      returning id, region_code)
    insert into entries (campaign_id, list, row, subject_id, category, heads, unit_code, slot_unit, shown, proposed_at, changed_at)
    select ${campaign.id}, 'poor', gen_random_uuid(), id, 'special', 1, region_code, region_code, '王**', now(), now() from added`;
};

/** The index by which a foreign key looks for one row. */
const indexOf = async (tx: Queries, name: string): Promise<string | undefined> => {
  const lines = await tx<{ 'QUERY PLAN': string }[]>`
    explain select 1 from only ${tx(name)} x where id = 5::bigint for key share of x`;
  return /using (\w+)/.exec(lines.map((line) => line['QUERY PLAN']).join('\n'))?.[1];
};

const counted = async (name: string): Promise<number> => {
  const [row] = await owner<{ rows: number }[]>`select reltuples::int as rows from pg_class where relname = ${name}`;
  return row?.rows ?? Number.NaN;
};

test('rows that are not committed are found by their number, whatever a vacuum has noted meanwhile', async () => {
  await sql.begin(async (tx) => {
    await tx`select set_config('enable_seqscan', 'off', true)`;
    await addRows(tx);
    await owner`vacuum people, entries`;
    expect([await counted('people'), await counted('entries')]).toEqual([0, 0]);
    expect(await indexOf(tx, 'people')).toBe('people_pkey');
    // Until now it may be that of pages, which has the number at its end.
    await tx`select count_rows_of_lists()`;
    expect([await counted('people'), await counted('entries')]).toEqual([MANY, MANY]);
    expect(await indexOf(tx, 'entries')).toBe('entries_pkey');

    await owner`vacuum (skip_locked) people, entries`;
    expect([await counted('people'), await counted('entries')]).toEqual([MANY, MANY]);
  });
});

test('whoever cannot count because somebody else does goes on without', async () => {
  await owner.begin(async (other) => {
    await other`lock table people in share update exclusive mode`;
    await sql.begin(async (tx) => {
      await tx`select count_rows_of_lists()`;
      await addRows(tx);
    });
  });
  expect(await owner`select count(*)::int as n from entries`).toEqual([{ n: MANY }]);
});

test('an import counts its rows after the first thousand', async () => {
  const lines = Array.from({ length: 1001 }, (_, nth) => `一村,张某${nth},${specimen(nth)},2,特困户,\n`);
  const csv = `村,户主姓名,身份证号,家庭人口,类别,联系电话\n${lines.join('')}`;
  await importTable(sql, {
    ...{ campaign: campaign.id, list: 'poor', source: { file: 'roster.csv', bytes: Buffer.from(csv) }, top: null },
    ...{ people: TEST_PEOPLE_KEY, mapped: [], consent: true, problems: null, confirm: null },
    hand: { name: 'tester', via: 'import' },
  });
  // All of them, should Postgres have counted by itself since.
  expect([1000, 1001]).toContain(await counted('entries'));
});
