import fc from 'fast-check';
import type { Queries, Sql } from '../../../store/db/db';
import { within } from '../../../store/db/scope';
import { findPlaces } from '../../../store/people/places';
import { asSheets } from '../../../store/people/tables/check/check';
import { contactTable, regionTable } from '../../../store/people/tables/export';
import { ImportError, importRegister, importSheets, lookAt } from '../../../store/people/tables/import';
import type { ContactRow, RegionRow } from '../../../store/people/tables/rows';
import { generateRegister } from '../../../store/people/tables/samples/generate';
import { type SignedIn, signIn } from '../../support/accounts';
import { importTinyRegister } from '../../support/campaigns/tiny';
import { BEARER, jsonOf, type TestConsole, testConsole } from '../../support/servers/console';
import { testDatabase } from '../../support/servers/database';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let web: TestConsole;
/** The officer of 东乡 (91): 西乡 (92) with 921 and 922 belongs to another officer. */
let east: SignedIn;

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  await importTinyRegister(sql);
  web = await testConsole(sql);
  east = await signIn(sql, 'county-officer', '91');
});
afterAll(async () => {
  await web.close();
  await database.drop();
});

const upload = (
  verb: 'check' | 'import',
  files: Record<string, string>,
  headers: Record<string, string> = east.headers,
  fields: Record<string, string> = {},
) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  for (const [name, text] of Object.entries(files)) form.append('files', new File([text], name));
  return fetch(`${web.url}/api/register/${verb}?lang=en`, { method: 'POST', headers, body: form });
};
const regions = (...rows: string[]) => ({ 'regions.csv': ['code,parent,kind,name', ...rows].join('\n') });
const contacts = (...rows: string[]) => ({ 'contacts.csv': ['region,role,name,phone,email', ...rows].join('\n') });

/** All rows of the register outside 东乡. */
const outside = async (queries: Pick<Sql, 'unsafe'> = sql) =>
  queries.unsafe(`
    select g.*, (
      select json_agg(to_jsonb(c) || to_jsonb(d) order by c.id)
      from duties d join contacts c on c.id = d.contact_id where d.region_code = g.code) as people
    from regions g where g.path not like '9/91/%' order by g.code`);

