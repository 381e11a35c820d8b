import postgres from 'postgres';

/** The connection pool; a tagged template that sends its values as parameters. */
export type Sql = postgres.Sql<{ instant: string; date: string; bigint: number }>;
/** One transaction of the pool. */
export type Transaction = postgres.TransactionSql<{ instant: string; date: string; bigint: number }>;
/** The pool, or one transaction of it: what query functions take. */
export type Queries = Sql | Transaction;
/** A piece of SQL with its values, for use in another query. */
export type Fragment = postgres.PendingQuery<postgres.Row[]>;

/** After a connection is lost, its pool takes what still comes to it for so long. */
const LAST_QUERIES_S = 20;
/**
 * Then it ends when the last query is answered, of which each may take as long as its statement may; what has no answer
 * by then will have none.
 */
const LAST_ANSWERS_S = 60;

/**
 * Time limits after which Postgres interrupts our work (57014, 55P03, 25P03), in ms: a hung query must not keep a place
 * in the pool.
 */
export interface Limits {
  /** One statement. */
  statementMs: number;
  /** Waiting for the lock of another transaction. */
  lockMs: number;
  /** A transaction without statements: its owner hangs, and its locks block others. */
  idleInTransactionMs: number;
}

/** When a pool's statements are planned. */
type Plans = 'each-time' | 'once';

const PLANNED: Record<Plans, Record<string, string>> = {
  // A cached plan from the time of an empty outbox would scan the whole outbox for a minute after a round has filled
  // it.
  'each-time': { plan_cache_mode: 'force_custom_plan' },
  once: { plan_cache_mode: 'force_generic_plan', enable_seqscan: 'off' },
};

const LIMITS: Limits = { statementMs: 60_000, lockMs: 15_000, idleInTransactionMs: 60_000 };

/** How long to wait for a server that takes the connection but says nothing. */
const CONNECT_S = 10;
/** How soon a silently vanished peer is noticed (TCP keep-alive). */
const KEEP_ALIVE_S = 30;

/**
 * Runs a step completely or not at all: in a new transaction, or within the caller's, so that the caller can add to it,
 * for example the line of the audit log.
 */
export const atomically = <T>(sql: Queries, step: (transaction: Queries) => Promise<T>): Promise<T> =>
  'begin' in sql ? (sql.begin(step) as Promise<T>) : step(sql);

/**
 * Opens a pool to Postgres. Every `timestamptz` is read as an Instant (UTC ISO string with milliseconds),
 * every `date` stays `YYYY-MM-DD`, every `bigint` is a number (ids stay far below 2^53).
 *
 * A pool that lost a connection is replaced by a new one: `postgres` 3.4 keeps unsent data of the lost socket, and a
 * connection that is opened again with it never answers.
 * @param url postgres://user:password@host:port/database
 * @param max connections of the pool
 * @param plans `once`: each connection plans a statement once, by indexes (`plansByIndex` of plans.ts), for requests of
 *   phones, of which each is a few look-ups by key: to plan these takes longer than to run them
 * @param limits that differ from the usual ones
 */
export function connect(
  url: string,
  { max = 10, plans = 'each-time', ...limits }: { max?: number; plans?: Plans } & Partial<Limits> = {},
): Sql {
  const { statementMs } = { ...LIMITS, ...limits };
  const lastAnswersS = Math.max(0, Math.min(statementMs / 1000, LAST_ANSWERS_S) - LAST_QUERIES_S);
  let ended = false;
  let pool = open();
  const replaced = new Set<Sql>();

  function open(): Sql {
    const opened: Sql = openPool(url, { max, plans, ...LIMITS, ...limits }, () => {
      if (ended || pool !== opened) return;
      pool = open();
      replaced.add(opened);
      setTimeout(() => void letGo(opened, lastAnswersS), LAST_QUERIES_S * 1000).unref();
    });
    return opened;
  }

  async function letGo(lost: Sql, timeout: number): Promise<void> {
    if (replaced.delete(lost)) await lost.end({ timeout }).catch(() => {});
  }

  /** A pool that lost a connection would wait for it for ever, so after replacement it gets at most a second to end. */
  async function end({ timeout }: { timeout?: number } = {}): Promise<void> {
    ended = true;
    const wait = timeout === undefined ? {} : { timeout };
    await Promise.all([pool.end(wait), ...[...replaced].map((lost) => letGo(lost, Math.min(timeout ?? 1, 1)))]);
  }

  return new Proxy(pool, {
    apply: (_, __, values: Parameters<Sql>) => pool(...values),
    get(_, name) {
      return name === 'end' ? end : Reflect.get(pool, name);
    },
  });
}

const openPool = (
  url: string,
  { max, plans, statementMs, lockMs, idleInTransactionMs }: { max: number; plans: Plans } & Limits,
  onclose: () => void,
): Sql =>
  postgres(url, {
    max,
    connect_timeout: CONNECT_S,
    keep_alive: KEEP_ALIVE_S,
    onclose,
    onnotice: () => {},
    connection: {
      application_name: 'nuandong',
      TimeZone: 'UTC',
      statement_timeout: statementMs,
      lock_timeout: lockMs,
      idle_in_transaction_session_timeout: idleInTransactionMs,
      // Counting a large campaign must not take every core from villages that report meanwhile.
      // As text: the driver leaves out a 0.
      max_parallel_workers_per_gather: '0',
      ...PLANNED[plans],
    },
    types: {
      instant: {
        to: 1184,
        from: [1184],
        serialize: (at: string | Date) => (at instanceof Date ? at.toISOString() : at),
        parse: (raw: string) => new Date(raw).toISOString(),
      },
      date: { to: 1082, from: [1082], serialize: (day: string) => day, parse: (raw: string) => raw },
      bigint: { to: 20, from: [20], serialize: (n: number) => String(n), parse: (raw: string) => Number(raw) },
    },
  }) as Sql;
