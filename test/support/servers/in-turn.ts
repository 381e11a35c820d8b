import type { Sql } from '../../../store/db/db';

/** What Jest's workers make once for all of them. Any constant numbers work. */
const LOCKS = { template: 20_261_129, app: 20_261_130 } as const;
const PATIENCE = '3min';

/**
 * Lets workers make something one after the other: what the first has made, the others find.
 * @param admin one connection of the server, which waits longer from now on
 */
export async function inTurn<T>(admin: Sql, what: keyof typeof LOCKS, make: () => Promise<T>): Promise<T> {
  await admin`select set_config('lock_timeout', ${PATIENCE}, false), set_config('statement_timeout', ${PATIENCE}, false)`;
  await admin`select pg_advisory_lock(${LOCKS[what]})`;
  try {
    return await make();
  } finally {
    await admin`select pg_advisory_unlock(${LOCKS[what]})`;
  }
}
