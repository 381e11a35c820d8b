import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sql } from './db';

const DIRECTORY = join(__dirname, 'migrations');
/** Any number will do as long as it is always this one: two processes that start together migrate one after the other. */
const LOCK = 20_261_122;

/**
 * Brings the database to the newest schema: applies every file of `migrations/` that has not been applied, in order,
 * each in a transaction of its own. Written here because the known tools bring a second Postgres driver.
 * @returns the names of the files that were applied now
 * @throws the database's error, with the file's name, leaving the files before it applied
 */
export async function migrate(sql: Sql): Promise<string[]> {
  const files = await migrationFiles();
  const applied: string[] = [];
  await sql.begin(async (lock) => {
    await lock`select pg_advisory_xact_lock(${LOCK})`;
    await lock`create table if not exists migrations (name text primary key, applied_at timestamptz not null default now())`;
    const known = new Set((await lock<{ name: string }[]>`select name from migrations`).map((row) => row.name));
    for (const file of files.filter((name) => !known.has(name))) {
      const statements = await readFile(join(DIRECTORY, file), 'utf8');
      await lock
        .savepoint(async (step) => {
          await step.unsafe(statements);
          await step`insert into migrations (name) values (${file})`;
        })
        .catch((cause: Error) => {
          throw new Error(`Migration ${file} failed: ${cause.message}`, { cause });
        });
      applied.push(file);
    }
  });
  return applied;
}

/** @returns the names of the files that have not been applied to this database. */
export async function pendingMigrations(sql: Sql): Promise<string[]> {
  const [table] = await sql`select to_regclass('migrations') as name`;
  const known = table?.name ? await sql<{ name: string }[]>`select name from migrations` : [];
  const applied = new Set(known.map(({ name }) => name));
  return (await migrationFiles()).filter((file) => !applied.has(file));
}

const migrationFiles = async (): Promise<string[]> =>
  (await readdir(DIRECTORY)).filter((file) => file.endsWith('.sql')).sort();
