import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Refused, sentence } from '../../domain/text/refusal';
import { isUnused } from '../../store/db/copy/copied-tables';
import { copyIn, type PutIn } from '../../store/db/copy/copy-in';
import type { Sql } from '../../store/db/db';
import { migrate, migrateTo, migrationsAmong } from '../../store/db/migrate';
import { isClockFile, writeClock } from './clocks';
import { type BackupHead, type BackupRecord, recordsIn } from './records';
import { opened } from './sealed-file';

/** Where a backup goes. */
export interface RestoreInto {
  /** A pool of the role that owns the tables. */
  sql: Sql;
  secret: string;
  /** A home folder whose Temporal takes over the clocks; null leaves them in the file. */
  home: string | null;
}

/** What was put back. */
export interface Restored {
  release: string;
  at: string;
  rows: number;
  clocks: boolean;
}

/**
 * Puts a backup into an unused database: the schema as it was at its time, then all rows in one transaction, then what
 * newer releases have added to the schema.
 * @throws Refused for a database that is used; a file that is no backup, cut, changed, of another key or a newer
 *   release
 */
export async function restore(file: AsyncIterable<Buffer>, into: RestoreInto): Promise<Restored> {
  const records = unpacked(opened(file, into.secret));
  const first = await records.next();
  if (first.done || first.value.kind !== 'head') throw new Refused(sentence('backup-changed'));
  const { head } = first.value;
  await prepare(into.sql, head);
  const restored = await copyIn(into.sql, (put) => putAll(records, put, { head, home: into.home }));
  await migrate(into.sql);
  return restored;
}

/** @returns the records; what is no packed text at all was changed, although it opened */
function unpacked(bytes: AsyncGenerator<Buffer>): AsyncGenerator<BackupRecord> {
  const plain = createGunzip();
  pipeline(Readable.from(bytes, { objectMode: false }), plain, () => {});
  return recordsIn(plain);
}

async function prepare(sql: Sql, { release, migrations }: BackupHead): Promise<void> {
  const { known, changed } = await migrationsAmong(migrations);
  if (known.length < migrations.length) throw new Refused(sentence('backup-newer', { release }));
  const [other] = changed;
  if (other) throw new Refused(sentence('backup-other-schema', { name: other }));
  const last = migrations.at(-1)?.name ?? '';
  await migrateTo(sql, last);
  if (!(await isUnused(sql))) throw new Refused(sentence('restore-used'));
}

async function putAll(
  records: AsyncGenerator<BackupRecord>,
  put: PutIn,
  { head: { release, at }, home }: { head: BackupHead; home: string | null },
): Promise<Restored> {
  const clocks: { name: string; bytes: Buffer }[] = [];
  let next = await records.next();
  /** The bytes up to the next record of another kind, which is left in `next`. */
  async function* bytes(): AsyncGenerator<Buffer> {
    for (next = await records.next(); !next.done && next.value.kind === 'bytes'; next = await records.next())
      yield next.value.bytes;
  }
  while (!next.done && next.value.kind === 'part') {
    const { part } = next.value;
    if (part.of === 'table') await put.table(part, bytes());
    else clocks.push({ name: part.name, bytes: await whole(bytes()) });
  }
  if (next.done || next.value.kind !== 'end') throw new Refused(sentence('backup-changed'));
  const { end } = next.value;
  // The seal of the last piece, behind the last record, says whether anything was cut off.
  if (!(await records.next()).done) throw new Refused(sentence('backup-changed'));
  const [wrong] = await put.end(end);
  if (wrong) throw new Refused(sentence('restore-counts', { table: wrong }));
  if (home !== null) for (const one of clocks.filter(({ name }) => isClockFile(name))) await writeClock(home, one);
  const rows = Object.values(end.rows).reduce((sum, count) => sum + count, 0);
  return { release, at, rows, clocks: home !== null && clocks.length > 0 };
}

async function whole(pieces: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}
