import postgres from 'postgres';

/** The connection pool; a tagged template that sends its values as parameters. */
export type Sql = ReturnType<typeof connect>;
/** The pool, or one transaction of it: what query functions take. */
export type Queries = Sql | postgres.TransactionSql<{ instant: string }>;
/** A piece of SQL with its values, to be put into another query. */
export type Fragment = postgres.PendingQuery<postgres.Row[]>;

/**
 * Opens a pool to Postgres. Every `timestamptz` is read as an Instant (UTC ISO string with milliseconds),
 * every `date` stays `YYYY-MM-DD`, every `bigint` is a number (ids stay far below 2^53).
 * @param url postgres://user:password@host:port/database
 * @param max connections of the pool
 */
export function connect(url: string, { max = 10 }: { max?: number } = {}) {
  return postgres(url, {
    max,
    onnotice: () => {},
    connection: { application_name: 'nuandong', TimeZone: 'UTC' },
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
  });
}
