import type { ReservedSql } from 'postgres';
import type { Queries, Sql } from '../db';
import { type CopiedSequence, type CopiedTable, sequencesToCopy, tablesToCopy } from './copied-tables';

/** A database as it is at one moment: all that is asked of it is read in the same snapshot. */
export interface Snapshot {
  queries: Queries;
  end(): Promise<void>;
}

/** @returns the snapshot of the moment of this call */
export async function snapshotOf(sql: Sql): Promise<Snapshot> {
  const held: ReservedSql = await sql.reserve();
  const end = async () => {
    await held`rollback`.catch(() => {});
    held.release();
  };
  try {
    await held.unsafe(`begin isolation level repeatable read read only;
      set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0`);
    // Not `begin` takes the snapshot, but the first question.
    await held`select 1`;
    return { queries: held as unknown as Queries, end };
  } catch (error) {
    await end();
    throw error;
  }
}

/** What a copy of a database consists of, in its order. */
export type Copied =
  | { kind: 'table'; table: CopiedTable }
  | { kind: 'rows'; bytes: Buffer }
  | { kind: 'end'; rows: Record<string, number>; sequences: CopiedSequence[] };

/** Copies all rows of a snapshot. The counters are read last; they only grow, so that none is behind its rows. */
export async function* copyOut({ queries }: Snapshot): AsyncGenerator<Copied> {
  const rows: Record<string, number> = {};
  for (const { name, columns } of await tablesToCopy(queries)) {
    yield { kind: 'table', table: { name, columns } };
    const lines = await queries`copy ${queries(name)} (${queries(columns)}) to stdout`.readable();
    for await (const bytes of lines) yield { kind: 'rows', bytes: bytes as Buffer };
    // The driver holds the connection back while its stream is full, and lets it go when more is read: never, when the
    // last rows came together with the end.
    lines._read(0);
    const [counted] = await queries<{ rows: number }[]>`select count(*)::int as rows from ${queries(name)}`;
    rows[name] = counted?.rows ?? 0;
  }
  yield { kind: 'end', rows, sequences: await sequencesToCopy(queries) };
}
