import { connect, type Sql } from '../../store/db/db';

/** The databases of Temporal's server, on one Postgres: what it works with, and what its lists show. */
export const CLOCK_DATABASES = ['temporal', 'temporal_visibility'] as const;
export type ClockDatabase = (typeof CLOCK_DATABASES)[number];

export interface OpenDatabase {
  name: ClockDatabase;
  sql: Sql;
}

/** @param server address with the role of Temporal's server, without a database */
const addressOf = (server: string, database: string): string =>
  Object.assign(new URL(server), { pathname: database }).href;

const open = (server: string, name: ClockDatabase): OpenDatabase => ({
  name,
  sql: connect(addressOf(server, name), { max: 2 }),
});

/** @returns the databases that Temporal's server has made there */
export async function clockDatabases(server: string): Promise<OpenDatabase[]> {
  const there = await databasesAt(server);
  return CLOCK_DATABASES.filter((name) => there.includes(name)).map((name) => open(server, name));
}

/** @returns the names of all databases of a Postgres */
export const databasesAt = (server: string): Promise<string[]> =>
  ask(server, async (sql) =>
    (await sql<{ name: string }[]>`select datname as name from pg_database`).map(({ name }) => name),
  );

/** @returns a database to put a copy into, made when it is missing; null when it holds anything */
export async function emptyClockDatabase(server: string, name: ClockDatabase): Promise<OpenDatabase | null> {
  await ask(server, async (sql) => {
    const [found] = await sql`select 1 from pg_database where datname = ${name}`;
    if (!found) await sql`create database ${sql(name)}`;
  });
  const opened = open(server, name);
  const [holds] =
    await opened.sql`select 1 from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`;
  if (!holds) return opened;
  await opened.sql.end({ timeout: 5 });
  return null;
}

async function ask<T>(server: string, question: (sql: Sql) => Promise<T>): Promise<T> {
  const sql = connect(addressOf(server, 'postgres'), { max: 1 });
  try {
    return await question(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}
