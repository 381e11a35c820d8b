import { readFile } from 'node:fs/promises';
import CFB from 'cfb';
import { printable } from '../../../../../domain/text/printable';
import { Refused, sentence } from '../../../../../domain/text/refusal';
import type { Cell, Line, Piece } from '../../table';
import { type NumberFormat, numberFormat } from '../formats';
import type { Limits } from '../limits';
import { Lines } from '../line';
import { Merges } from '../merges';
import type { Source } from '../source';
import { Texts } from '../texts';
import { cellsIn, type Shared, TEXT_FOLLOWS } from './cells';
import { RECORD, recordsOf } from './records';
import { StringReader } from './strings';

/** The version that Excel has written since 1997. */
const BIFF8 = 0x0600;
const WORKSHEET = 0;
const VISIBLE = 0;
/** Lines that are handed on at once. */
const A_PIECE = 500;

interface SheetPart {
  name: string;
  hidden: boolean;
  /** The byte at which its records begin. */
  from: number;
}

/**
 * Every sheet of a workbook as Excel wrote it until 2003 (`.xls`), with its lines.
 * @throws Refused when it is none, older still, has a password, or is more than may be
 */
export async function* readOldWorkbook(source: Source, limits: Limits): AsyncGenerator<Piece> {
  try {
    const bytes = 'bytes' in source ? Buffer.from(source.bytes) : await readFile(source.path);
    yield* sheetsOf(source.file, workbookIn(source.file, bytes), limits);
  } catch (cause) {
    if (cause instanceof Refused) throw cause;
    throw new Refused(sentence('workbook-broken', { file: source.file }), [], { cause });
  }
}

/** A new workbook with a password lies whole, and unreadable, in one stream of its own. */
function workbookIn(file: string, bytes: Buffer): Buffer {
  const container = containerIn(file, bytes);
  if (CFB.find(container, 'EncryptedPackage')) throw new Refused(sentence('workbook-locked', { file }));
  const stream = CFB.find(container, 'Workbook');
  if (!stream) throw new Refused(sentence('workbook-old', { file }));
  return Buffer.from(stream.content);
}

function containerIn(file: string, bytes: Buffer): CFB.CFB$Container {
  try {
    return CFB.read(bytes, { type: 'buffer' });
  } catch (cause) {
    throw new Refused(sentence('workbook-old', { file }), [], { cause });
  }
}

function* sheetsOf(file: string, stream: Buffer, limits: Limits): Generator<Piece> {
  const { sheets, shared } = readContents(file, stream, limits);
  const lines = new Lines(file, limits);
  for (const { name, hidden, from } of sheets) {
    const merges = mergesOf(stream, from, new Merges(file, limits.merges));
    yield { sheet: { file: sheets.length > 1 ? `${file}#${name}` : file, name, hidden, merges } };
    for (const read of readLines(stream, from, { shared, lines })) yield { lines: read };
  }
}

function readContents(file: string, stream: Buffer, limits: Limits): { sheets: SheetPart[]; shared: Shared } {
  const sheets: SheetPart[] = [];
  const strings = new Texts(file, limits.texts);
  const codes = new Map<number, string>();
  const formatIds: number[] = [];
  let from1904 = false;
  for (const { type, parts } of recordsOf(stream, 0)) {
    const [bytes] = parts;
    if (type === RECORD.bof && bytes.readUInt16LE(0) !== BIFF8) throw new Refused(sentence('workbook-old', { file }));
    if (type === RECORD.filePass) throw new Refused(sentence('workbook-locked', { file }));
    if (type === RECORD.date1904) from1904 = bytes.readUInt16LE(0) === 1;
    if (type === RECORD.format) codes.set(bytes.readUInt16LE(0), new StringReader(parts, 2).next());
    if (type === RECORD.xf) formatIds.push(bytes.readUInt16LE(2));
    if (type === RECORD.sst) readStrings(parts, strings);
    if (type === RECORD.boundSheet && bytes[5] === WORKSHEET)
      sheets.push({
        name: printable(new StringReader(parts, 6).next(1)),
        hidden: ((bytes[4] ?? 0) & 3) !== VISIBLE,
        from: bytes.readUInt32LE(0),
      });
  }
  const formats = formatIds.map((id): NumberFormat => numberFormat(id, codes.get(id)));
  return { sheets, shared: { strings, formats, from1904 } };
}

function readStrings(parts: [Buffer, ...Buffer[]], strings: Texts): void {
  const count = parts[0].readUInt32LE(4);
  const reader = new StringReader(parts, 8);
  for (let index = 0; index < count; index += 1) strings.add(reader.next());
}

/** Bytes of each merge. */
const EACH_MERGE = 8;

function mergesOf(stream: Buffer, from: number, merges: Merges): Uint32Array {
  for (const { type, parts } of recordsOf(stream, from)) {
    if (type !== RECORD.mergeCells) continue;
    const [bytes] = parts;
    for (let left = bytes.readUInt16LE(0), at = 2; left > 0; left -= 1, at += EACH_MERGE) {
      const number = (index: number): number => bytes.readUInt16LE(at + index * 2);
      merges.add({ top: number(0) + 1, bottom: number(1) + 1, left: number(2), right: number(3) });
    }
  }
  return merges.packed();
}

function* readLines(
  stream: Buffer,
  from: number,
  { shared, lines }: { shared: Shared; lines: Lines },
): Generator<Line[]> {
  let read: Line[] = [];
  let row = -1;
  let cells: [number, Cell][] = [];
  const endRow = (): void => {
    const line = lines.line(row + 1, cells);
    if (line) read.push(line);
    cells = [];
  };
  for (const record of recordsOf(stream, from)) {
    const last = cells.at(-1);
    if (record.type === RECORD.string && last?.[1] === TEXT_FOLLOWS) last[1] = new StringReader(record.parts, 0).next();
    const found = cellsIn(record, shared);
    if (!found) continue;
    if (found.row < row) throw new Error('The rows of a sheet are not in their order');
    if (found.row > row) endRow();
    row = found.row;
    cells.push(...found.cells);
    if (read.length < A_PIECE) continue;
    yield read;
    read = [];
  }
  endRow();
  if (read.length > 0) yield read;
}
