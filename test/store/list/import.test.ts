import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportListTable } from '../../../actions/list/list-tables';
import { ROOT } from '../../../config/root';
import { tellIn } from '../../../domain/text/refusal';
import type { Sql } from '../../../store/db/db';
import { askAgain } from '../../../store/list/ask-again';
import { giveQuotas, limitedList } from '../../../store/list/quotas';
import { fileAt, writeTemplate } from '../../../store/list/tables/export/file';
import { importTable, ListImportError, type ListTable, lookAtTable } from '../../../store/list/tables/import/import';
import { listOf } from '../../../store/list/tables/list-of';
import { type OpenCampaign, openCampaign } from '../../support/campaigns/campaign';
import { listDefinition } from '../../support/campaigns/list-definition';
import { codeOf } from '../../support/campaigns/refusals';
import { specimen, TEST_PEOPLE_KEY } from '../../support/campaigns/rows';
import { eventually } from '../../support/eventually';
import { book } from '../../support/list/rosters';
import { testDatabase } from '../../support/servers/database';
import { emptyTables } from '../../support/servers/empty-tables';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let campaign: OpenCampaign;

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
});
afterAll(() => database.drop());

const start = async (changes: object = {}) => {
  await emptyTables(sql, 'regions', 'campaigns', 'people');
  const { poor } = listDefinition().lists;
  campaign = await openCampaign(sql, { definition: listDefinition({ lists: { poor: { ...poor, ...changes } } }) });
};
beforeEach(() => start());

const table = (csv: string | Uint8Array, more: Partial<ListTable> & { file?: string } = {}): ListTable => ({
  campaign: campaign.id,
  list: 'poor',
  source: { file: more.file ?? 'roster.csv', bytes: Buffer.from(csv) },
  top: null,
  people: TEST_PEOPLE_KEY,
  mapped: [],
  consent: true,
  problems: null,
  ...more,
});

const HEAD = '村,户主姓名,身份证号,家庭人口,类别,联系电话\n';
/** A line of the roster: the same household for the same number. */
const line = (nth: number, { village = '一村', heads = 2, category = '特困户', phone = '' } = {}): string =>
  `${village},张某${nth},${specimen(nth)},${heads},${category},${phone}\n`;
const roster = (...lines: string[]): string => HEAD + lines.join('');

const look = async (csv: string | Uint8Array, more: Partial<ListTable> & { file?: string } = {}) => {
  const looked = await lookAtTable(sql, table(csv, more));
  if (!('difference' in looked)) throw new Error('The table was imported before');
  return looked.difference;
};
const take = (
  csv: string | Uint8Array,
  { confirm = null, ...more }: Partial<ListTable> & { file?: string; confirm?: string | null } = {},
) => importTable(sql, { ...table(csv, more), hand: { name: 'tester', via: 'import' }, confirm });
const counts = ({ fresh, changed, same, kept, elsewhere, gone, flaws }: Awaited<ReturnType<typeof look>>) => ({
  fresh,
  changed,
  same,
  kept,
  elsewhere,
  gone,
  flaws,
});
const NOTHING = { fresh: 0, changed: 0, same: 0, kept: 0, elsewhere: 0, gone: 0, flaws: 0 };
const said = ({ shownFlaws }: Awaited<ReturnType<typeof look>>) =>
  shownFlaws.map(({ row, column, code }) => `${row} ${column} ${code}`.trim());
const entries = () => sql<{ unit: string; state: string; heads: number; category: string; version: number }[]>`
  select unit_code as unit, state, heads, category, version from entries order by id`;
const size = async () => {
  const [row] = await sql`
    select (select count(*) from entries) as entries, (select count(*) from deeds) as deeds, (select count(*) from people) as people,
           (select count(*) from memberships) as members, (select count(*) from list_imports) as imports`;
  return row;
};

