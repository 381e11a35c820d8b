/** How a spreadsheet has spoilt what was entered into a cell. */
export type Spoilt =
  /** A date, which is right in a column of dates only. */
  | 'date'
  /** A number of more than 15 digits, the last of which are lost. */
  | 'rounded'
  /** #N/A, #REF! and the like. */
  | 'error'
  /** A formula that no program has calculated. */
  | 'not-calculated';

/** What stands in a cell, as a person sees it, but numbers in full and dates as YYYY-MM-DD; '' when nothing does. */
export type Cell = string | { text: string; spoilt: Spoilt };

/** @returns what a person sees in the cell. */
export const textOf = (cell: Cell | undefined): string => (typeof cell === 'object' ? cell.text : (cell ?? ''));

/** A row of a file that holds anything. */
export interface Line {
  /** As the spreadsheet numbers it, from 1. */
  row: number;
  cells: Cell[];
  /** The first column, counted from 0, that holds something beyond those that are read. */
  stray?: number;
}

/** Cells that are shown as one; its content stands in the upper left one. Rows from 1, columns from 0. */
export interface Merge {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

/** What a file holds, before anybody has looked for headings in it. */
export interface RawTable {
  /** Name of the file, with `#sheet` when it is one of several in a workbook. */
  file: string;
  /** A sheet that a person does not see. */
  hidden: boolean;
  lines: Line[];
  merges: Merge[];
}

/** A table with its headings found. */
export interface Table {
  file: string;
  headings: string[];
  /** Where the headings stand. */
  headingRow: number;
  /** Rows of data, in order. */
  rows: Line[];
}
