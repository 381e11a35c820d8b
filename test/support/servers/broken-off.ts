import type { Queries, Sql, Transaction } from '../../../store/db/db';

/** The process ended here: nothing that follows runs, and its transaction is never committed. */
export class BrokenOff extends Error {}

/**
 * @param at before which statement the process ends, from 1
 * @returns the pool as such a process sees it; and how many statements it has begun
 */
export function brokenOff(sql: Sql, at: number): { sql: Queries; ran: () => number } {
  let ran = 0;
  const dying = (tx: Transaction): Transaction =>
    new Proxy(tx, {
      apply(target, _, values: Parameters<Transaction>) {
        const query = target(...values);
        // A piece of another statement is never waited for; what is, runs.
        const run = query.then.bind(query);
        const watched = (...handlers: Parameters<typeof run>) =>
          ++ran < at ? run(...handlers) : Promise.reject(new BrokenOff()).then(...handlers);
        Reflect.set(query, 'then', watched);
        return query;
      },
    });
  const pool = { begin: <T>(step: (tx: Queries) => Promise<T>) => sql.begin((tx) => step(dying(tx))) };
  return { sql: pool as unknown as Sql, ran: () => ran };
}
