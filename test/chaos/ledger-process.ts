import { connect, type Queries, type Sql, type Transaction } from '../../store/db/db';
import { ACTS, type ActName, type Sent } from './ledger-acts';

/**
 * A process that does one act and stops before one of its statements, or after all of them: it says so, and waits
 * there to be killed. What it has open in Postgres is open then.
 */
async function main(): Promise<void> {
  const [act = '', before = '', sent = ''] = process.argv.slice(2);
  const sql = stopping(connect(process.env.DATABASE_URL ?? '', { max: 1 }), Number(before));
  const { receipt } = await ACTS[act as ActName](sql, JSON.parse(sent) as Sent);
  process.stdout.write(`${receipt}\n`);
  setInterval(() => {}, 60_000);
}

/** @param before number of the statement that never runs, from 1 */
function stopping(pool: Sql, before: number): Sql {
  let ran = 0;
  const counted = <Of extends Queries>(sql: Of): Of =>
    new Proxy(sql, {
      apply(target, _, values: Parameters<Transaction>) {
        const query = target(...values);
        // A name, a list or a piece of another statement is never waited for; what is, runs.
        if (typeof query.then !== 'function') return query;
        const run = query.then.bind(query);
        Reflect.set(query, 'then', (...handlers: Parameters<typeof run>) => {
          ran += 1;
          if (ran < before) return run(...handlers);
          // Of statements that are sent together, the first says it.
          if (ran === before) process.stdout.write('stopped\n');
          return new Promise(() => {});
        });
        return query;
      },
      get: (target, name) =>
        name === 'begin' && 'begin' in target
          ? (step: (tx: Queries) => Promise<unknown>) => target.begin((tx) => step(counted(tx)))
          : Reflect.get(target, name),
    });
  return counted(pool);
}

void main();
