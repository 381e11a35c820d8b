import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';
import { Refused, sentence } from '../../domain/text/refusal';

/** What a file begins with; another arrangement gets another number. */
const MARK = Buffer.from('nuandong backup 1\n');
const [SALT_BYTES, TAG_BYTES, LENGTH_BYTES, NONCE_BYTES] = [16, 16, 4, 12];
/** Bytes that are sealed at once, so that neither side holds more. */
const CHUNK = 256 * 1024;
/** Guessing a phrase costs 32 MB and a tenth of a second a try. */
const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };

const keyOf = (secret: string, salt: Buffer): Buffer => scryptSync(secret, salt, 32, COST);

/** Number of the chunk, and whether it is the last: so no chunk can be moved, left out, or cut off unseen. */
function nonceOf(nth: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(NONCE_BYTES);
  nonce.writeUIntBE(nth, 0, 6);
  nonce[NONCE_BYTES - 1] = isLast ? 1 : 0;
  return nonce;
}

/** @returns the bytes sealed with AES-256-GCM in chunks, by a key of the secret and of a salt of this file alone */
export async function* sealed(bytes: AsyncIterable<Buffer>, secret: string): AsyncGenerator<Buffer> {
  const salt = randomBytes(SALT_BYTES);
  const key = keyOf(secret, salt);
  yield Buffer.concat([MARK, salt]);
  let nth = 0;
  const seal = (chunk: Buffer, isLast: boolean): Buffer => {
    const cipher = createCipheriv('aes-256-gcm', key, nonceOf(nth++, isLast));
    const head = Buffer.alloc(LENGTH_BYTES);
    head.writeUInt32BE(chunk.length);
    return Buffer.concat([head, cipher.update(chunk), cipher.final(), cipher.getAuthTag()]);
  };
  let held = Buffer.alloc(0);
  for await (const some of bytes) {
    held = Buffer.concat([held, some]);
    while (held.length > CHUNK) {
      yield seal(held.subarray(0, CHUNK), false);
      held = held.subarray(CHUNK);
    }
  }
  yield seal(held, true);
}

/**
 * @returns the bytes as they were before {@link sealed}
 * @throws Refused for a file that is no backup, was cut or changed, or belongs to another key
 */
export async function* opened(file: AsyncIterable<Buffer>, secret: string): AsyncGenerator<Buffer> {
  const pieces = reader(file);
  const mark = await pieces.take(MARK.length);
  if (!mark?.equals(MARK)) throw new Refused(sentence('backup-foreign'));
  const salt = await pieces.take(SALT_BYTES);
  if (!salt) throw new Refused(sentence('backup-cut'));
  const key = keyOf(secret, salt);
  for (let nth = 0; ; nth += 1) {
    const length = (await pieces.take(LENGTH_BYTES))?.readUInt32BE();
    if (length === undefined) throw new Refused(sentence('backup-cut'));
    if (length > CHUNK) throw new Refused(sentence('backup-changed'));
    const [chunk, tag] = [await pieces.take(length), await pieces.take(TAG_BYTES)];
    if (!chunk || !tag) throw new Refused(sentence('backup-cut'));
    const isLast = await pieces.atEnd();
    const open = (last: boolean): Buffer | null => unsealed(chunk, { key, tag, nonce: nonceOf(nth, last) });
    const plain = open(isLast);
    if (plain) yield plain;
    // At its end a chunk that is not the last: the rest is missing. Within: something was put behind the last.
    else if (open(!isLast)) throw new Refused(sentence(isLast ? 'backup-cut' : 'backup-changed'));
    else throw new Refused(sentence(nth === 0 ? 'backup-other-key' : 'backup-changed'));
    if (isLast) return;
  }
}

function unsealed(chunk: Buffer, { key, tag, nonce }: { key: Buffer; tag: Buffer; nonce: Buffer }): Buffer | null {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES }).setAuthTag(tag);
  try {
    return Buffer.concat([decipher.update(chunk), decipher.final()]);
  } catch {
    return null;
  }
}

/** Takes exact numbers of bytes from pieces of any size. */
export function reader(pieces: AsyncIterable<Buffer>) {
  const source = pieces[Symbol.asyncIterator]();
  let held = Buffer.alloc(0);
  async function fill(count: number): Promise<boolean> {
    while (held.length < count) {
      const next = await source.next();
      if (next.done) return false;
      held = Buffer.concat([held, next.value]);
    }
    return true;
  }
  return {
    /** @returns null when fewer are left */
    async take(count: number): Promise<Buffer | null> {
      if (!(await fill(count))) return null;
      const taken = held.subarray(0, count);
      held = held.subarray(count);
      return taken;
    },
    atEnd: async (): Promise<boolean> => !(await fill(1)),
  };
}
