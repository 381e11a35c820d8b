import { atomically, type Queries } from './db';

/*
 * A connection plans each statement anew (connect), and so does each check of a foreign key: planned, a check takes ten
 * times as long, and a row has a dozen of them.
 */

/** Room for twenty thousand rows of one statement and its triggers. */
const WORK_MEMORY = '64MB';

/** Lets Postgres keep plans, and more in memory, until the end of the transaction: for one act on very many rows. */
export const keepPlans = (tx: Queries) => tx`
  select set_config('plan_cache_mode', 'auto', true), set_config('work_mem', ${WORK_MEMORY}, true)`;

/**
 * Plans each statement once for each connection, by indexes, until the end of the transaction: for short transactions
 * that come by the thousand. They find each row by an index, however their tables have grown since the plan was made.
 */
export const plansByIndex = (tx: Queries) => tx`
  select set_config('plan_cache_mode', 'force_generic_plan', true), set_config('enable_seqscan', 'off', true)`;

/**
 * Runs a look at very many rows, of which Postgres knows no statistics yet: for a few rows it would compare each
 * with each, which takes hours for half a million.
 * @param sql a pool, or a transaction, which plans as before afterwards
 */
export const atManyRows = <T>(sql: Queries, look: (tx: Queries) => Promise<T>): Promise<T> =>
  atomically(sql, async (tx) => {
    const [before] = await tx<{ nestloop: string; memory: string }[]>`
      select current_setting('enable_nestloop') as nestloop, current_setting('work_mem') as memory`;
    await planned(tx, 'off', WORK_MEMORY);
    const found = await look(tx);
    await planned(tx, before?.nestloop ?? 'on', before?.memory ?? WORK_MEMORY);
    return found;
  });

const planned = (tx: Queries, nestloop: string, memory: string) => tx`
  select set_config('enable_nestloop', ${nestloop}, true), set_config('work_mem', ${memory}, true)`;

/** A province's rows take half a minute, and whoever comes second waits for them. */
const STATEMENT_MS = 180_000;

/**
 * For one act on very many rows, until the end of the transaction. Statistics lag behind the last act: without a hint,
 * Postgres expects a handful of rows and compares each with each.
 */
export const forManyRows = (tx: Queries) => tx`
  select set_config('enable_nestloop', 'off', true), set_config('statement_timeout', ${String(STATEMENT_MS)}, true),
         set_config('lock_timeout', ${String(STATEMENT_MS)}, true)`;
