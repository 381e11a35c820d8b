import type { Queries } from './db';

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
