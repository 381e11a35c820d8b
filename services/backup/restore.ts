import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Refused, sentence } from '../../domain/text/refusal';
import { isUnused } from '../../store/db/copy/copied-tables';
import type { Sql } from '../../store/db/db';
import { appliedMigrations, migrate, migrateTo, migrationsAmong } from '../../store/db/migrate';
import { ensureTemporalRole } from '../../store/db/roles';
import type { ClocksPlace } from './backup';
import { type PutBack, putBack } from './put-back';
import { type BackupHead, type BackupRecord, recordsIn } from './records';
import { opened } from './sealed-file';

/** Where a backup goes. */
export interface RestoreInto {
  /** A pool of the role that owns the tables. */
  sql: Sql;
  secret: string;
  /** Where Temporal takes over the clocks; null leaves those of files in the backup. */
  clocks: ClocksPlace | null;
}

/** What was put back, and of when it is. */
export interface Restored extends PutBack {
  release: string;
  at: string;
}

/**
 * Puts a backup into an unused database: the schema as it was at its time, then all rows in one transaction, then what
 * newer releases have added to the schema. Temporal's databases come back as they were; its server updates them itself.
 * @throws Refused for a database that is used; a file that is no backup, cut, changed, of another key or a newer
 *   release; clocks of a Postgres without a place for them
 */
export async function restore(file: AsyncIterable<Buffer>, into: RestoreInto): Promise<Restored> {
  const records = unpacked(opened(file, into.secret));
  const first = await records.next();
  if (first.done || first.value.kind !== 'head') throw new Refused(sentence('backup-changed'));
  const { head } = first.value;
  await prepare(into.sql, head);
  // Temporal's databases belong to the role of its server.
  if (into.clocks && 'server' in into.clocks) await ensureTemporalRole(into.sql, into.clocks.server);
  const put = await putBack(records, into);
  await migrate(into.sql);
  return { release: head.release, at: head.at, ...put };
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
  // What newer migrations have done to rows, they would not do to the rows of the backup.
  const newer = (await appliedMigrations(sql)).some(({ name }) => name > last);
  if (newer || !(await isUnused(sql))) throw new Refused(sentence('restore-used'));
}
