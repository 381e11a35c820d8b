import { pipeline, Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { copyOut, type Snapshot, snapshotOf } from '../../store/db/copy/copy-out';
import { schemaOf } from '../../store/db/copy/schema';
import type { Sql } from '../../store/db/db';
import { appliedMigrations } from '../../store/db/migrate';
import { type ClockDatabase, clockDatabases } from '../temporal-on-postgres/databases';
import { readClocks } from './clocks';
import { type BackupRecord, written } from './records';
import { sealed } from './sealed-file';

/**
 * Where Temporal's clocks are that belong to a database: in the files of a home folder, whose development server keeps
 * them, or on a Postgres, at the address with the role of Temporal's server.
 */
export type ClocksPlace = { home: string } | { server: string };

/** What a backup is made of. */
export interface BackupOf {
  sql: Sql;
  secret: string;
  release: string;
  /** Null where Temporal's store cannot be reached from here. */
  clocks: ClocksPlace | null;
  at: Date;
}

/** What a backup holds. */
export interface BackedUp {
  rows: number;
  tables: number;
  /** Whether Temporal's clocks are in it. */
  clocks: boolean;
}

/**
 * The bytes of a backup. Temporal's clocks are those of a moment before the database's snapshot: clocks that lag behind
 * ask again and find what is done, while clocks ahead would take for done what the database lacks.
 * @param held is filled in with what the backup holds when its last byte is made
 */
export function backupOf(of: BackupOf, held: BackedUp): AsyncGenerator<Buffer> {
  const packed = createGzip();
  // What goes wrong on the way ends the packing, and whoever reads it is told.
  pipeline(Readable.from(written(recordsOf(of, held)), { objectMode: false }), packed, () => {});
  return sealed(packed, of.secret);
}

async function* recordsOf({ sql, clocks, release, at }: BackupOf, held: BackedUp): AsyncGenerator<BackupRecord> {
  const files = clocks && 'home' in clocks ? await readClocks(clocks.home) : [];
  const databases = clocks && 'server' in clocks ? await clockDatabases(clocks.server) : [];
  const open: Snapshot[] = [];
  const look = async (pool: Sql): Promise<Snapshot> => {
    const snapshot = await snapshotOf(pool);
    open.push(snapshot);
    return snapshot;
  };
  try {
    // All moments are taken before the first row is read, ours last.
    const seen: { name: ClockDatabase; snapshot: Snapshot }[] = [];
    for (const { name, sql: pool } of databases) seen.push({ name, snapshot: await look(pool) });
    const ours = await look(sql);
    const migrations = await appliedMigrations(ours.queries);
    yield { kind: 'head', head: { release, at: at.toISOString(), migrations } };
    for (const { name, bytes } of files) {
      yield { kind: 'part', part: { of: 'file', name } };
      yield* inPieces(bytes);
    }
    for (const { name, snapshot } of seen) {
      yield { kind: 'part', part: { of: 'database', name, schema: await schemaOf(snapshot.queries) } };
      yield* rowsOf(snapshot, held);
    }
    yield* rowsOf(ours, held);
    held.clocks = files.length + seen.length > 0;
  } finally {
    for (const snapshot of open) await snapshot.end();
    for (const { sql: pool } of databases) await pool.end({ timeout: 5 });
  }
}

async function* rowsOf(snapshot: Snapshot, held: BackedUp): AsyncGenerator<BackupRecord> {
  for await (const copied of copyOut(snapshot)) {
    if (copied.kind === 'rows') yield { kind: 'bytes', bytes: copied.bytes };
    else if (copied.kind === 'table') yield { kind: 'part', part: { of: 'table', ...copied.table } };
    else {
      const { rows, sequences } = copied;
      const counts = Object.values(rows);
      held.tables += counts.length;
      held.rows += counts.reduce((sum, count) => sum + count, 0);
      yield { kind: 'end', end: { rows, sequences } };
    }
  }
}

const A_PIECE = 1024 * 1024;

function* inPieces(bytes: Buffer): Generator<BackupRecord> {
  for (let from = 0; from < bytes.length; from += A_PIECE)
    yield { kind: 'bytes', bytes: bytes.subarray(from, from + A_PIECE) };
}