const quota = (unit: string, slots: number, category = 'special') =>
  sql.begin(async (tx) => {
    const address = { campaign: campaign.id, list: 'poor' };
    const list = await limitedList(tx, address);
    await giveQuotas(tx, list, { ...address, wanted: [{ unit, category, slots }] });
    await askAgain(tx, list);
  });

describe('D.10 a table of a list', () => {
  it('is looked at before anything is written, and confirmed by the digest of what was seen', async () => {
    const csv = roster(line(1), line(2, { village: '四村', category: 'difficult' }));
    const difference = await look(csv);
    expect(counts(difference)).toEqual({ ...NOTHING, fresh: 2 });
    expect(await size()).toMatchObject({ entries: 0, people: 0, imports: 0 });
    expect(await codeOf(take(csv, { confirm: '0123456789abcdef' }))).toBe('list-import-changed');
    const { receipt, repeated } = await take(csv, { confirm: difference.digest });
    expect([receipt.fresh, repeated]).toEqual([2, false]);
    expect(await entries()).toMatchObject([
      { unit: '911', state: 'in', heads: 2, category: 'special' },
      { unit: '921', state: 'in', category: 'difficult' },
    ]);
    expect(await sql`select kind, via, by_name from deeds`).toMatchObject([
      { kind: 'propose', via: 'import', by_name: 'tester' },
      { kind: 'propose' },
    ]);
    expect(await sql`select unit_code from asks where begun_at is not null order by 1`).toMatchObject([
      { unit_code: '911' },
      { unit_code: '921' },
    ]);
  });

  it('PEERS 1: again, under another name and saved once more, gives the first receipt; one changed cell is one change', async () => {
    const csv = roster(line(1), line(2), line(3));
    const first = await take(csv);
    const before = await size();
    for (const again of [
      await take(csv),
      await take(csv, { file: 'another name.csv' }),
      await take(`\ufeff${csv.replaceAll('\n', '\r\n')}`),
    ])
      expect([again.repeated, again.receipt]).toEqual([true, first.receipt]);
    expect(await lookAtTable(sql, table(csv))).toEqual({ receipt: first.receipt });
    const one = roster(line(1), line(2, { heads: 5, phone: '19900000001' }), line(3));
    const difference = await look(one);
    expect(counts(difference)).toEqual({ ...NOTHING, same: 2, changed: 1 });
    expect(difference.changes).toMatchObject([
      {
        row: 3,
        fields: [
          { field: 'phone', before: null, after: '199****0001' },
          { field: 'heads', before: '2', after: '5' },
        ],
      },
    ]);
    expect(await size()).toEqual(before);
    await take(one);
    expect((await entries()).map(({ heads, version }) => [heads, version])).toEqual([
      [2, 1],
      [5, 2],
      [2, 1],
    ]);
    expect(await size()).toEqual({ ...before, deeds: Number(before?.deeds) + 1, imports: 2 });
    const standing = { done: 1, state: 'in', category: 'special' };
    expect(await sql`select before, after from deeds where kind = 'correct'`).toEqual([
      { before: { ...standing, heads: 2 }, after: { ...standing, heads: 5 } },
    ]);
    // The first file would now say something else than the list.
    expect(counts(await look(csv))).toMatchObject({ same: 2, changed: 1 });
  });

  it('saved once more, writes nobody whom it names and nobody knows any more', async () => {
    const csv = roster(line(1), line(2));
    const first = await take(csv);
    await sql`update people set sealed = null, key_no = null, id_digest = null, name_digest = null, hint_digest = null, erased_at = now()
              where kind = 'person'`;
    const before = await size();
    const again = await take(csv.replaceAll('\n', '\r\n'));
    expect([again.repeated, again.receipt]).toEqual([true, first.receipt]);
    expect(await size()).toEqual(before);
  });

  it('deletes nothing, and does not touch rows that have gone on or are out', async () => {
    await take(roster(line(1), line(2), line(3), line(4)));
    await sql`update entries set done = 2, version = 2 where id = (select min(id) from entries)`;
    await sql`
      update entries set state = 'out', because = 'withdrawn', version = 2 where id = (select min(id) + 1 from entries)`;
    const csv = roster(line(1, { heads: 9 }), line(2), line(3, { heads: 3 }));
    const difference = await look(csv);
    expect(counts(difference)).toEqual({ ...NOTHING, changed: 1, kept: 2, gone: 1 });
    expect(difference.keptRows.map(({ row, why }) => [row, why.code])).toEqual([
      [2, 'row-not-open'],
      [3, 'row-out'],
    ]);
    expect(difference.goneRows).toMatchObject([{ unit: '一村', shown: '张**' }]);
    await take(csv);
    expect((await entries()).map(({ heads, state }) => [heads, state])).toEqual([
      [2, 'in'],
      [2, 'out'],
      [3, 'in'],
      [2, 'in'],
    ]);
  });

  it('beyond the quota nothing is taken, and every row beyond is named', async () => {
    await start({ limit: 'quotas' });
    await quota('911', 3);
    await quota('911', 1, 'difficult');
    await quota('912', 1, 'difficult');
    const csv = roster(...[1, 2, 3, 4, 5].map((nth) => line(nth)), line(6, { village: '二村' }));
    expect(said(await look(csv))).toEqual([
      '5 类别 row-over-quota',
      '6 类别 row-over-quota',
      '7 类别 row-without-quota',
    ]);
    await expect(take(csv)).rejects.toThrow(ListImportError);
    expect(await entries()).toEqual([]);
    await take(roster(line(1), line(2), line(3)));
    // A row that goes over to the other category leaves its slot to another one.
    await take(roster(line(1, { category: '困难户' }), line(2), line(3), line(4)));
    expect(await sql`select category, used from quotas where unit_code = '911' order by 1`).toMatchObject([
      { category: 'difficult', used: 1 },
      { category: 'special', used: 3 },
    ]);
  });

  it('PEERS 2: refuses a row that fits two, and names both', async () => {
    const head = '村,户主姓名,身份证号,家庭人口,类别,成员1姓名,成员1身份证号,成员1与户主关系\n';
    await take(`${head}一村,张某1,${specimen(1)},2,特困户,张某2,${specimen(2)},配偶\n`);
    expect((await sql`select relation from memberships order by 1`).map(({ relation }) => relation)).toEqual([
      '02',
      '10',
    ]);
    const [standing] = await sql<{ id: number }[]>`select id from entries`;
    const both = await look(roster(line(2)));
    expect(said(both)).toEqual(['2 身份证号 row-member-on-list']);
    expect(both.shownFlaws[0]?.values).toEqual({ entry: standing?.id, unit: '一村' });
    expect(said(await look(roster(line(3), line(4), line(3))))).toEqual(['4 身份证号 row-twice-in-file']);
    const twice = `${head}一村,张某3,${specimen(3)},2,特困户,张某4,${specimen(4)},子\n一村,张某4,${specimen(4)},1,特困户,,,\n`;
    expect(said(await look(twice))).toEqual(['3 身份证号 row-member-in-file']);
  });

  it('PEERS 3: reads ID numbers in every spelling, refuses damaged ones, and never repeats one', async () => {
    const row = (id: string) => `一村,张某,${id},1,特困户,\n`;
    const csv =
      HEAD + row('11010519491231002x') + row('１１０１０５１９４９１２３１００２Ｘ ') + row('110105491231002');
    expect(said(await look(csv))).toEqual(['3 身份证号 row-twice-in-file', '4 身份证号 row-twice-in-file']);
    const bad = HEAD + row('110105194912310021') + row('110105194902300012') + row('1.10105E+17') + row('无');
    expect(said(await look(bad))).toEqual([
      '2 身份证号 id-check',
      '3 身份证号 id-date',
      '4 身份证号 id-damaged',
      '5 身份证号 no-id-why',
    ]);
    const numeric = await book({
      一村: (sheet) =>
        sheet.addRows([
          ['户主姓名', '身份证号', '家庭人口', '类别'],
          ['张某', 110105194912310020, 1, '特困户'],
        ]),
    });
    const damaged = await look(numeric, { file: 'n.xlsx' });
    expect(said(damaged)).toEqual(['2 身份证号 id-damaged']);
    const none = HEAD + row('无（新生儿）') + row('无（未上户口）');
    expect(counts(await look(none))).toEqual({ ...NOTHING, fresh: 2 });
    await take(none);
    expect(counts(await look(none + line(1)))).toEqual({ ...NOTHING, same: 2, fresh: 1 });
    for (const flaw of [...(await look(bad)).shownFlaws, ...damaged.shownFlaws])
      for (const language of ['zh-CN', 'en'] as const) expect(tellIn(language, flaw)).not.toMatch(/张某|\d{6,}/);
  });

  it('names the place of everything wrong, caps what it shows, and writes all of it into a file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'flaws-'));
    const path = join(folder, 'problems.csv');
    const rows = Array.from({ length: 1500 }, (_, nth) => `无此村,张某${nth},12345,x,不知道,\n`);
    const difference = await look(HEAD + rows.join(''), { problems: { path, language: 'zh-CN' } });
    expect([difference.flaws, difference.shownFlaws.length, difference.problemsFile]).toEqual([6000, 1000, path]);
    expect(said(difference).slice(0, 4)).toEqual([
      '2 村 unit-not-asked',
      '2 类别 category-unknown',
      '2 家庭人口 not-a-number',
      '2 身份证号 id-length',
    ]);
    const file = await readFile(path, 'utf8');
    expect(file.split('\n')).toHaveLength(6002);
    expect(file).not.toMatch(/张某|12345/);
    await rm(folder, { recursive: true });
  });

  it('finds the village of a row, only within the reach of who imports, and only while it is asked', async () => {
    const bytes = await book({
      一村: (sheet) =>
        sheet.addRows([
          ['户主姓名', '身份证号', '家庭人口', '类别'],
          ['张甲', specimen(1), 1, '特困户'],
        ]),
      表二: (sheet) =>
        sheet.addRows([
          ['填报单位：西乡五村'],
          ['户主姓名', '身份证号', '家庭人口', '类别'],
          ['李乙', specimen(2), 1, '特困户'],
        ]),
    });
    expect(said(await look(bytes, { file: 'v.xlsx', top: '91' }))).toEqual(['3 村 unit-not-asked']);
    await take(bytes, { file: 'v.xlsx' });
    expect((await entries()).map(({ unit }) => unit)).toEqual(['911', '922']);
    expect(said(await look('户主姓名,身份证号,家庭人口,类别\n张丙,无（遗失）,1,特困户\n'))).toEqual([
      '2 村 row-without-place',
    ]);
    await sql`update rounds set state = 'locked' where does = 'propose'`;
    expect(said(await look(roster(line(5))))).toEqual(['2 村 unit-not-open']);
  });

  it('of a household in two villages both rows wait for the superior, as from two phones', async () => {
    await take(roster(line(1)));
    const csv = roster(line(1, { village: '四村' }));
    expect(counts(await look(csv))).toEqual({ ...NOTHING, elsewhere: 1 });
    await take(csv);
    expect((await entries()).map(({ unit, state }) => [unit, state])).toEqual([
      ['911', 'held'],
      ['921', 'twin'],
    ]);
  });

  it('imported twice at once is imported once', async () => {
    const csv = roster(line(1), line(2), line(3));
    const both = await Promise.all([take(csv), take(csv)]);
    expect(both.map(({ repeated }) => repeated).sort()).toEqual([false, true]);
    expect(both[0]?.receipt).toEqual(both[1]?.receipt);
    expect(await size()).toMatchObject({ entries: 3, deeds: 3, imports: 1 });
  });

  it('killed in the middle begins again without doubling', async () => {
    const csv = roster(line(1), line(2), line(3));
    const folder = await mkdtemp(join(tmpdir(), 'killed-'));
    const path = join(folder, 'roster.csv');
    await writeFile(path, csv);
    // The rows are written, and the transaction waits.
    await sql`
      create function wait_for_the_end() returns trigger language plpgsql as $$
        begin perform pg_sleep(60); return null; end $$`;
    await sql`create trigger wait_for_the_end after insert on deeds for each statement execute function wait_for_the_end()`;
    const child = spawn(process.execPath, ['--require', 'tsx/cjs', 'test/fixtures/import-process.ts'], {
      cwd: ROOT,
      env: { ...process.env, DATABASE_URL: database.ownerUrl, IMPORT_FILE: path, IMPORT_CAMPAIGN: campaign.id },
      stdio: 'ignore',
    });
    const exit = once(child, 'exit');
    const sleeping = async () => {
      const [one] = await sql<{ pid: number }[]>`
        select pid from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'`;
      return one?.pid;
    };
    const pid = await eventually(async () => {
      const found = await sleeping();
      if (found === undefined) throw new Error('The import has not written its rows yet');
      return found;
    });
    child.kill('SIGKILL');
    await exit;
    // Postgres notices only at its next word that nobody listens any more.
    await sql`select pg_terminate_backend(${pid})`;
    await eventually(async () => expect(await sleeping()).toBeUndefined());
    await sql`drop function wait_for_the_end cascade`;
    await rm(folder, { recursive: true });
    expect(await size()).toMatchObject({ entries: 0, deeds: 0, people: 0, imports: 0 });
    expect((await take(csv)).receipt).toMatchObject({ fresh: 3 });
    expect(await size()).toMatchObject({ entries: 3, deeds: 3, people: 6, imports: 1 });
  });

  it('keeps nothing readable', async () => {
    await take(roster(line(1, { phone: '19900000001' })));
    const [dump] = await sql<{ all: string }[]>`
      select concat((select string_agg(to_jsonb(e)::text, '') from entries e), (select string_agg(to_jsonb(d)::text, '') from deeds d),
                    (select string_agg(to_jsonb(p)::text, '') from people p), (select string_agg(to_jsonb(i)::text, '') from list_imports i)) as all`;
    expect(dump?.all).not.toMatch(new RegExp(`张某|${specimen(1)}|19900000001`));
  });
});

