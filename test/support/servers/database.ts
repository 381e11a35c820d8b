import { connect, type Sql } from '../../../store/db/db';
import { giveBack, takeDatabase } from './database-pool';
import { emptyTables } from './empty-tables';

/**
 * A migrated database for one test file, on the Postgres of DATABASE_URL or another one; `drop` gives it back. `sql`
 * owns the tables; `url` is for the processes' role, with the same rights as in production.
 */
export async function testDatabase(
  server = process.env.DATABASE_OWNER_URL ?? process.env.DATABASE_URL,
): Promise<{ sql: Sql; url: string; ownerUrl: string; drop(): Promise<void> }> {
  if (!server) throw new Error('DATABASE_URL is not set: Jest sets it (test/support/jest/services.cjs)');
  const admin = connect(server, { max: 1 });
  const { DATABASE_URL, DATABASE_OWNER_URL } = process.env;
  // The role that `services with` has made; a server without it has one role for everything.
  const role = DATABASE_URL && DATABASE_OWNER_URL ? DATABASE_URL : null;
  const name = await takeDatabase(admin, server, role);
  const at = (address: string): string => Object.assign(new URL(address), { pathname: `/${name}` }).href;
  const ownerUrl = at(server);
  const sql = connect(ownerUrl, { max: 6 });
  const url = role === null ? ownerUrl : at(role);
  const drop = async () => {
    await sql.end({ timeout: 1 });
    await giveBack(admin, ownerUrl);
    await admin.end({ timeout: 1 });
  };
  return { sql, url, ownerUrl, drop };
}

/** Empties a test database between the tests of a file. */
export async function emptyDatabase(sql: Sql): Promise<void> {
  await emptyTables(sql, 'regions', 'campaigns', 'contacts');
}
