import { type Sentence, sentence } from '../../../../domain/text/refusal';
import { type Line, textOf } from '../../../people/tables/table';
import type { SettledLine } from './merged';

const TOTAL = /^(合计|总计|共计|总数|total)/i;
const PART = /^(小计|subtotal)/i;
/** 12户, 36人, 1,200元 */
const COUNTED = /^(?:共|计)?(-?\d+(?:\.\d{1,4})?)(?:户|人|口|个|名|元|件|袋|床|瓶|套|份)?$/;
/** Four decimals, so that sums of money are exact. */
const PRECISION = 10_000;

/** @returns the number in a cell, in ten-thousandths; null when there is none. */
export function countedIn(cell: string): number | null {
  const plain = cell.normalize('NFKC').replace(/[\s,]/g, '');
  const [, digits] = COUNTED.exec(plain) ?? [];
  return digits === undefined ? null : Math.round(Number(digits) * PRECISION);
}

/** @returns the sort of sum that a line holds; null for a line of data. 合 计 with blanks between is one too. */
export function sumOf({ cells }: Line): 'total' | 'part' | null {
  const first = textOf(cells.find((cell) => textOf(cell) !== '')).replace(/[\s:：]/g, '');
  return PART.test(first) ? 'part' : TOTAL.test(first) ? 'total' : null;
}

interface Written {
  row: number;
  sort: 'total' | 'part';
  /** In ten-thousandths, by position of the column. */
  sums: Map<number, number>;
  /** What the lines since the last sum of this sort had come to. */
  before: Map<number, number>;
}

/**
 * Adds up the columns of a sheet, and compares them with the sums that stand in it. A total may stand above the lines
 * as well as below; a part belongs to the lines between it and the one before, or the one behind.
 */
export class Sums {
  private readonly all = new Map<number, number>();
  private part = new Map<number, number>();
  private readonly written: Written[] = [];

  /**
   * @param summed positions of columns that are added up
   * @param counted positions of columns in which a sum says how many rows there are
   */
  constructor(
    private readonly summed: readonly number[],
    private readonly counted: readonly number[],
  ) {}

  /** @param isRow whether a row of the list begins here */
  add(line: SettledLine, isRow: boolean): void {
    for (const column of this.summed) this.grow(column, countedIn(textOf(line.cells[column])) ?? 0);
    for (const column of isRow ? this.counted : []) this.grow(column, PRECISION);
  }

  private grow(column: number, by: number): void {
    this.all.set(column, (this.all.get(column) ?? 0) + by);
    this.part.set(column, (this.part.get(column) ?? 0) + by);
  }

  /** Keeps a line of sums for the comparison. */
  note(line: SettledLine, sort: 'total' | 'part'): void {
    const sums = new Map<number, number>();
    for (const column of [...this.summed, ...this.counted]) {
      const sum = countedIn(textOf(line.cells[column]));
      if (sum !== null) sums.set(column, sum);
    }
    this.written.push({ row: line.row, sort, sums, before: this.part });
    if (sort === 'part') this.part = new Map();
  }

  /** @returns each sum of the sheet that differs from its lines @param headings by position */
  differences(file: string, headings: readonly string[]): Sentence[] {
    const parts = this.written.filter(({ sort }) => sort === 'part');
    return this.written.flatMap(({ row, sort, sums, before }) => {
      const next = parts[parts.findIndex((part) => part.row === row) + 1];
      const after = sort === 'part' ? (next?.before ?? this.part) : this.all;
      return [...sums].flatMap(([column, written]) => {
        const real = sort === 'total' || before.size === 0 ? after : before;
        const counted = real.get(column) ?? 0;
        if (counted === written || (sort === 'part' && after.get(column) === written)) return [];
        const column_ = headings[column] ?? '';
        const told = { written: written / PRECISION, counted: counted / PRECISION };
        return [sentence('sum-differs', { file, row, column: column_, ...told })];
      });
    });
  }
}
