import { createReadStream } from 'node:fs';
import { extname } from 'node:path';

/** A file of tables: its name, of which the ending says the kind, and where its bytes are. */
export type Source = { file: string } & ({ path: string } | { bytes: Uint8Array });

/** Bytes that are handed on at once. */
const PIECE = 256 * 1024;

/** @returns the ending of the file's name, as `.csv` */
export const kindOf = ({ file }: Source): string => extname(file).toLowerCase();

/** @returns the bytes of a file, piece by piece */
export async function* bytesOf(source: Source): AsyncGenerator<Uint8Array> {
  if ('path' in source) yield* createReadStream(source.path, { highWaterMark: PIECE });
  else for (let from = 0; from < source.bytes.length; from += PIECE) yield source.bytes.subarray(from, from + PIECE);
}
