/** How a spreadsheet has damaged the value of a cell. */
export type Spoilt =
  /** A date, which is correct only in a column of dates. */
  | 'date'
  /** A number of more than 15 digits, whose last digits are lost. */
  | 'rounded'
  /** #N/A, #REF! and the like. */
  | 'error'
  /** A formula that no program has calculated. */
  | 'not-calculated';

/** The content of a cell as a person sees it, but numbers in full and dates as YYYY-MM-DD; '' when it is empty. */
export type Cell = string | { text: string; spoilt: Spoilt };

/** @returns what a person sees in the cell. */
export const textOf = (cell: Cell | undefined): string => (typeof cell === 'object' ? cell.text : (cell ?? ''));

/** A row of a file with content. */
export interface Line {
  /** As the spreadsheet numbers it, from 1. */
  row: number;
  cells: Cell[];
  /** The first column, from 0, with content beyond the columns that are read. */
  stray?: number;
}

/** Merged cells; the content is in the upper left one. Rows from 1, columns from 0. */
export interface Merge {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

/** A sheet of a file, before its lines. */
export interface SheetHead {
  /** Name of the file, with `#sheet` when it is one of several in a workbook. */
  file: string;
  /** Name of the sheet; null in a file that has no sheets. */
  name: string | null;
  hidden: boolean;
  /** Top, bottom, left and right of each merge, in the order of their tops. */
  merges: Uint32Array;
}

/** @returns the name of a table's sheet; null when it is the only one of its file */
export const sheetNameIn = (file: string): string | null => /#([^#]+)$/.exec(file)?.[1] ?? null;

/** What is read of a file, in order: the beginning of each sheet, and then its lines. */
export type Piece = { sheet: SheetHead } | { lines: Line[] };

/** The table of a file, before the search for headings. */
export interface RawTable extends Pick<SheetHead, 'file' | 'hidden'> {
  lines: Line[];
  merges: Merge[];
}

/** A cell that a person has corrected after the table was read. */
export interface Fix {
  /** Name of the table. */
  file: string;
  row: number;
  /** Position of the column, from 0. */
  at: number;
  value: string;
}

/** @returns the tables of each file with corrected cells */
export function corrected(files: readonly RawTable[][], fixes: readonly Fix[]): RawTable[][] {
  if (fixes.length === 0) return [...files];
  const byRow = new Map<string, Fix[]>();
  for (const fix of fixes) byRow.set(keyOf(fix), [...(byRow.get(keyOf(fix)) ?? []), fix]);
  return files.map((tables) =>
    tables.map((table) => ({
      ...table,
      lines: table.lines.map((line) => withFixes(line, byRow.get(keyOf({ file: table.file, row: line.row })) ?? [])),
    })),
  );
}

const keyOf = ({ file, row }: Pick<Fix, 'file' | 'row'>): string => `${row} ${file}`;

function withFixes(line: Line, fixes: readonly Fix[]): Line {
  const cells = [...line.cells];
  for (const { at, value } of fixes) {
    while (cells.length < at) cells.push('');
    cells[at] = value;
  }
  return { ...line, cells };
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
