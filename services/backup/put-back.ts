import { Refused, sentence } from '../../domain/text/refusal';
import { type PutIn, putInto } from '../../store/db/copy/copy-in';
import type { Sql } from '../../store/db/db';
import { type ClockDatabase, emptyClockDatabase } from '../temporal-on-postgres/databases';
import type { ClocksPlace } from './backup';
import { isClockFile, writeClock } from './clocks';
import type { BackupRecord } from './records';

/** What has been put back. */
export interface PutBack {
  rows: number;
  clocks: boolean;
}

/**
 * Puts all records behind the head back: one database after the other, each in a transaction, which are kept when the
 * whole file has been read and is right.
 */
export async function putBack(
  records: AsyncGenerator<BackupRecord>,
  { sql, clocks: place }: { sql: Sql; clocks: ClocksPlace | null },
): Promise<PutBack> {
  const ours = { put: await putInto(sql, { resting: true }), pool: null };
  const all: { put: PutIn; pool: Sql | null }[] = [ours];
  const files: { name: string; bytes: Buffer }[] = [];
  const of = inTurn(records);
  let into = ours.put;
  let rows = 0;
  try {
    for (let record = await of.next(); record !== null; record = await of.next()) {
      if (record.kind === 'end') {
        const [wrong] = await into.end(record.end);
        if (wrong) throw new Refused(sentence('restore-counts', { table: wrong }));
        rows += Object.values(record.end.rows).reduce((sum, count) => sum + count, 0);
        into = ours.put;
      } else if (record.part.of === 'table') await into.table(record.part, of.bytes());
      else if (record.part.of === 'file') files.push({ name: record.part.name, bytes: await whole(of.bytes()) });
      else {
        const theirs = await clockDatabase(place, record.part.name);
        all.push(theirs);
        into = theirs.put;
        await into.schema(record.part.schema);
      }
    }
    for (const { put } of all) await put.keep();
    const home = place && 'home' in place ? place.home : null;
    if (home !== null) for (const one of files.filter(({ name }) => isClockFile(name))) await writeClock(home, one);
    return { rows, clocks: all.length > 1 || (home !== null && files.length > 0) };
  } finally {
    for (const { put, pool } of all) {
      await put.close();
      await pool?.end({ timeout: 5 });
    }
  }
}

type Steps = Exclude<BackupRecord, { kind: 'bytes' | 'head' }>;

/** Reads records one by one; the bytes behind one are read in between, by whoever needs them. */
function inTurn(records: AsyncGenerator<BackupRecord>) {
  let ahead: IteratorResult<BackupRecord> | null = null;
  return {
    async next(): Promise<Steps | null> {
      const { done, value } = ahead ?? (await records.next());
      ahead = null;
      if (done) return null;
      if (value.kind === 'bytes' || value.kind === 'head') throw new Refused(sentence('backup-changed'));
      return value;
    },
    async *bytes(): AsyncGenerator<Buffer> {
      for (;;) {
        const next = await records.next();
        if (next.done || next.value.kind !== 'bytes') {
          ahead = next;
          return;
        }
        yield next.value.bytes;
      }
    },
  };
}

async function clockDatabase(place: ClocksPlace | null, name: ClockDatabase): Promise<{ put: PutIn; pool: Sql }> {
  if (!place || !('server' in place)) throw new Refused(sentence('restore-clocks-nowhere'));
  const empty = await emptyClockDatabase(place.server, name);
  if (!empty) throw new Refused(sentence('restore-clocks-used', { name }));
  return { put: await putInto(empty.sql, { resting: false }), pool: empty.sql };
}

async function whole(pieces: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}
