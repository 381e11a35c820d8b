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

/** A line as text, or why it cannot be written; without what it tells of a person. */
export type LineWritten = { text: string } | { fault: Sentence };

/** Writes the lines of a bank's file, as its layout has them. */
export interface LineWriter {
  /** What stands before the rows. */
  beginning(batch: BatchTold): LineWritten;
  row(row: PaidRow, batch: BatchTold): LineWritten;
  /** What stands after them. */
  end(batch: BatchTold): LineWritten;
  /** Of written lines: many at once, because each single one takes as long. */
  bytes(text: string): Buffer;
}

const NOTHING: LineWritten = { text: '' };

export function lineWriter(layout: Layout): LineWriter {
  const text = bankText(layout.encoding);
  const { amounts, head, row, foot } = layout;
  const line = (columns: readonly BankColumn[], cellOf: (column: BankColumn) => string): LineWritten =>
    writeLine(text, layout, columns, cellOf);
  const ofBatch = (columns: readonly BankColumn[] | undefined, batch: BatchTold): LineWritten =>
    columns === undefined ? NOTHING : line(columns, (column) => cellOfBatch(column, batch, amounts));
  return {
    beginning(batch) {
      const mark = { text: layout.encoding === 'utf-8-bom' ? BYTE_ORDER_MARK : '' };
      const headings = layout.headings ? line(row, ({ heading = '' }) => heading) : NOTHING;
      return joined([mark, ofBatch(head, batch), headings]);
    },
    row: (one, batch) => line(row, (column) => cellOfRow(column, one, batch, amounts)),
    end: (batch) => ofBatch(foot, batch),
    bytes: text.bytes,
  };
}

function joined(lines: readonly LineWritten[]): LineWritten {
  const fault = lines.find((one) => 'fault' in one);
  return fault ?? { text: lines.map((one) => ('text' in one ? one.text : '')).join('') };
}

function writeLine(
  text: BankText,
  { separator, newline }: Layout,
  columns: readonly BankColumn[],
  cellOf: (column: BankColumn) => string,
): LineWritten {
  let line = '';
  for (const [at, column] of columns.entries()) {
    const written = writeCell(text, column, cellOf(column), separator);
    if ('fault' in written) return written;
    line += at > 0 && separator !== undefined ? separator + written.text : written.text;
  }
  return { text: line + newline };
}

function writeCell(text: BankText, column: BankColumn, cell: string, separator: string | undefined): LineWritten {
  const what = WORDS[column.holds] ?? OTHER;
  if (/[\r\n]/.test(cell)) return { fault: sentence('bank-lines', { what }) };
  if (separator !== undefined && looksLikeFormula(cell)) return { fault: sentence('bank-formula', { what }) };
  const lacks = text.lacks(cell);
  // The character itself is no secret, and who corrects it has to know which one it is.
  if (lacks.length > 0) return { fault: sentence('bank-lacks', { what, characters: lacks.join(' ') }) };
  const { width } = column;
  if (width === undefined) return { text: separator === undefined ? cell : quoted(cell, separator) };
  // Widths are of bytes: padded by characters, each Chinese name would shift what follows.
  const bytes = text.bytes(cell).length;
  if (bytes > width) return { fault: sentence('bank-wide', { what, bytes, width }) };
  const fill = column.fill.repeat(width - bytes);
  return { text: sideOf(column) === 'left' ? cell + fill : fill + cell };
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
