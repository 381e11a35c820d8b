import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { fromBufferPromise } from 'yauzl';

/** A piece of a file, and its place in it. */
interface PieceOfFile {
  where: string;
  text: string;
}

/**
 * Reads a Word or Excel file for everything that somebody could find in it: the names of its parts, each part unpacked,
 * hidden sheets, comments and properties among them, its text without the tags that may cut a word in two, and what
 * lies between the parts.
 * @throws Error when it is no ZIP
 */
export async function* textsOfFile(path: string): AsyncGenerator<PieceOfFile> {
  const bytes = await readFile(path);
  const file = basename(path);
  yield { where: file, text: `${file}\n${bytes.toString('utf8')}` };
  const zip = await fromBufferPromise(bytes);
  for await (const entry of zip.eachEntry()) {
    const part = await buffer(await zip.openReadStreamPromise(entry));
    for (const text of [part.toString('utf8'), part.toString('utf16le')])
      yield {
        where: `${file}, part ${entry.fileName}`,
        text: `${entry.fileName}\n${entry.fileComment}\n${text}\n${readable(text)}`,
      };
  }
}

/** A name of which one sign is bold stands in two elements; signs may be written by their numbers. */
const readable = (xml: string): string =>
  xml
    .replace(/<[^>]*>/g, '')
    .replace(/&#(x?)([0-9A-Fa-f]+);/g, (_, hex: string, code: string) =>
      String.fromCodePoint(Math.min(Number.parseInt(code, hex ? 16 : 10) || 0, 0x10ffff)),
    );
