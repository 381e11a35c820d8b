import type { ReservedSql } from 'postgres';
import type { Queries, Sql } from '../db';
import { type CopiedSequence, type CopiedTable, sequencesToCopy, tablesToCopy } from './copied-tables';

/** What a copy of the database consists of, in its order. */
export type Copied =
  | { kind: 'migrations'; migrations: { name: string; checksum: string | null }[] }
  | { kind: 'table'; table: CopiedTable }
  | { kind: 'rows'; bytes: Buffer }
  | { kind: 'end'; rows: Record<string, number>; sequences: CopiedSequence[] };

/**
 * Copies all rows as they were at one moment: every table is read in the same snapshot. The counters are read last;
 * they only grow, so that none is behind its rows.
 */
export async function* copyOut(sql: Sql): AsyncGenerator<Copied> {
  const snapshot = await sql.reserve();
  try {
    await snapshot.unsafe(`begin isolation level repeatable read read only;
      set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0`);
    yield* piecesOf(snapshot);
  } finally {
    await snapshot`rollback`.catch(() => {});
    snapshot.release();
  }
}

async function* piecesOf(snapshot: ReservedSql): AsyncGenerator<Copied> {
  const queries = snapshot as unknown as Queries;
  const migrations = await queries<{ name: string; checksum: string | null }[]>`
    select name, checksum from migrations order by name`;
  yield { kind: 'migrations', migrations: [...migrations] };
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
