import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ROOT } from '../../../config/root';
import { type BackupRecord, written } from '../../../services/backup/records';
import { restore } from '../../../services/backup/restore';
import { opened, sealed } from '../../../services/backup/sealed-file';
import type { Sql } from '../../../store/db/db';
import { codeOf } from '../../support/campaigns/refusals';

const SECRET = 'a key of this test, long enough';

async function* of<T>(...things: T[]): AsyncGenerator<T> {
  yield* things;
}
async function whole(bytes: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const some of bytes) all.push(some);
  return Buffer.concat(all);
}
const open = (file: Buffer, secret = SECRET) => whole(opened(of(file), secret));

/** Three chunks, of which the last is not full. */
const CONTENT = Buffer.alloc(600_000, 'a line of a backup\n');
let file: Buffer;
beforeAll(async () => {
  file = await whole(sealed(of(CONTENT.subarray(0, 7), CONTENT.subarray(7)), SECRET));
});

describe('a sealed file', () => {
  it('opens with its key, in pieces of any size, and shows nothing of its content', async () => {
    expect((await open(file)).equals(CONTENT)).toBe(true);
    const inBits = of(...Array.from({ length: 601 }, (_, at) => file.subarray(at * 1000, at * 1000 + 1000)));
    expect((await whole(opened(inBits, SECRET))).equals(CONTENT)).toBe(true);
    expect(file.includes('a line of a backup')).toBe(false);
    expect(await open(await whole(sealed(of<Buffer>(), SECRET)))).toHaveLength(0);
  });

  const CHUNK = 4 + 256 * 1024 + 16;
  const HEAD = 18 + 16;
  it.each([
    ['another key', () => open(file, 'another key of this test, as long'), 'backup-other-key'],
    ['a foreign file', () => open(Buffer.from('PK, or whatever else stands there')), 'backup-foreign'],
    ['nothing', () => open(Buffer.alloc(0)), 'backup-foreign'],
    ['a file cut behind its beginning', () => open(file.subarray(0, HEAD)), 'backup-cut'],
    ['a file cut within a chunk', () => open(file.subarray(0, HEAD + CHUNK + 100)), 'backup-cut'],
    ['a file cut between two chunks', () => open(file.subarray(0, HEAD + CHUNK)), 'backup-cut'],
    ['a changed byte', () => open(withByte(file, HEAD + CHUNK + 1000)), 'backup-changed'],
    ['something behind the end', () => open(Buffer.concat([file, file.subarray(HEAD)])), 'backup-changed'],
  ])('refuses %s', async (_, opening, code) => {
    expect(await codeOf(opening())).toBe(code);
  });

  const withByte = (bytes: Buffer, at: number): Buffer => {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 1;
    return changed;
  };
});

test.each([
  ['of a newer release', '9999-of-tomorrow.sql', 'backup-newer'],
  [
    'with other tables under our names',
    readdirSync(join(ROOT, 'store/db/migrations')).sort()[0] ?? '',
    'backup-other-schema',
  ],
])('a backup %s is refused before the database is asked', async (_, name, code) => {
  const head: BackupRecord = {
    kind: 'head',
    head: { release: '9.9.9', at: '2026-12-01T00:00:00.000Z', migrations: [{ name, checksum: 'another' }] },
  };
  const packed = gzipSync(await whole(written(of(head))));
  const nobody = null as unknown as Sql;
  expect(await codeOf(restore(sealed(of(packed), SECRET), { sql: nobody, secret: SECRET, clocks: null }))).toBe(code);
});
