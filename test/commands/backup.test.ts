import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../config/root';
import { bringUp } from '../../services/stack';
import { tablesToCopy } from '../../store/db/copy/copied-tables';
import { connect, type Sql } from '../../store/db/db';
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
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await database.drop();
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

it('a backup, restored into an empty home, is the same to the last row, and the doctor finds it well', async () => {
  const home = join(folder, 'home');
  const given = { DATABASE_URL: database.url, DATABASE_OWNER_URL: database.ownerUrl };
  expect(await nuandong(['backup', file, '--json'], given)).toMatchObject({ code: 0 });
  expect((await readFile(file)).includes('Jiudaoya')).toBe(false);
  const restored = await nuandong(['restore', file, '--json'], { NUANDONG_HOME: home });
  expect(restored).toMatchObject({ code: 0, said: expect.stringContaining('"rows"') });

  const servers = await bringUp({ home, env: {}, log: () => {}, only: ['postgres'], temporary: true });
  const sql = connect(servers.env.DATABASE_OWNER_URL ?? '', { max: 2 });
  try {
    expect(await stateOf(sql)).toEqual(await stateOf(database.sql));
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
