import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { ReservedSql } from 'postgres';
import { ROOT } from '../../config/root';
import { Refused, sentence } from '../../domain/text/refusal';
import type { Queries, Sql } from './db';

const DIRECTORY = join(ROOT, 'store/db/migrations');
/** Any constant number works: by it, two processes that start together migrate one after the other. */
const LOCK = 20_261_122;
const TURN_MS = 200;
/**
 * A file that waits for a lock makes all later queries wait behind it: after this time it stops waiting and tries again
 * later.
 */
const LOCK_TIMEOUT = '3s';
const TRIES = 10;
/** Postgres: lock_not_available. */
const WAITED_IN_VAIN = '55P03';
/** First line of a file whose statements cannot run in a transaction, such as `create index concurrently`. */
const WITHOUT_TRANSACTION = '-- without a transaction';

/**
 * A file of `migrations/`: plain SQL, applied in the order of the names, each number once. docs/develop.md describes
 * how to write one.
 */
interface Migration {
  name: string;
  sql: string;
  /** SHA-256 of the file: a file must not change after it is applied. */
  checksum: string;
}

interface Applied {
  name: string;
  /** Null when it was applied before checksums existed. */
  checksum: string | null;
}

/**
 * Brings the database to the newest schema: applies every pending file of the folder in order, each in its own
 * transaction. The only way back is a backup: docs/deploy.md. We have our own code because a file must give way to
 * running queries and be tried again, which the known tools do not do.
 * @param directory of the files; ours when left out
 * @param last name of the newest one to apply, for the schema of an older release
 * @returns the names of the files that this call applied
 * @throws Error with the file's name when the file fails (files before it stay applied), was edited after it was
 *   applied, is new but numbered before an applied one, or has the number of another
 */
export async function migrate(sql: Sql, directory = DIRECTORY, last = '\uffff'): Promise<string[]> {
  const files = (await migrationFiles(directory)).filter(({ name }) => name <= last);
  const connection = await sql.reserve();
  try {
    await takeTurn(connection);
    await connection`
      create table if not exists migrations (name text primary key, applied_at timestamptz not null default now())`;
    await connection`alter table migrations add column if not exists checksum text`;
    const pending = pendingOf(files, await connection<Applied[]>`select name, checksum from migrations order by name`);
    for (const file of pending) await applyGivingWay(connection, file);
    return pending.map(({ name }) => name);
  } finally {
    await connection`select pg_advisory_unlock(${LOCK})`.catch(() => {});
    connection.release();
  }
}

/** Brings an empty database to the schema of an older release, whose newest migration has this name. */
export const migrateTo = (sql: Sql, last: string): Promise<string[]> => migrate(sql, DIRECTORY, last);

/** @returns which of these migrations we have, and which of ours are other files under the same name */
export async function migrationsAmong(told: readonly Applied[]): Promise<{ known: Applied[]; changed: string[] }> {
  const ours = new Map((await migrationFiles(DIRECTORY)).map(({ name, checksum }) => [name, checksum]));
  const known = told.filter(({ name }) => ours.has(name));
  const changed = known.filter(({ name, checksum }) => checksum !== null && checksum !== ours.get(name));
  return { known, changed: changed.map(({ name }) => name) };
}

/** @returns the files that were applied to a database of ours, in their order */
export const appliedMigrations = async (sql: Queries): Promise<Applied[]> => [
  ...(await sql<Applied[]>`select name, checksum from migrations order by name`),
];

/** @returns the names of the files that are not applied to this database. */
export async function pendingMigrations(sql: Sql): Promise<string[]> {
  const [table] = await sql`select to_regclass('migrations') as name`;
  const known = table?.name ? await sql<{ name: string }[]>`select name from migrations` : [];
  const applied = new Set(known.map(({ name }) => name));
  return (await migrationFiles(DIRECTORY)).map(({ name }) => name).filter((name) => !applied.has(name));
}

/** @throws Refused with what to do, when this program needs a newer schema than the database has */
export async function refuseOldSchema(sql: Sql): Promise<void> {
  const pending = await pendingMigrations(sql);
  const [first] = pending;
  if (first) throw new Refused(sentence('old-schema', { count: pending.length, first }));
}

/**
 * Tries repeatedly instead of waiting: a session that waits for a lock holds a snapshot, which blocks building an
 * index.
 */
async function takeTurn(connection: ReservedSql): Promise<void> {
  for (;;) {
    const [turn] = await connection<{ taken: boolean }[]>`select pg_try_advisory_lock(${LOCK}) as taken`;
    if (turn?.taken) return;
    await pause(TURN_MS);
  }
}

async function applyGivingWay(connection: ReservedSql, file: Migration): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const failure = await apply(connection, file).then(
      () => null,
      (error: Error & { code?: string }) => error,
    );
    if (!failure) return;
    if (failure.code === WAITED_IN_VAIN && attempt < TRIES) continue;
    const hint = failure.code === WAITED_IN_VAIN ? ' Something holds a transaction open: see pg_stat_activity.' : '';
    throw new Error(`Migration ${file.name} failed: ${failure.message}.${hint}`, { cause: failure });
  }
}

async function apply(connection: ReservedSql, { name, sql, checksum }: Migration): Promise<void> {
  const remember = () => connection`insert into migrations (name, checksum) values (${name}, ${checksum})`;
  if (sql.startsWith(WITHOUT_TRANSACTION)) {
    await connection.unsafe(`set statement_timeout = 0`);
    for (const statement of statementsOf(sql)) await connection.unsafe(statement);
    await connection.unsafe(`reset statement_timeout`);
    await remember();
    return;
  }
  await connection.unsafe(`begin; set local lock_timeout = '${LOCK_TIMEOUT}'; set local statement_timeout = 0`);
  try {
    await connection.unsafe(sql);
    await remember();
    await connection.unsafe('commit');
  } catch (error) {
    await connection.unsafe('rollback');
    throw error;
  }
}

/** Postgres runs several statements in one message as one transaction, so these are sent one by one. */
const statementsOf = (sql: string): string[] =>
  sql
    .split(/;\s*$/m)
    .map((statement) => statement.trim())
    .filter(Boolean);

function pendingOf(files: readonly Migration[], applied: readonly Applied[]): Migration[] {
  const known = new Map(applied.map(({ name, checksum }) => [name, checksum]));
  const edited = files.filter(({ name, checksum }) => (known.get(name) ?? checksum) !== checksum);
  if (edited.length > 0)
    throw new Error(
      `${edited.map(({ name }) => name).join(', ')} was edited after it had been applied: put it back, and write what is to change as a new file.`,
    );
  const pending = files.filter(({ name }) => !known.has(name));
  const last = applied.at(-1)?.name ?? '';
  const late = pending.filter(({ name }) => name < last);
  if (late.length > 0)
    throw new Error(
      `${late.map(({ name }) => name).join(', ')} comes before ${last}, which has been applied: number it after that.`,
    );
  return pending;
}

async function migrationFiles(directory: string): Promise<Migration[]> {
  const names = (await readdir(directory)).filter((file) => file.endsWith('.sql')).sort();
  const numbers = names.map((name) => name.split('-')[0]);
  const twice = names.filter((_, index) => numbers.indexOf(numbers[index]) !== index);
  if (twice.length > 0)
    throw new Error(`${twice.join(', ')} has the number of another migration: give it the next one.`);
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(directory, name), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}
