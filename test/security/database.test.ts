import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../config/root';
import { connect, type Sql } from '../../store/db/db';
import { migrate, refuseOldSchema } from '../../store/db/migrate';
import { prepareDatabase } from '../../store/db/prepare';
import { ensureTemporalRole } from '../../store/db/roles';
import { whileAlone } from '../../store/message/outbox/bounces';
import { testDatabase } from '../support/servers/database';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
});
afterAll(() => database.drop());

test('M15: every foreign key has an index, so that removing or joining does not read whole tables', async () => {
  const bare = await sql<{ at: string }[]>`
    select c.conrelid::regclass || '(' || string_agg(a.attname, ', ' order by k.n) || ')' as at
    from pg_constraint c cross join lateral unnest(c.conkey) with ordinality k(attnum, n)
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.attnum
    where c.contype = 'f' and c.connamespace = 'public'::regnamespace
      -- An index over the rows that have a value also serves: no query uses the others.
      and not exists (
        select 1 from pg_index i
        where i.indrelid = c.conrelid and i.indkey[0] = c.conkey[1] and i.indisvalid
          and (i.indpred is null or pg_get_expr(i.indpred, i.indrelid) like '(% IS NOT NULL)'))
    group by c.oid, c.conrelid order by 1`;
  expect(bare.map(({ at }) => at)).toEqual([]);
});

describe('M17: Postgres breaks off what takes too long', () => {
  const limited = (limits: Parameters<typeof connect>[1]) => connect(database.url, { max: 2, ...limits });

  test('a statement', async () => {
    const hasty = limited({ statementMs: 100 });
    await expect(hasty`select pg_sleep(30)`).rejects.toMatchObject({ code: '57014' });
    await expect(hasty`select 1 as one`).resolves.toEqual([{ one: 1 }]);
    await hasty.end();
  });

  test('waiting for a lock that is never released', async () => {
    await sql`create table held (n int)`;
    const hasty = limited({ lockMs: 100 });
    await sql.begin(async (holder) => {
      await holder`lock table held`;
      await expect(hasty`insert into held values (1)`).rejects.toMatchObject({ code: '55P03' });
    });
    await hasty.end();
  });

  test('a transaction in which nothing happens', async () => {
    const hasty = limited({ idleInTransactionMs: 100 });
    const gone = hasty.begin(async (transaction) => {
      await transaction`select 1`;
      await sql`select pg_sleep(0.5)`;
      await transaction`select 1`;
    });
    await expect(gone).rejects.toMatchObject({ code: expect.stringMatching(/25P03|CONNECTION_CLOSED/) });
    await hasty.end({ timeout: 1 });
  });

  test('every pool has limits without being told', async () => {
    const plain = connect(database.url, { max: 1 });
    const [set] = await plain`
      select current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock,
             current_setting('idle_in_transaction_session_timeout') as idle`;
    expect(set).toEqual({ statement: '1min', lock: '15s', idle: '1min' });
    await plain.end();
  });

  test('a mailbox is read by one process at a time, and no transaction is open meanwhile', async () => {
    const open = () => sql<{ n: number }[]>`
      select count(*)::int as n from pg_stat_activity
      where datname = current_database() and state like 'idle in transaction%'`;
    const first = await whileAlone(sql, async () => {
      expect(await whileAlone(sql, async () => {})).toBe(false);
      expect((await open())[0]?.n).toBe(0);
    });
    expect(first).toBe(true);
    expect(await whileAlone(sql, async () => {})).toBe(true);
  });
});

