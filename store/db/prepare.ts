import { connect, type Sql } from './db';
import { migrate, pendingMigrations } from './migrate';
import { ensureAppRole, ensureTemporalRole } from './roles';

/** Addresses of a database for its owner and for the processes' role. */
export interface DatabaseAddresses {
  DATABASE_URL: string;
  /** Left out where both roles are one: then the processes could change tables too (docs/deploy.md). */
  DATABASE_OWNER_URL?: string | undefined;
  /** The role of Temporal's server on the same Postgres; it creates its own databases. */
  TEMPORAL_DATABASE_URL?: string | undefined;
}

/**
 * Brings a database to the newest schema and gives the processes' role its rights.
 * @param then called at the end with the owner's pool, for example to load samples
 * @returns the names of the migrations that this call applied
 */
export async function prepareDatabase(
  { DATABASE_URL, DATABASE_OWNER_URL, TEMPORAL_DATABASE_URL }: DatabaseAddresses,
  then: (sql: Sql) => Promise<void> = async () => {},
): Promise<string[]> {
  const sql = connect(DATABASE_OWNER_URL ?? DATABASE_URL, { max: 2 });
  try {
    // Without the owner's address, owner's rights are only needed when migrations are pending.
    const current = !DATABASE_OWNER_URL && (await pendingMigrations(sql)).length === 0;
    const applied = current ? [] : await migrate(sql);
    if (DATABASE_OWNER_URL) await ensureAppRole(sql, DATABASE_URL);
    if (TEMPORAL_DATABASE_URL) await ensureTemporalRole(sql, TEMPORAL_DATABASE_URL);
    await then(sql);
    return applied;
  } finally {
    await sql.end({ timeout: 5 });
  }
}