describe('a list written as a table', () => {
  it.each(['list.xlsx', 'list.csv'])('%s is read again as it is: nothing has changed', async (name) => {
    const folder = await mkdtemp(join(tmpdir(), 'export-'));
    const path = join(folder, name);
    const head = '村,户主姓名,身份证号,家庭人口,类别,有重病,成员1姓名,成员1身份证号,成员1与户主关系\n';
    const rows = [
      `一村,=张某1,${specimen(1)},2,特困户,是,张某2,${specimen(2)},配偶\n`,
      '五村,李某,无（新生儿）,1,困难户,,,,\n',
    ];
    await take(head + rows.join(''));
    const of = { campaign: campaign.id, list: 'poor', language: 'zh-CN' as const, to: fileAt(path), top: null };
    const acting = { sql, by: { id: null, via: 'cli' as const, by: 'tester' } };
    expect(await exportListTable(acting, { ...of, people: TEST_PEOPLE_KEY, reason: '核对' })).toBe(2);
    const source = { file: name, path };
    expect(counts(await look('', { source, consent: false }))).toEqual({ ...NOTHING, same: 2 });
    const [line] = await sql`select target from audit_log order by id desc limit 1`;
    expect(JSON.stringify(line)).not.toMatch(/张某|李某/);
    await writeTemplate(
      fileAt(path),
      await listOf(sql, of).then(({ listed }) => ({ listed, language: 'zh-CN' as const })),
    );
    expect(await codeOf(lookAtTable(sql, { ...table(''), source }))).toBe('list-import-empty');
    await rm(folder, { recursive: true });
  });
});
