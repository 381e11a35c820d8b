import { connect, type Sql } from './db';
import { migrate, pendingMigrations } from './migrate';
import { ensureAppRole, ensureTemporalRole } from './roles';

/** Whom a database belongs to, and whom the processes work as. */
export interface DatabaseAddresses {
  DATABASE_URL: string;
  /** Left out where both are one: then the processes could change tables too (docs/deploy.md). */
  DATABASE_OWNER_URL?: string | undefined;
  /** Whom Temporal's server works as on the same Postgres; it makes databases of its own. */
  TEMPORAL_DATABASE_URL?: string | undefined;
}

/**
 * Brings a database to the newest schema and gives the processes' role its rights.
 * @param then done with the owner's pool at the end, for example loading samples
 * @returns the names of the migrations that were applied now
 */
export async function prepareDatabase(
  { DATABASE_URL, DATABASE_OWNER_URL, TEMPORAL_DATABASE_URL }: DatabaseAddresses,
  then: (sql: Sql) => Promise<void> = async () => {},
): Promise<string[]> {
  const sql = connect(DATABASE_OWNER_URL ?? DATABASE_URL, { max: 2 });
  try {
    // Where the owner's address is not given, only what is missing asks for an owner's rights.
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
