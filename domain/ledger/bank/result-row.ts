import { type Sentence, sentence } from '../../text/refusal';
import { fenIn } from './amounts';
import type { BankFormat, Failure, Holds, Layout } from './bank-format';
import { plainAccount } from './cells';

/** What stands in a line of a bank's answer, by what its columns hold. */
export type CellsTold = ReadonlyMap<Holds, string>;

/** What a bank says of one row. */
export interface RowTold {
  /** Our number of the line; null where the bank does not repeat it. */
  line: number | null;
  /** Null where the bank does not tell it. */
  account: string | null;
  name: string | null;
  fen: number;
  /** Null for a row that was paid. */
  failure: Failure | null;
}

const MOST_LINES = 1e9;

/** @returns what a line says, or why it says nothing */
export function rowTold(
  cells: CellsTold,
  { amounts }: Pick<Layout, 'amounts'>,
  { paid, failed }: Pick<BankFormat['result'], 'paid' | 'failed'>,
): RowTold | { fault: Sentence } {
  const number = cells.get('line');
  if (number !== undefined && !/^0*[1-9]\d{0,8}$/.test(number)) return { fault: sentence('bank-line-number') };
  const fen = fenIn(cells.get('amount') ?? '', amounts);
  if (fen === null) return { fault: sentence('bank-line-amount') };
  const state = cells.get('state') ?? '';
  const failure = paid.includes(state) ? null : (wordIn(failed, cells.get('reason')) ?? wordIn(failed, state));
  if (failure === undefined) return { fault: sentence('bank-line-state') };
  const account = cells.get('account');
  return {
    line: number === undefined ? null : Math.min(Number(number), MOST_LINES),
    account: account === undefined ? null : plainAccount(account),
    name: cells.get('name') ?? null,
    ...{ fen, failure },
  };
}

const wordIn = (failed: Readonly<Record<string, Failure>>, word: string | undefined): Failure | undefined =>
  word !== undefined && Object.hasOwn(failed, word) ? failed[word] : undefined;

/** What the rows of a bank's answer make, in fen. */
export interface Sums {
  rows: number;
  fen: number;
  paidRows: number;
  paidFen: number;
  failedRows: number;
  failedFen: number;
}

export const NO_SUMS: Readonly<Sums> = { rows: 0, fen: 0, paidRows: 0, paidFen: 0, failedRows: 0, failedFen: 0 };

/** Adds one row to the sums. */
export function addRow(sums: Sums, { fen, failure }: RowTold): void {
  sums.rows += 1;
  sums.fen += fen;
  sums[failure === null ? 'paidRows' : 'failedRows'] += 1;
  sums[failure === null ? 'paidFen' : 'failedFen'] += fen;
}

const COUNTED: readonly [Holds, keyof Sums, boolean, { 'zh-CN': string; en: string }][] = [
  ['count', 'rows', false, { 'zh-CN': '总笔数', en: 'number of rows' }],
  ['sum', 'fen', true, { 'zh-CN': '总金额', en: 'sum' }],
  ['paid-count', 'paidRows', false, { 'zh-CN': '成功笔数', en: 'number of paid rows' }],
  ['paid-sum', 'paidFen', true, { 'zh-CN': '成功金额', en: 'sum of paid rows' }],
  ['failed-count', 'failedRows', false, { 'zh-CN': '失败笔数', en: 'number of failed rows' }],
  ['failed-sum', 'failedFen', true, { 'zh-CN': '失败金额', en: 'sum of failed rows' }],
];

/** @returns what a totals line says otherwise than the rows make */
export function totalsFaults(
  cells: CellsTold,
  { amounts }: Pick<Layout, 'amounts'>,
  { sums, batch }: { sums: Sums; batch: number },
): Sentence[] {
  const told = cells.get('batch');
  const other = told !== undefined && !new RegExp(`^0*${batch}$`).test(told);
  return [
    ...(other ? [sentence('bank-other-batch', { told: told.slice(0, 20), batch })] : []),
    ...COUNTED.flatMap(([holds, key, isMoney, what]): Sentence[] => {
      const cell = cells.get(holds);
      if (cell === undefined) return [];
      const said = isMoney ? fenIn(cell, amounts) : /^\d{1,9}$/.test(cell) ? Number(cell) : null;
      if (said === sums[key]) return [];
      const shown = (some: number): string => (isMoney ? (some / 100).toFixed(2) : String(some));
      return [
        sentence('bank-sum-wrong', {
          ...{ what, counted: shown(sums[key]) },
          told: said === null ? { 'zh-CN': '不是数字', en: 'no number' } : shown(said),
        }),
      ];
    }),
  ];
}
