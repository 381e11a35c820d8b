import iconv from 'iconv-lite';
import { type BankColumn, type BankFormat, type Failure, resultLayout } from '../../domain/ledger/bank/bank-format';

/** What a bank reads in a line of our file. */
export interface LineAtBank {
  line: number;
  account: string;
  name: string;
  fen: number;
}

/** @returns the lines of our file as a bank reads them, by its own means */
export function readAtBank(bytes: Buffer, format: BankFormat): LineAtBank[] {
  const text = new TextDecoder(format.encoding === 'gbk' ? 'gbk' : 'utf-8').decode(bytes);
  const lines = text.split('\r\n');
  const rows = lines.slice((format.head ? 1 : 0) + (format.headings ? 1 : 0), lines.length - 1 - (format.foot ? 1 : 0));
  return rows.map((row) => {
    const cells = format.separator === undefined ? cut(row, format.row) : row.split(format.separator);
    const cell = (holds: BankColumn['holds']) =>
      cells[format.row.findIndex((one) => one.holds === holds)]?.trim() ?? '';
    const amount = Number(cell('amount'));
    const fen = format.amounts === 'fen' ? amount : Math.round(amount * 100);
    return { line: Number(cell('line')), account: cell('account'), name: cell('name'), fen };
  });
}

/** By the width of characters in GBK: one byte of ASCII, two of anything else. */
function cut(row: string, columns: readonly BankColumn[]): string[] {
  const signs = [...row];
  return columns.map(({ width = 0 }) => {
    let [cell, bytes] = ['', 0];
    while (bytes < width) {
      const sign = signs.shift() ?? ' ';
      cell += sign;
      bytes += sign.charCodeAt(0) < 0x80 ? 1 : 2;
    }
    return cell;
  });
}

/** What a bank says of a line. */
export interface Answer extends LineAtBank {
  failure: Failure | null;
}

/** @returns the answer of a bank, with true totals unless others are given */
export function answerOf(
  answers: readonly Answer[],
  format: BankFormat,
  totals: Partial<Record<BankColumn['holds'], number>> = {},
): Buffer {
  const layout = resultLayout(format);
  const { paid, failed } = format.result;
  const sums = sumsOf(answers);
  const money = (fen: number): string => (layout.amounts === 'fen' ? String(fen) : (fen / 100).toFixed(2));
  const cellOf = (column: BankColumn, one?: Answer): string => {
    const word = Object.entries(failed).find(([, failure]) => failure === one?.failure)?.[0] ?? '';
    const hasReason = layout.separator !== undefined;
    const cells: Partial<Record<BankColumn['holds'], string>> = {
      line: String(one?.line ?? ''),
      account: one?.account ?? '',
      name: one?.name ?? '',
      amount: money(one?.fen ?? 0),
      state: one?.failure ? (hasReason ? '失败' : word) : (paid[0] ?? ''),
      reason: one?.failure && hasReason ? word : '',
      count: String(totals.count ?? sums.count),
      sum: money(totals.sum ?? sums.sum),
      'paid-count': String(totals['paid-count'] ?? sums.paidCount),
      'paid-sum': money(totals['paid-sum'] ?? sums.paidSum),
      'failed-count': String(totals['failed-count'] ?? sums.count - sums.paidCount),
      'failed-sum': money(totals['failed-sum'] ?? sums.sum - sums.paidSum),
      text: column.text ?? '',
    };
    return cells[column.holds] ?? '';
  };
  const line = (columns: readonly BankColumn[], one?: Answer): string =>
    layout.separator === undefined
      ? columns.map((column) => pad(cellOf(column, one), column)).join('')
      : columns.map((column) => cellOf(column, one)).join(layout.separator);
  const lines = [
    ...(layout.headings ? [layout.row.map(({ heading = '' }) => heading).join(layout.separator ?? '')] : []),
    ...answers.map((one) => line(layout.row, one)),
    ...(layout.foot ? [line(layout.foot)] : []),
  ];
  const text = `${lines.join('\r\n')}\r\n`;
  return layout.encoding === 'gbk' ? iconv.encode(text, 'cp936') : Buffer.from(text);
}

function sumsOf(answers: readonly Answer[]) {
  const paid = answers.filter(({ failure }) => failure === null);
  const sum = (some: readonly Answer[]) => some.reduce((all, { fen }) => all + fen, 0);
  return { count: answers.length, sum: sum(answers), paidCount: paid.length, paidSum: sum(paid) };
}

function pad(cell: string, { width = 0, fill, align, holds }: BankColumn): string {
  const bytes = [...cell].reduce((all, sign) => all + (sign.charCodeAt(0) < 0x80 ? 1 : 2), 0);
  const right = align === 'right' || (align === undefined && ['line', 'amount'].includes(holds)) || holds.includes('-');
  const rest = fill.repeat(Math.max(width - bytes, 0));
  return right ? rest + cell : cell + rest;
}
