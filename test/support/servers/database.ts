import { randomBytes } from 'node:crypto';
import { connect, type Sql } from '../../../store/db/db';
import { migrate } from '../../../store/db/migrate';
import { grantRows } from '../../../store/db/roles';

/**
 * Makes a migrated database for one test file, on the Postgres of DATABASE_URL or another one; `drop` removes it. `sql`
 * owns the tables; `url` is for the processes' role, with the same rights as in production.
 */
export async function testDatabase(
  server = process.env.DATABASE_OWNER_URL ?? process.env.DATABASE_URL,
): Promise<{ sql: Sql; url: string; ownerUrl: string; drop(): Promise<void> }> {
  if (!server) throw new Error('DATABASE_URL is not set: run the tests with `npm test`, which brings the services up');
  const name = `test_${randomBytes(6).toString('hex')}`;
  const admin = connect(server, { max: 1 });
  await admin.unsafe(`create database ${name}`);
  const ownerUrl = Object.assign(new URL(server), { pathname: `/${name}` }).href;
  const sql = connect(ownerUrl, { max: 6 });
  await migrate(sql);
  const url = (await appUrl(sql, name)) ?? ownerUrl;
  const drop = async () => {
    await sql.end({ timeout: 1 });
    await admin.unsafe(`drop database if exists ${name} with (force)`);
    await admin.end({ timeout: 1 });
  };
  return { sql, url, ownerUrl, drop };
}

/** @returns the address for the role that `services with` has made; null on a server without it. */
async function appUrl(sql: Sql, name: string): Promise<string | null> {
  const { DATABASE_URL, DATABASE_OWNER_URL } = process.env;
  if (!DATABASE_URL || !DATABASE_OWNER_URL) return null;
  await grantRows(sql, DATABASE_URL);
  return Object.assign(new URL(DATABASE_URL), { pathname: `/${name}` }).href;
}

/** Empties a test database between the tests of a file, much faster than a new one; sequences are not reset. */
export async function emptyDatabase(sql: Sql): Promise<void> {
  await sql`truncate regions, campaigns, contacts cascade`;
}
