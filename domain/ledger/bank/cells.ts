import type { Figures } from '../../report/report-figures';
import { amountText } from './amounts';
import type { BankColumn } from './bank-format';

/** A batch, as its file tells of it. */
export interface BatchTold {
  batch: number;
  /** `YYYY-MM-DD`, in the campaign's zone. */
  day: string;
  rows: number;
  fen: number;
}

/** A row, as its line tells of it; personal. */
export interface PaidRow {
  line: number;
  fen: number;
  /** Of the account: the row's own name, unless another holder is known. */
  name: string;
  idNumber: string;
  account: string;
  figures: Figures;
}

/** @returns what stands in a column of a line about the whole batch */
export function cellOfBatch(
  { holds, text = '' }: BankColumn,
  { batch, day, rows, fen }: BatchTold,
  as: 'yuan' | 'fen',
) {
  switch (holds) {
    case 'batch':
      return String(batch);
    case 'date':
      return day.replaceAll('-', '');
    case 'count':
      return String(rows);
    case 'sum':
      return amountText(fen, as);
    default:
      return text;
  }
}

/** @returns what stands in a column of the line of a row */
export function cellOfRow(column: BankColumn, row: PaidRow, batch: BatchTold, as: 'yuan' | 'fen'): string {
  switch (column.holds) {
    case 'line':
      return String(row.line);
    case 'name':
      return row.name;
    case 'id-number':
      return row.idNumber;
    case 'account':
      return row.account;
    case 'amount':
      return amountText(row.fen, as);
    case 'answer':
      return answerIn(row.figures[column.field ?? '']);
    default:
      return cellOfBatch(column, batch, as);
  }
}

const answerIn = (answer: Figures[string] | undefined): string =>
  typeof answer === 'string' || typeof answer === 'number' ? String(answer) : '';

const NUMBERS: readonly string[] = ['line', 'amount', 'count', 'sum', 'batch'];

/** @returns on which side of its width a value stands */
export const sideOf = ({ align, holds }: BankColumn): 'left' | 'right' =>
  align ?? (NUMBERS.includes(holds) ? 'right' : 'left');

/** An account as banks write them, without blanks. */
const ACCOUNT = /^[0-9A-Za-z-]{5,40}$/;

/** Most accounts are written so. */
const PLAIN = /^[0-9A-Za-z-]*$/;

/** @returns the account without the blanks that people put between groups of digits */
export const plainAccount = (account: string): string =>
  PLAIN.test(account) ? account : account.normalize('NFKC').replace(/\s/g, '');

export const isAccount = (account: string): boolean => ACCOUNT.test(account);

/** What a spreadsheet takes for a formula: no name begins so, and a bank must not meet one of ours. */
export const looksLikeFormula = (text: string): boolean => /^[=+\-@\t\r]/.test(text);
