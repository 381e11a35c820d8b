import type { Cell, Column } from './table';

/** Points of the letters, and of a line of them. */
const LETTERS = 11;
const LINE = 15;
/** A longer heading stands in several lines: columns as wide as their headings would make a page of them too small. */
const WIDEST_HEADING = 16;
/** Room beside the text, where the filter's arrow stands. */
const BESIDE = 3;

/** Excel measures columns in digits; a Chinese character takes twice the width of one. */
const FIRST_WIDE = '\u2e80';
const digitsOf = (text: string): number => {
  let digits = 0;
  for (const sign of text) digits += sign < FIRST_WIDE ? 1 : 2;
  return digits;
};

const widthOf = ({ label, width }: Pick<Column, 'label' | 'width'>): number =>
  Math.max(width, Math.min(digitsOf(label) + BESIDE, WIDEST_HEADING));

/** Papers, as Excel numbers them. */
const [A3, A4] = [8, 9];
/** Digits of 11 points (2.1 mm each) that A4 on its side holds between its margins, 267 mm. */
const A4_WIDTH = 126;
/** 六号, the smallest letters that offices print. */
const LEAST_LETTERS = 7.5;

const A3_WIDTH = A4_WIDTH * Math.SQRT2;
/** Sums of a province still fit: 99,999,999 and 99,999,999.99 yuan. */
const NARROW = { number: 11, fen: 14 } as const;

const areSmall = (widths: readonly number[], paper: number): boolean =>
  (LETTERS * paper) / widths.reduce((sum, width) => sum + width, 0) < LEAST_LETTERS;

/** @returns the columns' widths in digits; where not even A3 holds them in readable letters, sums are narrower */
export function widthsOf(columns: readonly Column[]): number[] {
  const widths = columns.map(widthOf);
  return areSmall(widths, A3_WIDTH)
    ? columns.map(({ summed }, nr) => (summed ? NARROW[summed] : (widths[nr] ?? 0)))
    : widths;
}

/** @returns the paper of a table, as Excel numbers it: A3 where A4 would make the letters too small */
export const paperFor = (widths: readonly number[]): number => (areSmall(widths, A4_WIDTH) ? A3 : A4);

/**
 * @returns the height in points of a row whose texts are broken to the width of their columns; null for one line. Not
 *   every program finds it by itself: rows would lie over each other.
 */
export function heightOf(cells: readonly Cell[], widths: readonly number[]): number | null {
  let lines = 1;
  for (const [nr, cell] of cells.entries()) {
    const text = textIn(cell);
    const width = widths[nr] ?? 0;
    // The longest line that surely fits needs no counting.
    if (text === null || text.length * 2 < width) continue;
    lines = Math.max(lines, Math.ceil(digitsOf(text) / Math.max(1, width - 1)));
  }
  return lines === 1 ? null : lines * LINE;
}

const textIn = (cell: Cell): string | null =>
  typeof cell === 'string' ? cell : typeof cell === 'object' && cell !== null && 'to' in cell ? cell.text : null;
