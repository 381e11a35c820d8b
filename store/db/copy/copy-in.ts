import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Queries, Sql } from '../db';
import type { CopiedSequence, CopiedTable } from './copied-tables';

/** Puts a copy into a database, all of it or nothing. */
export interface PutIn {
  schema(statements: readonly string[]): Promise<void>;
  table(table: CopiedTable, rows: AsyncIterable<Buffer>): Promise<void>;
  /** @returns the tables that have another number of rows than they should */
  end(of: { rows: Readonly<Record<string, number>>; sequences: readonly CopiedSequence[] }): Promise<string[]>;
  keep(): Promise<void>;
  /** Takes back what was not kept. */
  close(): Promise<void>;
}

/**
 * Begins to replace all rows of an unused database by those of a copy.
 * @param resting triggers and references rest meanwhile, which only a superuser may ask for: what they would check was
 *   true at the moment of the copy
 */
export async function putInto(sql: Sql, { resting }: { resting: boolean }): Promise<PutIn> {
  const held = await sql.reserve();
  const one = held as unknown as Queries;
  await one.unsafe(`begin; set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0;
    ${resting ? 'set local session_replication_role = replica' : ''}`);
  return {
    async schema(statements) {
      for (const statement of statements) await one.unsafe(statement);
    },
    table: (table, rows) => putTable(one, table, rows),
    async end({ rows, sequences }) {
      for (const { name, value, called } of sequences)
        await one`select setval(${`public."${name}"`}::regclass, ${value}::text::bigint, ${called})`;
      return wrongAmong(one, rows);
    },
    async keep() {
      await one`commit`;
    },
    async close() {
      await one`rollback`.catch(() => {});
      held.release();
    },
  };
}

async function putTable(one: Queries, { name, columns }: CopiedTable, rows: AsyncIterable<Buffer>): Promise<void> {
  // What a migration has put there is in the copy, too.
  await one`delete from ${one(name)}`;
  const lines = await one`copy ${one(name)} (${one(columns)}) from stdin`.writable();
  await pipeline(Readable.from(rows, { objectMode: false }), lines);
}

async function wrongAmong(one: Queries, rows: Readonly<Record<string, number>>): Promise<string[]> {
  const wrong: string[] = [];
  for (const [name, count] of Object.entries(rows)) {
    const [counted] = await one<{ rows: number }[]>`select count(*)::int as rows from ${one(name)}`;
    if (counted?.rows !== count) wrong.push(name);
  }
  return wrong;
}
