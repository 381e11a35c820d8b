import { Refused, sentence } from '../../../../domain/text/refusal';
import { bytesOf, type Source } from './source';

type Encoding = 'utf-16le' | 'utf-8' | 'gb18030';

/** A longer line is none: no row of an office has so many bytes. */
const LONGEST_LINE = 1_048_576;

/**
 * The text of a CSV file, piece by piece: UTF-16 when it says so, else UTF-8, else GB 18030, which Excel on a Chinese
 * Windows writes (as GBK, a part of it). Byte order marks are taken out, also those in the middle, where files were
 * joined; every line ends in `\n`.
 * @throws Refused that names the row, when the bytes are none of these, or one in one part and another in the next
 */
export async function* textsOf(source: Source): AsyncGenerator<string> {
  const decoder = decoderOf(await encodingOf(source));
  let held = '';
  for await (const bytes of bytesOf(source)) {
    const text = held + decoder.decode(bytes, { stream: true });
    // A line break of two signs may lie across two pieces.
    held = text.endsWith('\r') ? '\r' : '';
    const whole = text.slice(0, text.length - held.length);
    if (whole !== '') yield whole.replaceAll('\ufeff', '').replace(/\r\n?/g, '\n');
  }
  if (held) yield '\n';
}

const decoderOf = (encoding: Encoding) => new TextDecoder(encoding, { fatal: true, ignoreBOM: true });

async function encodingOf(source: Source): Promise<Encoding> {
  for await (const bytes of bytesOf(source)) {
    if (bytes[0] === 0xff && bytes[1] === 0xfe && (await isIn('utf-16le', source))) return 'utf-16le';
    break;
  }
  if (await isIn('utf-8', source)) return 'utf-8';
  await refuseMixed(source);
  return 'gb18030';
}

async function isIn(encoding: Encoding, source: Source): Promise<boolean> {
  const decoder = decoderOf(encoding);
  try {
    for await (const bytes of bytesOf(source)) decoder.decode(bytes, { stream: true });
    decoder.decode();
    return true;
  } catch {
    return false;
  }
}

function decoded(encoding: Encoding, bytes: Uint8Array): string | null {
  try {
    return decoderOf(encoding).decode(bytes);
  } catch {
    return null;
  }
}

/**
 * Nearly every sequence of bytes is valid GB 18030, so UTF-8 with one broken row would be read as wrong characters
 * without an error. A row of Chinese in UTF-8 shows it.
 */
async function refuseMixed(source: Source): Promise<void> {
  const { file } = source;
  let row = 0;
  let unlikeUtf8 = 0;
  let unlikeGb = 0;
  let isChineseUtf8 = false;
  for await (const line of linesOf(source)) {
    row += 1;
    const utf8 = decoded('utf-8', line);
    if (utf8 === null) unlikeUtf8 ||= row;
    else isChineseUtf8 ||= /\p{Script=Han}/u.test(utf8);
    if (decoded('gb18030', line) === null) unlikeGb ||= row;
    if (isChineseUtf8 && unlikeUtf8) throw new Refused(sentence('text-mixed', { file, row: unlikeUtf8 }));
  }
  if (unlikeGb) throw new Refused(sentence('text-unreadable', { file, row: unlikeGb }));
}

/** Neither encoding uses the bytes of line breaks within a character. */
async function* linesOf(source: Source): AsyncGenerator<Uint8Array> {
  let open: Uint8Array = new Uint8Array();
  let row = 1;
  for await (const piece of bytesOf(source)) {
    const bytes = open.length > 0 ? Buffer.concat([open, piece]) : piece;
    let start = 0;
    for (let end = lineEnd(bytes, start); end >= 0; end = lineEnd(bytes, start)) {
      yield bytes.subarray(start, end);
      start = end + 1;
      row += 1;
    }
    open = bytes.subarray(start);
    if (open.length > LONGEST_LINE) throw new Refused(sentence('csv-broken', { file: source.file, row }));
  }
  yield open;
}

/** A return before a line feed ends no line of its own. */
function lineEnd(bytes: Uint8Array, from: number): number {
  for (let at = from; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === 0x0a || (byte === 0x0d && at + 1 < bytes.length && bytes[at + 1] !== 0x0a)) return at;
  }
  return -1;
}
