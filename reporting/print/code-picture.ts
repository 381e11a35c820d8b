import { crc32, deflateSync } from 'node:zlib';
import { qrSquares } from '../../domain/text/qr';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** One bit for each point, black or white (PNG, 11.2.1). */
const DEPTH = 1;
/** Points for a square of the code: sharp on paper. */
const SCALE = 8;

/** @returns a QR code as a PNG picture: Word before 2019 and WPS show no SVG */
export function codePicture(text: string): Buffer {
  const rows = qrSquares(text);
  const side = rows.length * SCALE;
  const lines = rows.flatMap((row) => Array.from({ length: SCALE }, () => lineOf(row)));
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.writeUInt8(DEPTH, 8);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(lines))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A line of points, without a filter: a square is as wide as a byte. */
const lineOf = (row: readonly boolean[]): Buffer => Buffer.from([0, ...row.map((dark) => (dark ? 0x00 : 0xff))]);

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
