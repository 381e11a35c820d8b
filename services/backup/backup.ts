import { pipeline, Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { copyOut } from '../../store/db/copy/copy-out';
import type { Sql } from '../../store/db/db';
import { readClocks } from './clocks';
import { type BackupRecord, written } from './records';
import { sealed } from './sealed-file';

/** What a backup is made of. */
export interface BackupOf {
  sql: Sql;
  secret: string;
  release: string;
  /** The folder of `npm start`, when its Temporal is the one whose clocks belong to the database; else null. */
  home: string | null;
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
 * The bytes of a backup. Temporal's clocks are read first, and then the database in one snapshot: clocks that lag
 * behind ask again and find what is done, while clocks ahead would take for done what the database lacks.
 * @param held is filled in with what the backup holds when its last byte is made
 */
export function backupOf(of: BackupOf, held: BackedUp): AsyncGenerator<Buffer> {
  const packed = createGzip();
  // What goes wrong on the way ends the packing, and whoever reads it is told.
  pipeline(Readable.from(written(recordsOf(of, held)), { objectMode: false }), packed, () => {});
  return sealed(packed, of.secret);
}

async function* recordsOf({ sql, home, release, at }: BackupOf, held: BackedUp): AsyncGenerator<BackupRecord> {
  const clocks = home === null ? [] : await readClocks(home);
  for await (const copied of copyOut(sql)) {
    if (copied.kind === 'rows') yield { kind: 'bytes', bytes: copied.bytes };
    else if (copied.kind === 'table') yield { kind: 'part', part: { of: 'table', ...copied.table } };
    else if (copied.kind === 'migrations') {
      yield { kind: 'head', head: { release, at: at.toISOString(), migrations: copied.migrations } };
      for (const { name, bytes } of clocks) {
        yield { kind: 'part', part: { of: 'file', name } };
        yield* inPieces(bytes);
      }
    } else {
      const { rows, sequences } = copied;
      const counts = Object.values(rows);
      Object.assign(held, { tables: counts.length, rows: counts.reduce((sum, count) => sum + count, 0) });
      held.clocks = clocks.length > 0;
      yield { kind: 'end', end: { rows, sequences } };
    }
  }
}

const A_PIECE = 1024 * 1024;

function* inPieces(bytes: Buffer): Generator<BackupRecord> {
  for (let from = 0; from < bytes.length; from += A_PIECE)
    yield { kind: 'bytes', bytes: bytes.subarray(from, from + A_PIECE) };
}