describe('M18, S4: migrations', () => {
  let folder: string;
  let fresh: Awaited<ReturnType<typeof testDatabase>>;
  const put = (name: string, text: string) => writeFile(join(folder, name), text);
  const applied = async () =>
    (await fresh.sql<{ name: string }[]>`select name from migrations where name ~ '^9' order by name`).map(
      ({ name }) => name,
    );
  const here = () => migrate(fresh.sql, folder);

  beforeEach(async () => {
    fresh = await testDatabase();
    // The files of a later version, after ours.
    await fresh.sql`delete from migrations`;
    folder = await mkdtemp(join(tmpdir(), 'migrations-'));
  });
  afterEach(async () => {
    await fresh.drop();
    await rm(folder, { recursive: true });
  });

  test('each is a transaction of its own: one that fails leaves those before it, and nothing of itself', async () => {
    await put('9001-good.sql', 'create table good (n int);');
    await put('9002-bad.sql', 'create table half (n int); insert into nowhere values (1);');
    await put('9003-never.sql', 'create table never (n int);');
    await expect(here()).rejects.toThrow(/9002-bad\.sql failed: .*nowhere/);
    expect(await applied()).toEqual(['9001-good.sql']);
    const [tables] = await fresh.sql`select to_regclass('good')::text as good, to_regclass('half')::text as half`;
    expect(tables).toEqual({ good: 'good', half: null });

    await put('9002-bad.sql', 'create table half (n int);');
    expect(await here()).toEqual(['9002-bad.sql', '9003-never.sql']);
    expect(await here()).toEqual([]);
  });

  test('one that was edited after it had been applied is refused', async () => {
    await put('9001-good.sql', 'create table good (n int);');
    await here();
    await put('9001-good.sql', 'create table good (n bigint);');
    await expect(here()).rejects.toThrow(/9001-good\.sql was edited/);
  });

  test('one that comes late, with a lower number, is refused instead of being applied out of order', async () => {
    await put('9002-second.sql', 'create table second (n int);');
    await here();
    await put('9001-first.sql', 'create table first (n int);');
    await expect(here()).rejects.toThrow(/9001-first\.sql comes before 9002-second\.sql/);
  });

  test('two with the same number are refused', async () => {
    await put('9001-a.sql', 'select 1;');
    await put('9001-b.sql', 'select 1;');
    await expect(here()).rejects.toThrow(/9001-b\.sql has the number of another/);
  });

  test('one that needs a lock gives way to those who work, and is tried again', async () => {
    await fresh.sql`create table busy (n int)`;
    await put('9001-busy.sql', 'alter table busy add column m int;');
    let migrated: Promise<string[]> = Promise.resolve([]);
    await fresh.sql.begin(async (worker) => {
      await worker`insert into busy values (1)`;
      migrated = here();
      // It gives up after three seconds, and the later ones are served.
      await expect(fresh.sql`select count(*)::int as n from busy`).resolves.toEqual([{ n: 0 }]);
    });
    expect(await migrated).toEqual(['9001-busy.sql']);
  });

  test('an index is built without a transaction, beside those who write, and two processes take turns', async () => {
    await fresh.sql`create table large (n int)`;
    await put(
      '9001-index.sql',
      '-- without a transaction\ndrop index concurrently if exists large_by_n;\ncreate index concurrently large_by_n on large (n);\n',
    );
    const other = connect(fresh.ownerUrl, { max: 2 });
    const both = await Promise.all([here(), migrate(other, folder)]);
    expect(both.flat()).toEqual(['9001-index.sql']);
    const [index] = await fresh.sql`select indisvalid from pg_index where indexrelid = 'large_by_n'::regclass`;
    expect(index).toEqual({ indisvalid: true });
    await other.end();
  });

  test('a program whose database is behind says so and does not start', async () => {
    await expect(refuseOldSchema(fresh.sql)).rejects.toThrow(/services prepare/);
    await expect(refuseOldSchema(sql)).resolves.toBeUndefined();
  });

  test('M18: a check of tables ends by itself where the database is behind, and says so in the language asked', async () => {
    const empty = `${fresh.ownerUrl}_empty`;
    await fresh.sql.unsafe(`create database ${new URL(empty).pathname.slice(1)}`);
    const path = join(folder, 'contacts.csv');
    await writeFile(path, '地区编码,角色,姓名,手机\n532626,A角,许知远,13900010001\n');
    const args = ['--import', 'tsx', 'cli/main.ts', 'register', 'check', path, '--language', 'zh-CN'];
    const env = { ...process.env, DATABASE_URL: empty };
    const ended = await new Promise<{ signal: unknown; said: string }>((resolve) =>
      execFile(process.execPath, args, { cwd: ROOT, env, timeout: 20_000 }, (error, _, said) =>
        resolve({ signal: error?.signal ?? null, said }),
      ),
    );
    await fresh.sql.unsafe(`drop database ${new URL(empty).pathname.slice(1)}`);
    expect(ended.signal).toBeNull();
    expect(ended.said).toContain('只核对了表格本身，没有对照已导入的名册：数据库还不是最新版本');
  });
});

describe('M9, M10: the processes work as a role that owns nothing', () => {
  let app: Sql;
  beforeAll(() => {
    app = connect(database.url, { max: 2 });
  });
  afterAll(() => app.end());

  test.each([
    ['alter a table', 'alter table messages add column spy text'],
    ['drop one', 'drop table messages'],
    ['make one', 'create table spy (n int)'],
    ['empty the audit log', 'truncate audit_log'],
    ['take a line of the audit log back', 'delete from audit_log'],
    ['rewrite one', 'update audit_log set at = now()'],
    ['switch its triggers off', 'alter table audit_log disable trigger all'],
    ['say that a migration was applied', "insert into migrations (name) values ('9999-none.sql')"],
    ['make a role', 'create role spy superuser'],
    ['read a file of the server', "select pg_read_file('/etc/hostname')"],
    ['run a program on the server', "copy (select 1) to program 'true'"],
  ])('it cannot %s', async (_, statement) => {
    await expect(app.unsafe(statement)).rejects.toMatchObject({ code: '42501' });
  });

  test('it reads and writes what it works with', async () => {
    const tables = await app<{ name: string; may: boolean }[]>`
      select relname as name, has_table_privilege(oid, 'select') and has_table_privilege(oid, 'insert') as may
      from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and relname <> 'migrations'`;
    expect(tables.filter(({ may }) => !may)).toEqual([]);
  });

  test("Temporal's role makes databases of its own and sees none of our tables", async () => {
    const url = Object.assign(new URL(database.url), { username: 'temporal_test', password: 'kept-"quoted\'' }).href;
    await ensureTemporalRole(sql, url);
    await ensureTemporalRole(sql, url);
    const temporal = connect(url, { max: 1 });
    await expect(temporal`select * from contacts`).rejects.toMatchObject({ code: '42501' });
    const [may] =
      await temporal`select rolcreatedb as createdb, rolsuper as super from pg_roles where rolname = current_user`;
    expect(may).toEqual({ createdb: true, super: false });
    await temporal.end();
  });
});

test('M9: a process without the owner’s address starts on a database that is current, and says what a stale one lacks', async () => {
  await expect(prepareDatabase({ DATABASE_URL: database.url })).resolves.toEqual([]);
  const [last] = await sql<{ name: string; checksum: string }[]>`
    delete from migrations where name = (select max(name) from migrations) returning name, checksum`;
  await expect(prepareDatabase({ DATABASE_URL: database.url })).rejects.toThrow(/permission denied/);
  await sql`insert into migrations ${sql(last ?? {})}`;
});
