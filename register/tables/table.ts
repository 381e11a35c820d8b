import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { CsvError, parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';

/** A table as it was read: text only, with the row numbers that a spreadsheet shows. */
export interface Table {
  /** Name of the file, with `#sheet` when it is one of several in a workbook. */
  file: string;
  headings: string[];
  /** Rows that hold anything, in order; `row` is 1 for the headings. */
  rows: { row: number; cells: string[] }[];
}

/** A file that is no table at all; bad cells in a good table are another matter. */
export class TableError extends Error {
  constructor(
    readonly file: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(`${file}: ${message}`, options);
    this.name = 'TableError';
  }
}

/**
 * Reads every table of a file: a CSV file holds one, a workbook one a sheet.
 * @param path a `.csv` file in UTF-8 (with or without BOM) or GBK / GB 18030, or an `.xlsx` workbook
 * @throws TableError when the file is neither, or broken; the file system's error when it cannot be read
 */
export const readTables = async (path: string): Promise<Table[]> => tablesOf(basename(path), await readFile(path));

/** As {@link readTables}, of a file whose bytes are at hand. */
export async function tablesOf(file: string, bytes: Buffer): Promise<Table[]> {
  const kind = extname(file).toLowerCase();
  if (kind !== '.csv' && kind !== '.xlsx') {
    throw new TableError(file, `a table is a .csv or an .xlsx file, this is "${kind}"; save it as one of these`);
  }
  return kind === '.csv' ? [readCsv(file, bytes)] : readWorkbook(file, bytes);
}

function toTable(file: string, lines: { row: number; cells: string[] }[]): Table {
  const filled = lines
    .map(({ row, cells }) => ({ row, cells: cells.map((cell) => cell.trim()) }))
    .filter((line) => line.cells.some(Boolean));
  const [first, ...rows] = filled;
  return { file, headings: first?.cells ?? [], rows };
}

function readCsv(file: string, bytes: Uint8Array): Table {
  const text = decode(file, bytes);
  try {
    // Empty lines are kept so that the index of a record is its row in a spreadsheet.
    const records: string[][] = parse(text, { relax_column_count: true, skip_empty_lines: false });
    return toTable(
      file,
      records.map((cells, index) => ({ row: index + 1, cells })),
    );
  } catch (cause) {
    if (cause instanceof CsvError) throw new TableError(file, `is not a CSV file: ${cause.message}`, { cause });
    throw cause;
  }
}

/** UTF-8 when the bytes are that; else GB 18030, which Excel on a Chinese Windows writes (as GBK, a part of it). */
function decode(file: string, bytes: Uint8Array): string {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // Not this encoding: the next one is tried.
    }
  }
  throw new TableError(file, 'is neither UTF-8 nor GBK text; save it as "CSV UTF-8" in the spreadsheet program');
}

async function readWorkbook(file: string, bytes: Buffer): Promise<Table[]> {
  const workbook = new ExcelJS.Workbook();
  try {
    await workbook.xlsx.load(Uint8Array.from(bytes).buffer);
  } catch (cause) {
    throw new TableError(file, 'is not a workbook that can be read; open it and save it again as .xlsx', { cause });
  }
  const tables = workbook.worksheets.map((sheet) => {
    const lines: { row: number; cells: string[] }[] = [];
    sheet.eachRow((row, number) => {
      const cells = Array.from({ length: row.cellCount }, (_, index) => cellText(row.getCell(index + 1).value));
      lines.push({ row: number, cells });
    });
    return toTable(workbook.worksheets.length > 1 ? `${file}#${sheet.name}` : file, lines);
  });
  // Spreadsheet programs add empty sheets; but a file with nothing else is handed on, to be refused by name.
  const filled = tables.filter((table) => table.headings.length > 0);
  return filled.length > 0 ? filled : tables.slice(0, 1);
}

/** What a person sees in the cell, but numbers in full and dates as YYYY-MM-DD. */
function cellText(value: ExcelJS.CellValue): string {
  if (value === null || value === undefined) return '';
  // Excel knows no zones: exceljs puts the day it shows at midnight UTC.
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value !== 'object') return String(value);
  if ('richText' in value) return value.richText.map((run) => run.text).join('');
  if ('hyperlink' in value) return cellText(value.text);
  if ('error' in value) return value.error;
  return cellText(value.result);
}
