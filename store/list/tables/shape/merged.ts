import { LIST_LIMITS } from '../../../people/tables/read/limits';
import { mergesIn } from '../../../people/tables/read/merges';
import type { Cell, Line, Merge } from '../../../people/tables/table';

/** A line as a person sees it: nothing stands in the cells that merged ones cover. */
export interface SettledLine extends Line {
  /** Columns that a cell merged from above covers. */
  covered: ReadonlySet<number>;
}

interface Open {
  bottom: number;
  value: Cell;
}

const NOTHING: ReadonlySet<number> = new Set();

/**
 * Walks through the merged cells of a sheet along with its lines. A program may have written values where a merged cell
 * hides them, such as its own value once more: those are dropped. A merged cell belongs to its first line, or, in
 * columns declared so, to all that it covers.
 */
export class MergedCells {
  private readonly waiting: Generator<Merge>;
  private next: Merge | undefined;
  private readonly open = new Map<number, Open>();

  /**
   * @param packed the merges of a sheet
   * @param fills columns, from 0, in which a merged cell stands for all its lines
   */
  constructor(
    packed: Uint32Array,
    private readonly fills: ReadonlySet<number>,
  ) {
    this.waiting = mergesIn(packed);
    this.next = this.waiting.next().value;
  }

  /** @param line the next one of the sheet */
  settle(line: Line): SettledLine {
    for (const [column, { bottom }] of this.open) if (bottom < line.row) this.open.delete(column);
    const covered = this.open.size > 0 ? new Set(this.open.keys()) : NOTHING;
    const hidden = this.begin(line);
    if (covered.size === 0 && hidden.length === 0) return { ...line, covered };
    const cells = [...line.cells];
    for (const column of hidden) if (column < cells.length) cells[column] = '';
    for (const column of covered) {
      const value = this.fills.has(column) ? (this.open.get(column)?.value ?? '') : '';
      while (value !== '' && cells.length < column) cells.push('');
      if (value !== '' || column < cells.length) cells[column] = value;
    }
    return { ...line, cells, covered };
  }

  /** Opens the merges that begin above or in the line. @returns columns that they hide within the line itself */
  private begin(line: Line): number[] {
    const hidden: number[] = [];
    for (; this.next && this.next.top <= line.row; this.next = this.waiting.next().value) {
      const { top, bottom, left } = this.next;
      const right = Math.min(this.next.right, LIST_LIMITS.columns - 1);
      for (let column = left; column <= right; column += 1) {
        const value = top === line.row && column === left ? (line.cells[column] ?? '') : '';
        if (top === line.row && column > left) hidden.push(column);
        if (bottom > line.row || top < line.row) this.open.set(column, { bottom, value });
      }
    }
    return hidden;
  }
}
