import { randomBytes } from 'node:crypto';
import { connect, type Sql } from '../../register/db';
import { migrate } from '../../register/migrate';

/** A migrated database of the test file's own, on the Postgres of DATABASE_URL or another one; `drop` ends it. */
export async function testDatabase(
  server = process.env.DATABASE_URL,
): Promise<{ sql: Sql; url: string; drop(): Promise<void> }> {
  if (!server) throw new Error('DATABASE_URL is not set: run the tests with `npm test`, which brings the services up');
  const name = `test_${randomBytes(6).toString('hex')}`;
  const admin = connect(server, { max: 1 });
  await admin.unsafe(`create database ${name}`);
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).href;
  const sql = connect(url, { max: 6 });
  await migrate(sql);
  const drop = async () => {
    await sql.end({ timeout: 1 });
    await admin.unsafe(`drop database if exists ${name} with (force)`);
    await admin.end({ timeout: 1 });
  };
  return { sql, url, drop };
}

/** Empties a test database between the tests of a file, which is much faster than a new one; numbers go on counting. */
export async function emptyDatabase(sql: Sql): Promise<void> {
  await sql`truncate regions, campaigns cascade`;
}