describe("C1: an officer's import stays inside their region as stored", () => {
  it.each([
    ['a foreign village listed below their own township', regions('921,91,village,四村')],
    ['a foreign village with its people', { ...regions('921,91,village,x'), ...contacts('921,contact,x,,') }],
    ['a foreign township with all below it', regions('92,91,township,西乡', '921,92,village,x')],
    ['a foreign village where it is', regions('921,92,village,other name')],
    ['the county itself', regions('9,91,county,小县')],
    ['people of a foreign village', contacts('921,contact,x,,')],
    ['a new region below a foreign one', regions('929,92,village,new')],
    ['a new region at the top', regions('99,,county,new')],
    ['new regions that hang on one another only', regions('a,b,village,new', 'b,a,village,new')],
    ['one of their own below a foreign township', regions('911,92,village,一村')],
    ['one of their own below another of their own', regions('911,912,village,一村')],
  ])('C1: refuses %s, for check and import alike, and shows nothing of it', async (_, files) => {
    const before = JSON.stringify(await outside());
    for (const verb of ['check', 'import'] as const) {
      const answer = await upload(verb, files);
      const text = await answer.text();
      expect([verb, answer.status, JSON.parse(text).code]).toEqual([verb, 403, 'beyond-region']);
      expect(text).not.toMatch(/甲92|乙92|1990000092|1990001092|921@example/);
    }
    expect(JSON.stringify(await outside())).toBe(before);
  });

  it('C1: takes their own regions and people, and new ones below them', async () => {
    const files = {
      ...regions('91,9,township,东乡', '911,91,village,一村', '914,91,village,新村', '914-1,914,group,一组'),
      ...contacts('914,contact,丁,19900000914,', '911,contact,甲911,19900000911,'),
    };
    expect(await jsonOf(upload('check', files))).toMatchObject({ bad: [], regions: 4, contacts: 2, unchanged: 3 });
    expect((await upload('import', files)).status).toBe(200);
    expect(await sql`select path from regions where code = '914-1'`).toEqual([{ path: '9/91/914/914-1/' }]);
  });

  it('C1: lets an account for all regions move one to another superior', async () => {
    const answer = await upload('import', regions('913,92,village,三村'), BEARER);
    expect(answer.status).toBe(200);
    expect((await upload('import', regions('913,91,village,三村'), BEARER)).status).toBe(200);
  });

  it('C1: shows what stands there now masked, also to the officer who looks after it', async () => {
    const { changes } = await jsonOf<{ changes: { fields: { field: string; before: string }[] }[] }>(
      upload('check', contacts('912,deputy,丙,19900000333,')),
    );
    expect(changes[0]?.fields).toMatchObject([
      { field: 'name', before: '乙**' },
      { field: 'phone', before: '199****0912' },
      { field: 'email', before: '9***@example.org' },
    ]);
  });

  it('C1: notes what check and import change, by codes and fields and without a value', async () => {
    const from = (await sql`select coalesce(max(id), 0)::int as last from audit_log`)[0]?.last;
    const table = contacts('912,contact,丁某,19900000444,', '91,deputy,戊某,,');
    await upload('check', table);
    await upload('import', table);
    const lines = await sql`select verb, target from audit_log where id > ${from} order by id`;
    const told = { regions: 0, contacts: 2, changes: 2, rows: '912/contact: name phone; +91/deputy' };
    expect(lines).toEqual([
      { verb: 'edit-register', target: { what: 'check', ...told } },
      { verb: 'edit-register', target: { what: 'import', ...told } },
    ]);
    expect(JSON.stringify(lines)).not.toMatch(/丁某|戊某|19900000444|甲912/);
  });

  it('C1: whatever tables an officer uploads, no row outside changes and no value of it is in the answer', async () => {
    const code = fc.constantFrom('9', '91', '92', '911', '912', '913', '921', '922', 'n1', 'n2', 'n3', '', '９２１');
    const region = fc.record({
      code,
      parent: fc.option(code, { nil: null }),
      kind: fc.constantFrom('village', 'township', 'county'),
      name: fc.constantFrom('neu', '', '=1'),
    });
    const person = fc.record({
      region: code,
      role: fc.constantFrom<ContactRow['role'][]>('contact', 'deputy'),
      name: fc.constantFrom('neu', 'x'),
      phone: fc.constantFrom('13900000000', null),
    });
    const before = JSON.stringify(await outside());
    const secrets = /四村|五村|西乡|[甲乙]9(2|'|")|1990000092|1990001092|92\d@example/;
    const tables = fc.tuple(fc.array(region, { maxLength: 6 }), fc.array(person, { maxLength: 4 }));
    await fc.assert(
      fc.asyncProperty(tables, async ([listed, people]) => {
        const sheets = asSheets({
          regions: regionTable(listed as RegionRow[], { file: 'r', language: 'en' }),
          contacts: contactTable(
            people.map((one) => ({ ...one, email: null, language: 'zh-CN', leaveFrom: null, leaveUntil: null })),
            { file: 'c', language: 'en' },
          ),
        });
        const reach = { top: '91' };
        const undone = new Error('undone');
        await sql
          .begin(async (transaction) => {
            const looked = await lookAt(transaction, sheets, reach).catch((error: unknown) => error);
            const told = await importSheets(transaction, sheets, reach).catch((error: unknown) => error);
            const shown = [looked, told].map((answer) =>
              answer instanceof ImportError ? [answer.message, answer.cells] : answerOf(answer),
            );
            expect(JSON.stringify(shown)).not.toMatch(secrets);
            expect(JSON.stringify(await outside(transaction as Pick<Sql, 'unsafe'>))).toBe(before);
            throw undone;
          })
          .catch((error: unknown) => {
            if (error !== undone) throw error;
          });
      }),
      { numRuns: 150 },
    );
  });
});

/** The routes' answer to a preview or an import; other data of the register are not part of it. */
const answerOf = (answer: unknown): unknown => {
  if (answer instanceof Error) throw answer;
  const { stored: _, ...rest } = answer as Record<string, unknown>;
  return rest;
};

describe('M16: the register of a country', () => {
  let villages = 0;
  beforeAll(async () => {
    const register = generateRegister({ villages: 5000, prefix: 'L990000', seed: 5 });
    villages = register.regions.length;
    await importRegister(sql, register);
    await sql`analyze regions`;
    await sql`analyze contacts, duties`;
  }, 120_000);

  const plan = async (query: string) => {
    const rows = await sql.unsafe(`explain (analyze, buffers off, timing off, costs off, summary off) ${query}`);
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  };
  const county = async () =>
    (
      await sql<
        { code: string }[]
      >`select code from regions where kind = 'county' and code <> '9' order by code limit 1`
    )[0]?.code ?? '';

  it('M16: what lies within a region is found by the index on paths', async () => {
    const top = await county();
    const { string } = await sql`select count(*) from regions g where ${within(sql, top, 'g.path')}`.describe();
    const told = await plan(string.replaceAll(/\$\d+/g, `'${top}'`));
    expect(told).toContain('regions_by_path');
    expect(told).not.toContain('Seq Scan on regions');
    const rows = await sql`select count(*)::int as n from regions g where ${within(sql, top, 'g.path')}`;
    const same = await sql`
      select count(*)::int as n from regions g, regions top where top.code = ${top} and starts_with(g.path, top.path)`;
    expect(rows).toEqual(same);
    expect(await sql`select 1 from regions g where ${within(sql, 'nowhere', 'g.path')}`).toEqual([]);
  });

  /**
   * Rows that the connection has read and not yet reported to the server, also in other transactions of the last
   * second.
   */
  const rowsRead = async (queries: Queries) => {
    const [stats] = await queries<{ n: number }[]>`
      select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::int as n
      from pg_stat_xact_user_tables where relname in ('regions', 'contacts', 'duties')`;
    return stats?.n ?? 0;
  };

  it('M16: one edited contact reads a handful of rows, not the register', async () => {
    const village = (
      await sql<{ code: string }[]>`select code from regions where kind = 'village' and path like 'L%' limit 1`
    )[0]?.code;
    const contact: ContactRow = {
      region: village ?? '',
      role: 'contact',
      name: '新人',
      phone: '19900000001',
      email: null,
      language: 'zh-CN',
      leaveFrom: null,
      leaveUntil: null,
    };
    const read = await sql.begin(async (transaction) => {
      const before = await rowsRead(transaction);
      await importRegister(transaction, { contacts: [contact] });
      return (await rowsRead(transaction)) - before;
    });
    expect(villages).toBeGreaterThan(5000);
    expect(read).toBeGreaterThan(0);
    expect(read).toBeLessThan(1000);
  });

  it('M16: places are found with the names above them, without a look at the register for each', async () => {
    const begun = performance.now();
    const found = await findPlaces(sql, { words: '村', top: null, limit: 30 });
    expect(found).toHaveLength(30);
    expect(found.every(({ above }) => above.length > 0)).toBe(true);
    expect(performance.now() - begun).toBeLessThan(1000);
  });
});

it('M16: a user who meets an endless import gets an error instead of waiting for ever', async () => {
  const holding = await sql.reserve();
  try {
    await holding`begin`;
    await holding`select pg_advisory_xact_lock(20261123)`;
    const answer = await upload('import', contacts('911,contact,甲911,19900000911,'), BEARER);
    expect([answer.status, (await jsonOf<{ code: string }>(answer)).code]).toEqual([409, 'import-under-way']);
  } finally {
    await holding`rollback`;
    holding.release();
  }
});

it('H4: a file that is no table is refused as such, and the console goes on', async () => {
  const bomb = Buffer.alloc(3000, 'PK\u0003\u0004');
  const form = new FormData();
  form.append('files', new File([bomb], 'w.xlsx'));
  const answer = await fetch(`${web.url}/api/register/check`, { method: 'POST', headers: BEARER, body: form });
  expect([answer.status, (await jsonOf<{ code: string }>(answer)).code]).toEqual([422, 'workbook-broken']);
  expect((await upload('check', contacts('911,contact,甲911,19900000911,'))).status).toBe(200);
});

it('a heading that is said to be a column once is known the next time, to those who look after the same region', async () => {
  const table = { 'roster.csv': 'dorf,wer,phone\n一村,己,19900000955\n' };
  expect((await upload('import', table)).status).toBe(422);
  const form = new FormData();
  for (const pair of ['dorf=地区名称', 'wer=name']) form.append('map', pair);
  form.append('files', new File([table['roster.csv']], 'roster.csv'));
  const mapped = await fetch(`${web.url}/api/register/import`, { method: 'POST', headers: east.headers, body: form });
  expect(mapped.status).toBe(200);
  expect((await upload('import', table)).status).toBe(200);
  expect((await upload('import', table, BEARER)).status).toBe(422);
  const none = await upload('check', table, east.headers, { map: 'dorf=nothing' });
  expect([none.status, (await jsonOf<{ code: string }>(none)).code]).toEqual([422, 'heading-unknown']);
});
