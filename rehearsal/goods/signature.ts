import { createHash } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';

/** A name as a finger draws it: a picture (PNG), and its number, which a phone computes in the same way. */
export interface Drawn {
  id: string;
  bytes: Buffer;
}

const WIDTH = 64;
const HEIGHT = 32;
const PAPER = 255;
const INK = 0;
/** Pixels of a stroke. */
const STROKE = 40;

/** @param nth another number draws another picture */
export function drawSignature(nth: number): Drawn {
  const rows = Array.from({ length: HEIGHT }, (_, y) => {
    const row = Buffer.alloc(WIDTH + 1, PAPER);
    row[0] = 0;
    if (y % 8 === nth % 8) row.fill(INK, 1 + (nth % 20), 1 + (nth % 20) + STROKE);
    return row;
  });
  // Makes each picture one of its own.
  const last = rows.at(-1);
  if (last) for (let bit = 0; bit < 24; bit += 1) last[1 + bit] = (nth >> bit) & 1 ? INK : PAPER;
  const bytes = Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header()),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
  return { id: createHash('sha256').update(bytes).digest('hex'), bytes };
}

/** Grey, 8 bits deep, not interlaced. */
function header(): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(WIDTH, 0);
  head.writeUInt32BE(HEIGHT, 4);
  head[8] = 8;
  return head;
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([ends.subarray(0, 4), named, ends.subarray(4)]);
}
