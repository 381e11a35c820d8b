import type { BankColumn, Layout } from '../../../domain/ledger/bank/bank-format';
import {
  type BatchTold,
  cellOfBatch,
  cellOfRow,
  looksLikeFormula,
  type PaidRow,
  sideOf,
} from '../../../domain/ledger/bank/cells';
import { type Bilingual, type Sentence, sentence } from '../../../domain/text/refusal';
import { type BankText, BYTE_ORDER_MARK, bankText } from './bank-text';

/** A line's bytes, or why it cannot be written; without what it tells of a person. */
export type LineWritten = { bytes: Buffer } | { fault: Sentence };

/** Writes the lines of a bank's file, as its layout has them. */
export interface LineWriter {
  /** What stands before the rows. */
  beginning(batch: BatchTold): LineWritten;
  row(row: PaidRow, batch: BatchTold): LineWritten;
  /** What stands after them. */
  end(batch: BatchTold): LineWritten;
}

const NOTHING: LineWritten = { bytes: Buffer.alloc(0) };

export function lineWriter(layout: Layout): LineWriter {
  const text = bankText(layout.encoding);
  const { amounts, head, row, foot } = layout;
  const line = (columns: readonly BankColumn[], cellOf: (column: BankColumn) => string): LineWritten =>
    writeLine(text, layout, columns, cellOf);
  const ofBatch = (columns: readonly BankColumn[] | undefined, batch: BatchTold): LineWritten =>
    columns === undefined ? NOTHING : line(columns, (column) => cellOfBatch(column, batch, amounts));
  return {
    beginning(batch) {
      const mark = { bytes: layout.encoding === 'utf-8-bom' ? BYTE_ORDER_MARK : Buffer.alloc(0) };
      const headings = layout.headings ? line(row, ({ heading = '' }) => heading) : NOTHING;
      return joined([mark, ofBatch(head, batch), headings]);
    },
    row: (one, batch) => line(row, (column) => cellOfRow(column, one, batch, amounts)),
    end: (batch) => ofBatch(foot, batch),
  };
}

function joined(lines: readonly LineWritten[]): LineWritten {
  const fault = lines.find((one) => 'fault' in one);
  return fault ?? { bytes: Buffer.concat(lines.map((one) => ('bytes' in one ? one.bytes : Buffer.alloc(0)))) };
}

function writeLine(
  text: BankText,
  { separator, newline }: Layout,
  columns: readonly BankColumn[],
  cellOf: (column: BankColumn) => string,
): LineWritten {
  const pieces: Buffer[] = [];
  const between = separator === undefined ? null : Buffer.from(separator);
  for (const [at, column] of columns.entries()) {
    const written = writeCell(text, column, cellOf(column), separator);
    if ('fault' in written) return written;
    if (between && at > 0) pieces.push(between);
    pieces.push(written.bytes);
  }
  pieces.push(Buffer.from(newline));
  return { bytes: Buffer.concat(pieces) };
}

function writeCell(text: BankText, column: BankColumn, cell: string, separator: string | undefined): LineWritten {
  const what = WORDS[column.holds] ?? OTHER;
  if (/[\r\n]/.test(cell)) return { fault: sentence('bank-lines', { what }) };
  if (separator !== undefined && looksLikeFormula(cell)) return { fault: sentence('bank-formula', { what }) };
  const bytes = text.bytes(separator === undefined ? cell : quoted(cell, separator));
  // The character itself is no secret, and who corrects it has to know which one it is.
  if ('lacks' in bytes) return { fault: sentence('bank-lacks', { what, characters: bytes.lacks.join(' ') }) };
  const { width = bytes.length } = column;
  // Widths are of bytes: padded by characters, each Chinese name would shift what follows.
  const rest = width - bytes.length;
  if (rest < 0) return { fault: sentence('bank-wide', { what, bytes: bytes.length, width }) };
  if (rest === 0) return { bytes };
  const fill = Buffer.alloc(rest, column.fill);
  return { bytes: Buffer.concat(sideOf(column) === 'left' ? [bytes, fill] : [fill, bytes]) };
}

const quoted = (cell: string, separator: string): string =>
  cell.includes(separator) || cell.includes('"') ? `"${cell.replaceAll('"', '""')}"` : cell;

const OTHER: Bilingual = { 'zh-CN': '其他栏', en: 'another column' };
const WORDS: Partial<Record<BankColumn['holds'], Bilingual>> = {
  name: { 'zh-CN': '户名', en: 'name' },
  account: { 'zh-CN': '账号', en: 'account' },
  'id-number': { 'zh-CN': '证件号码', en: 'ID number' },
  amount: { 'zh-CN': '金额', en: 'amount' },
  line: { 'zh-CN': '序号', en: 'line number' },
  sum: { 'zh-CN': '总金额', en: 'sum' },
  count: { 'zh-CN': '总笔数', en: 'count' },
};
