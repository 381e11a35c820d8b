import { Refused, sentence } from '../../../../domain/text/refusal';

/**
 * The text of a CSV file: UTF-16 when it says so, else UTF-8, else GB 18030, which Excel on a Chinese Windows writes
 * (as GBK, a part of it). Byte order marks are taken out, also those in the middle, where files were joined.
 * @throws Refused that names the row, when the bytes are none of these, or one in one part and another in the next
 */
export function decodeText(file: string, bytes: Uint8Array): string {
  const text = utf16(bytes) ?? decoded('utf-8', bytes) ?? gb18030(file, bytes);
  return text.replaceAll('\ufeff', '').replace(/\r\n?/g, '\n');
}

const utf16 = (bytes: Uint8Array): string | null =>
  bytes[0] === 0xff && bytes[1] === 0xfe ? decoded('utf-16le', bytes) : null;

function decoded(encoding: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/**
 * Nearly every sequence of bytes is valid GB 18030, so UTF-8 with one broken row would be read as wrong characters
 * without an error. A row of Chinese in UTF-8 shows it.
 */
function gb18030(file: string, bytes: Uint8Array): string {
  const lines = linesOf(bytes).map((line) => ({ line, utf8: decoded('utf-8', line) }));
  if (lines.some(({ utf8 }) => utf8 !== null && /\p{Script=Han}/u.test(utf8)))
    throw new Refused(sentence('text-mixed', { file, row: lines.findIndex(({ utf8 }) => utf8 === null) + 1 }));
  const text = decoded('gb18030', bytes);
  if (text !== null) return text;
  const row = lines.findIndex(({ line }) => decoded('gb18030', line) === null) + 1;
  throw new Refused(sentence('text-unreadable', { file, row: Math.max(1, row) }));
}

/** Neither encoding uses the bytes of line breaks within a character. */
function linesOf(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  let start = 0;
  for (const [index, byte] of bytes.entries()) {
    const ends = byte === 0x0a || (byte === 0x0d && bytes[index + 1] !== 0x0a);
    if (!ends) continue;
    lines.push(bytes.subarray(start, index));
    start = index + 1;
  }
  return [...lines, bytes.subarray(start)];
}
