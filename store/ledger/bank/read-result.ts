import { parse } from 'csv-parse/sync';
import type { BankColumn, Holds, Layout } from '../../../domain/ledger/bank/bank-format';
import { sideOf } from '../../../domain/ledger/bank/cells';
import type { CellsTold } from '../../../domain/ledger/bank/result-row';
import { Refused, type Sentence, sentence } from '../../../domain/text/refusal';
import { type BankText, BYTE_ORDER_MARK, bankText } from './bank-text';

/** A line of a bank's answer: its number in the file, and what it holds or why it holds nothing. */
export type ReadLine = { at: number } & ({ of: 'row' | 'totals'; cells: CellsTold } | { fault: Sentence });

/** A longer line is none of a bank's. */
const LONGEST_LINE = 64 * 1024;
/** A province's answer has some 100 MB. */
const MOST_MB = 512;
const MARK = Buffer.from(BYTE_ORDER_MARK);
const [LF, CR, END_OF_FILE] = [0x0a, 0x0d, 0x1a];
/** Lines that are handed on at once. */
const A_PIECE = 1000;

/**
 * Reads a bank's answer line by line, as its layout has it. A line that is none gives its fault, and the others go on.
 * @throws Refused for a file that is too large, or is no text in lines
 */
export async function* readResult(bytes: AsyncIterable<Uint8Array>, layout: Layout): AsyncGenerator<ReadLine[]> {
  const text = bankText(layout.encoding);
  const before: ('totals' | 'headings')[] = [
    ...(layout.head ? ['totals' as const] : []),
    ...(layout.headings ? ['headings' as const] : []),
  ];
  let piece: ReadLine[] = [];
  let held: { at: number; line: Buffer } | null = null;
  const take = (columns: readonly BankColumn[], of: 'row' | 'totals', { at, line }: { at: number; line: Buffer }) =>
    piece.push({ at, ...read(text, layout, columns, of, line) });
  for await (const one of linesOf(bytes)) {
    const next = before.shift();
    if (next === 'headings') continue;
    if (next === 'totals') take(layout.head ?? [], 'totals', one);
    else if (!layout.foot) take(layout.row, 'row', one);
    else {
      // The last line is the one of totals.
      if (held) take(layout.row, 'row', held);
      held = one;
    }
    if (piece.length < A_PIECE) continue;
    yield piece;
    piece = [];
  }
  if (held) take(layout.foot ?? [], 'totals', held);
  if (piece.length > 0) yield piece;
}

/** No encoding has the byte of a line's end within a character. Empty lines are counted, and left out. */
async function* linesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<{ at: number; line: Buffer }> {
  let rest: Buffer = Buffer.alloc(0);
  let [at, size] = [0, 0];
  const lineIn = (from: Buffer): Buffer => {
    const plain = at === 1 && from.subarray(0, 3).equals(MARK) ? from.subarray(3) : from;
    return plain.at(-1) === CR ? plain.subarray(0, -1) : plain;
  };
  for await (const some of bytes) {
    size += some.length;
    if (size > MOST_MB * 1024 * 1024) throw new Refused(sentence('bank-file-large', { most: MOST_MB }));
    const piece = rest.length === 0 ? Buffer.from(some) : Buffer.concat([rest, some]);
    let from = 0;
    for (let end = piece.indexOf(LF); end >= 0; end = piece.indexOf(LF, from)) {
      at += 1;
      const line = lineIn(piece.subarray(from, end));
      if (line.length > LONGEST_LINE) throw new Refused(sentence('bank-line-long', { at }));
      if (line.length > 0) yield { at, line };
      from = end + 1;
    }
    rest = piece.subarray(from);
    if (rest.length > LONGEST_LINE) throw new Refused(sentence('bank-line-long', { at: at + 1 }));
  }
  at += 1;
  const last = lineIn(rest);
  // Some systems still end a file with this sign.
  if (last.length > 0 && !(last.length === 1 && last[0] === END_OF_FILE)) yield { at, line: last };
}

function read(
  text: BankText,
  { separator }: Layout,
  columns: readonly BankColumn[],
  of: 'row' | 'totals',
  line: Buffer,
): { of: 'row' | 'totals'; cells: CellsTold } | { fault: Sentence } {
  const cells = separator === undefined ? cutByWidth(text, columns, line) : splitBy(separator, text, columns, line);
  if ('fault' in cells) return cells;
  if (cells.some((cell) => cell.includes('\ufffd'))) return { fault: sentence('bank-line-text') };
  const held = columns.flatMap((column, at): [Holds, string][] =>
    column.holds === 'text' ? [] : [[column.holds, unpadded(column, cells[at] ?? '')]],
  );
  return { of, cells: new Map(held) };
}

/** By bytes, before they are text. */
function cutByWidth(text: BankText, columns: readonly BankColumn[], line: Buffer): string[] | { fault: Sentence } {
  const bytes = columns.reduce((sum, { width = 0 }) => sum + width, 0);
  if (line.length !== bytes) return { fault: sentence('bank-line-bytes', { bytes, found: line.length }) };
  let from = 0;
  return columns.map(({ width = 0 }) => {
    from += width;
    return text.text(line.subarray(from - width, from));
  });
}

/** As text: a byte of a character may be that of the separator. */
function splitBy(
  separator: string,
  text: BankText,
  columns: readonly BankColumn[],
  line: Buffer,
): string[] | { fault: Sentence } {
  const whole = text.text(line);
  const cells = whole.includes('"') ? unquoted(whole, separator) : whole.split(separator);
  if (cells === null) return { fault: sentence('bank-line-quote') };
  return cells.length === columns.length
    ? cells
    : { fault: sentence('bank-line-columns', { columns: columns.length, found: cells.length }) };
}

function unquoted(line: string, separator: string): string[] | null {
  try {
    const [cells] = parse(line, { delimiter: separator, relax_column_count: true }) as string[][];
    return cells ?? null;
  } catch {
    return null;
  }
}

/** Without what fills the width; noughts before a number are part of it. */
function unpadded(column: BankColumn, cell: string): string {
  const { fill } = column;
  if (fill === ' ' || fill === '0') return cell.trim();
  const isFill = (sign: string | undefined): boolean => sign === fill || sign === ' ';
  let [from, to] = [0, cell.length];
  if (sideOf(column) === 'right') while (from < to && isFill(cell[from])) from += 1;
  else while (to > from && isFill(cell[to - 1])) to -= 1;
  return cell.slice(from, to).trim();
}
