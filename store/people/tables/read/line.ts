import { printable } from '../../../../domain/text/printable';
import { Refused, sentence } from '../../../../domain/text/refusal';
import { type Cell, type Line, textOf } from '../table';
import { type Limits, LONGEST_TEXT } from './limits';

/** Makes the lines of a file within the limits; a larger file is refused, not cut. */
export class Lines {
  private cells = 0;
  private count = 0;

  constructor(
    private readonly file: string,
    private readonly limits: Pick<Limits, 'rows' | 'columns' | 'cells'>,
  ) {}

  /** @param cells of one row, with their columns from 0 @returns the line, or null when nothing stands in it */
  line(row: number, cells: Iterable<readonly [column: number, cell: Cell]>): Line | null {
    const { file, limits } = this;
    const line: Line = { row, cells: [] };
    for (const [column, given] of cells) {
      const cell = cleaned(given);
      if (cell === '') continue;
      if (++this.cells > limits.cells) throw new Refused(sentence('table-too-full', { file, most: limits.cells }));
      if (column >= limits.columns) {
        line.stray = Math.min(column, line.stray ?? column);
        continue;
      }
      while (line.cells.length < column) line.cells.push('');
      line.cells[column] = cell;
    }
    if (line.cells.length === 0 && line.stray === undefined) return null;
    if (++this.count > limits.rows) throw new Refused(sentence('table-too-long', { file, most: limits.rows }));
    return line;
  }
}

function cleaned(cell: Cell): Cell {
  const text = withoutTricks(printable(beginning(textOf(cell).trimStart())));
  return typeof cell === 'object' ? { ...cell, text } : text;
}

/** One character too many stays, so that what is too long is seen to be. */
const beginning = (text: string): string => text.slice(0, LONGEST_TEXT + 1);

/**
 * Removes marks that make a spreadsheet keep a value as text: `="139…"`, and the apostrophe that our own export puts
 * before a possible formula.
 */
const withoutTricks = (text: string): string => (/^="(.*)"$/s.exec(text)?.[1] ?? text).replace(/^'('*[=+\-@])/, '$1');
