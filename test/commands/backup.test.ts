import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../config/root';
import { bringUp } from '../../services/stack';
import { tablesToCopy } from '../../store/db/copy/copied-tables';
import { schemaOf } from '../../store/db/copy/schema';
import { connect, type Sql } from '../../store/db/db';
import { ensureTemporalRole } from '../../store/db/roles';
import { reportedCampaign } from '../support/campaigns/reported-campaign';
import { testDatabase } from '../support/servers/database';

const BACKUP_KEY = 'a key of this test, long enough';
let database: Awaited<ReturnType<typeof testDatabase>>;
let folder: string;
let file: string;

beforeAll(async () => {
  database = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), 'nuandong-backup-'));
  file = join(folder, 'whole.backup');
  await reportedCampaign(database.sql);
  await makeClocks();
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await dropClocks();
  await database.drop();
});

const at = (url: string, name: string) => Object.assign(new URL(url), { pathname: name }).href;
async function asking<T>(url: string, ask: (sql: Sql) => Promise<T>): Promise<T> {
  const sql = connect(url, { max: 1 });
  return ask(sql).finally(() => sql.end({ timeout: 5 }));
}

const CLOCKS = ['temporal', 'temporal_visibility'];
let clocksUrl: string;

/** Databases of the kinds of tables that Temporal's server makes; `npm run compose-check` takes the server's own. */
async function makeClocks(): Promise<void> {
  const role = { username: 'temporal', password: 'of-this-test', pathname: '' };
  clocksUrl = Object.assign(new URL(database.ownerUrl), role).href;
  await dropClocks();
  await asking(database.ownerUrl, (sql) => ensureTemporalRole(sql, clocksUrl));
  for (const name of CLOCKS) {
    await asking(at(clocksUrl, 'postgres'), (sql) => sql`create database ${sql(name)}`);
    await asking(at(clocksUrl, name), (sql) =>
      sql.unsafe(`
        create extension btree_gin;
        create function when_of(s varchar) returns timestamp as $$ begin return s::timestamptz at time zone 'UTC'; end $$
          language plpgsql immutable returns null on null input;
        create table nodes (
          shard integer not null, id bigserial not null unique, data bytea not null, name varchar(16) not null default '',
          said jsonb null, at timestamp generated always as (when_of(said->>'at')) stored,
          tags jsonb generated always as (said->'tags') stored, primary key (shard, id), check (shard >= 0));
        create index by_name on nodes (name, coalesce(at, '9999-12-31') desc);
        create index by_tags on nodes using gin (name, tags jsonb_path_ops);
        insert into nodes (shard, data, said) select n, decode('00ff0a', 'hex'), '{"at": "2026-12-01T09:00:00+08:00", "tags": ["甲"]}'
          from generate_series(1, 500) n;`),
    );
  }
}

const dropClocks = () =>
  asking(database.ownerUrl, async (sql) => {
    for (const name of CLOCKS) await sql`drop database if exists ${sql(name)} with (force)`;
  });

function nuandong(args: string[], settings: Record<string, string>): Promise<{ code: number; said: string }> {
  const { DATABASE_URL: _, DATABASE_OWNER_URL: __, ...machine } = process.env;
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--import', 'tsx', 'cli/main.ts', ...args],
      { cwd: ROOT, env: { ...machine, BACKUP_KEY, LANG: 'en_US.UTF-8', ...settings } },
      (error, stdout, stderr) => resolve({ code: error === null ? 0 : Number(error.code), said: stdout + stderr }),
    );
  });
}

/** Rows of every table, and what the next row of each would get as its number. */
async function stateOf(sql: Sql) {
  const state: Record<string, unknown> = {};
  for (const { name, columns } of await tablesToCopy(sql)) {
    const [all] = await sql`select count(*)::int as rows, md5(string_agg(t::text, ',' order by t::text)) as digest
      from (select ${sql(columns)} from ${sql(name)}) t`;
    state[name] = [all?.rows, all?.digest];
  }
  const counters = await sql`select sequencename, last_value from pg_sequences where schemaname = 'public' order by 1`;
  return { ...state, counters: [...counters] };
}

it('M12: a backup, restored into an empty home, is the same to the last row, and the doctor finds it well', async () => {
  const home = join(folder, 'home');
  const databases = { DATABASE_URL: database.url, DATABASE_OWNER_URL: database.ownerUrl };
  const given = { ...databases, TEMPORAL_DATABASE_URL: clocksUrl };
  expect(await nuandong(['backup', file, '--json'], given)).toMatchObject({ code: 0 });
  expect((await readFile(file)).includes('Jiudaoya')).toBe(false);
  const nowhere = await nuandong(['restore', file], { NUANDONG_HOME: join(folder, 'other') });
  expect(nowhere).toMatchObject({ code: 1, said: expect.stringContaining('TEMPORAL_STORE') });
  const restored = await nuandong(['restore', file, '--json'], { NUANDONG_HOME: home, TEMPORAL_STORE: 'postgres' });
  expect(restored).toMatchObject({ code: 0, said: expect.stringContaining('"clocks": true') });

  const servers = await bringUp({ home, env: {}, log: () => {}, only: ['postgres'], temporary: true });
  const sql = connect(servers.env.DATABASE_OWNER_URL ?? '', { max: 2 });
  try {
    expect(await stateOf(sql)).toEqual(await stateOf(database.sql));
    const whole = async (clocks: Sql) => [await schemaOf(clocks), await stateOf(clocks)];
    for (const name of CLOCKS)
      expect(await asking(at(servers.env.TEMPORAL_DATABASE_URL ?? '', name), whole)).toEqual(
        await asking(at(clocksUrl, name), whole),
      );
    const { said } = await nuandong(['doctor', '--json'], { ...servers.env, NUANDONG_HOME: home });
    const found = JSON.parse(said.slice(said.indexOf('['), said.lastIndexOf(']') + 1)) as {
      check: string;
      ok: boolean;
    }[];
    expect(found.filter(({ check }) => check === 'postgres').map(({ ok }) => ok)).not.toContain(false);
    const again = await nuandong(['restore', file], servers.env);
    expect(again).toMatchObject({ code: 1, said: expect.stringContaining('holds data') });
  } finally {
    await sql.end();
    await servers.stop();
  }
}, 240_000);

it('no backup overwrites another, and none is made or opened without its key', async () => {
  const given = { DATABASE_URL: database.url, DATABASE_OWNER_URL: database.ownerUrl };
  const cut = join(folder, 'cut.backup');
  await writeFile(cut, (await readFile(file)).subarray(0, 200));
  const [twice, keyless, other, half] = await Promise.all([
    nuandong(['backup', file], given),
    nuandong(['backup', join(folder, 'b')], { ...given, BACKUP_KEY: 'short' }),
    nuandong(['restore', file], { ...given, BACKUP_KEY: 'another key of this test, as long' }),
    nuandong(['restore', cut], given),
  ]);
  expect(twice).toMatchObject({ code: 1, said: expect.stringContaining('was not overwritten') });
  expect(keyless).toMatchObject({ code: 1, said: expect.stringContaining('BACKUP_KEY') });
  expect(other).toMatchObject({ code: 1, said: expect.stringContaining('does not open') });
  expect(half).toMatchObject({ code: 1, said: expect.stringContaining('not whole') });
}, 120_000);
