import { databaseGiven } from '../../config/env';
import { connect, type Sql } from '../../store/db/db';
import { refuseOldSchema } from '../../store/db/migrate';
import { connection } from '../connection';

/**
 * Opens the database: the register needs only Postgres, so DATABASE_URL is enough; else that of the running
 * `npm start`.
 */
export async function database(): Promise<{ sql: Sql; close(): Promise<void> }> {
  const url = databaseGiven();
  if (!url) return connection();
  const sql = connect(url, { max: 2 });
  const close = () => sql.end({ timeout: 5 });
  try {
    await refuseOldSchema(sql);
  } catch (error) {
    // An open pool would keep the command from ending.
    await close();
    throw error;
  }
  return { sql, close };
}

/** The command line may change the whole register. */
export const EVERYTHING = { top: null };
