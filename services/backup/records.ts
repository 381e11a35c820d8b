import { z } from 'zod';
import { Refused, sentence } from '../../domain/text/refusal';
import { CLOCK_DATABASES } from '../temporal-on-postgres/databases';
import { reader } from './sealed-file';

/** What a backup tells of itself, before anything else. */
const head = z.object({
  release: z.string(),
  at: z.string(),
  /** The migrations that its tables have seen, in their order. */
  migrations: z.array(z.object({ name: z.string(), checksum: z.string().nullable() })).min(1),
});
export type BackupHead = z.infer<typeof head>;

/** What must have been read of a database in its end: of Temporal's ones, and last of ours. */
const end = z.object({
  rows: z.record(z.string(), z.int()),
  sequences: z.array(z.object({ name: z.string(), value: z.string(), called: z.boolean() })),
});
export type BackupEnd = z.infer<typeof end>;

const part = z.discriminatedUnion('of', [
  // The following tables, up to the end, are of one of Temporal's databases.
  z.object({ of: z.literal('database'), name: z.enum(CLOCK_DATABASES), schema: z.array(z.string()) }),
  z.object({ of: z.literal('table'), name: z.string(), columns: z.array(z.string()).min(1) }),
  z.object({ of: z.literal('file'), name: z.string() }),
]);

/** A record within a backup: its contents in their order. */
export type BackupRecord =
  | { kind: 'head'; head: BackupHead }
  | { kind: 'part'; part: z.infer<typeof part> }
  | { kind: 'bytes'; bytes: Buffer }
  | { kind: 'end'; end: BackupEnd };

const KINDS = ['head', 'part', 'bytes', 'end'] as const;
const HEAD_BYTES = 5;
const LONGEST = 64 * 1024 * 1024;

/** @returns the records as bytes */
export async function* written(records: AsyncIterable<BackupRecord>): AsyncGenerator<Buffer> {
  for await (const record of records) {
    const bytes = record.kind === 'bytes' ? record.bytes : Buffer.from(JSON.stringify(contentOf(record)));
    const start = Buffer.alloc(HEAD_BYTES);
    start.writeUInt8(KINDS.indexOf(record.kind));
    start.writeUInt32BE(bytes.length, 1);
    yield Buffer.concat([start, bytes]);
  }
}

const contentOf = (record: Exclude<BackupRecord, { kind: 'bytes' }>): unknown =>
  record.kind === 'head' ? record.head : record.kind === 'part' ? record.part : record.end;

/** @throws Refused when the bytes are no records, or end before the last one */
export async function* recordsIn(bytes: AsyncIterable<Buffer>): AsyncGenerator<BackupRecord> {
  const pieces = reader(bytes);
  let ofClocks = false;
  for (;;) {
    const start = await pieces.take(HEAD_BYTES);
    if (!start) throw new Refused(sentence('backup-cut'));
    const [kind, length] = [KINDS[start.readUInt8()], start.readUInt32BE(1)];
    const content = length > LONGEST ? null : await pieces.take(length);
    if (!content || !kind) throw new Refused(sentence('backup-changed'));
    if (kind === 'bytes') yield { kind, bytes: content };
    else if (kind === 'head') yield { kind, head: head.parse(JSON.parse(String(content))) };
    else if (kind === 'part') {
      const told = part.parse(JSON.parse(String(content)));
      ofClocks ||= told.of === 'database';
      yield { kind, part: told };
    } else {
      yield { kind, end: end.parse(JSON.parse(String(content))) };
      if (!ofClocks) return;
      ofClocks = false;
    }
  }
}
