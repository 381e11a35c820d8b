import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Sql, Transaction } from '../db';
import type { CopiedSequence, CopiedTable } from './copied-tables';

/** Puts the tables of a copy into a database, one after the other. */
export interface PutIn {
  table(table: CopiedTable, rows: AsyncIterable<Buffer>): Promise<void>;
  /** @returns the tables that have another number of rows than they should */
  end(of: { rows: Readonly<Record<string, number>>; sequences: readonly CopiedSequence[] }): Promise<string[]>;
}

/**
 * Replaces all rows of an unused database by those of a copy, in one transaction. Triggers and references rest
 * meanwhile: what they would check was true at the moment of the copy.
 * @returns what `work` returns
 */
export function copyIn<T>(sql: Sql, work: (into: PutIn) => Promise<T>): Promise<T> {
  return sql.begin(async (one) => {
    await one`set local statement_timeout = 0`;
    await one`set local idle_in_transaction_session_timeout = 0`;
    await one`set local session_replication_role = replica`;
    return work({
      table: (table, rows) => putTable(one, table, rows),
      end: async ({ rows, sequences }) => {
        for (const { name, value, called } of sequences)
          await one`select setval(${`public."${name}"`}::regclass, ${value}::text::bigint, ${called})`;
        return wrongAmong(one, rows);
      },
    });
  }) as Promise<T>;
}

async function putTable(one: Transaction, { name, columns }: CopiedTable, rows: AsyncIterable<Buffer>): Promise<void> {
  // What a migration has put there is in the copy, too.
  await one`delete from ${one(name)}`;
  const lines = await one`copy ${one(name)} (${one(columns)}) from stdin`.writable();
  await pipeline(Readable.from(rows, { objectMode: false }), lines);
}

async function wrongAmong(one: Transaction, rows: Readonly<Record<string, number>>): Promise<string[]> {
  const wrong: string[] = [];
  for (const [name, count] of Object.entries(rows)) {
    const [counted] = await one<{ rows: number }[]>`select count(*)::int as rows from ${one(name)}`;
    if (counted?.rows !== count) wrong.push(name);
  }
  return wrong;
}
