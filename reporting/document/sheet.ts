import { type EventEmitter, once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import type { PageSetup, Row, Cell as SheetCell, Style, stream, Worksheet } from 'exceljs';
import type { Names } from '../figures/names';
import { heightOf, paperFor, widthsOf } from './sheet-sizes';
import { type Cell, deadlineText, type Linked, type LongTable, lengthOf, type Table, wallClock } from './table';

const line = { style: 'thin', color: { argb: 'FF808080' } } as const;
const border = { top: line, bottom: line, left: line, right: line } as const;
/** Named in each style: a font without a name is another one in each program. */
const font = { name: '宋体', size: 11 } as const;
const text = { border, font, alignment: { vertical: 'middle', wrapText: true } } as const;
const figure = (numFmt: string) => ({ border, font, numFmt, alignment: { vertical: 'middle' } }) as const;

/** What a sheet needs of the names of a report. */
export type SheetNames = Pick<Names, 'locale' | 'word' | 'address'>;

/** One object for each look: the library writes a style that it has seen once, and knows it again by its identity. */
const LOOKS = {
  text,
  link: { ...text, font: { ...font, color: { argb: 'FF0563C1' }, underline: true } },
  count: figure('#,##0'),
  money: figure('#,##0.00'),
  share: figure('0.0%'),
  moment: figure('yyyy-mm-dd hh:mm'),
} as const satisfies Record<string, Partial<Style>>;
type Look = keyof typeof LOOKS;

const strong = { ...font, bold: true } as const;
const fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE7E6E6' } } as const;
const TOTAL_LOOKS = Object.fromEntries(
  Object.entries(LOOKS).map(([name, look]) => [name, { ...look, font: strong }]),
) as Record<Look, Partial<Style>>;
const HEAD: Partial<Style> = {
  ...{ border, fill, font: strong },
  alignment: { vertical: 'middle', horizontal: 'center', wrapText: true },
};
const TITLE: Partial<Style> = {
  font: { name: '黑体', size: 16 },
  alignment: { vertical: 'middle', horizontal: 'center' },
};

/** The title stands above the heading; both are repeated on every page. */
const HEADING_ROW = 2;
/** Excel allows 31 characters in a sheet's name, and none of these signs. */
const NAME_LENGTH = 31;
const FORBIDDEN = /[[\]:*?/\\']/g;
/** After so many rows the worker turns to its other activities. */
const ROWS_AT_ONCE = 500;

/** Inches: 1.8 cm above and below, 1.5 cm at the sides. */
const MARGINS = { left: 0.6, right: 0.6, top: 0.7, bottom: 0.7, header: 0.3, footer: 0.35 } as const;

/** On its side; however many columns there are, they stand on one page beside each other. */
const pageFor = (widths: readonly number[]): Partial<PageSetup> => ({
  ...{ paperSize: paperFor(widths), orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  ...{ horizontalCentered: true, margins: MARGINS },
});

/** Digits, of a sheet that is only text; a line has room to spare, because fonts differ. */
const TEXT_WIDTH = 120;
const LINE_WIDTH = 100;

/** A sheet that is only text: its lines below each other. */
export function addText(
  workbook: stream.xlsx.WorkbookWriter,
  { name, title, lines }: { name: string; title: string; lines: readonly string[] },
): void {
  const sheet = workbook.addWorksheet(name, { pageSetup: pageFor([TEXT_WIDTH]), headerFooter: footer(name) });
  sheet.getColumn(1).width = TEXT_WIDTH;
  sheet.addRow([title]).getCell(1).style = { ...TITLE, alignment: { vertical: 'middle' } };
  for (const said of lines) {
    const row = sheet.addRow([said]);
    row.getCell(1).style = { font, alignment: { wrapText: true, vertical: 'top' } };
    setHeight(row, [said], [LINE_WIDTH]);
  }
  sheet.commit();
}

/**
 * A sheet ready to print: its title, its heading frozen and repeated on every page, a filter over the rows, the total
 * below them. Rows are written as they are made: 40,000 records take half the time and memory of a workbook in memory.
 */
export async function addTable(
  workbook: stream.xlsx.WorkbookWriter,
  name: string,
  table: Table | LongTable,
  names: SheetNames,
): Promise<void> {
  const last = HEADING_ROW + lengthOf(table);
  const { columns } = table;
  const widths = widthsOf(columns);
  const sheet = workbook.addWorksheet(name, {
    views: [{ state: 'frozen', ySplit: HEADING_ROW }],
    pageSetup: { ...pageFor(widths), printTitlesRow: `1:${HEADING_ROW}` },
    headerFooter: footer(name),
  });
  for (const [nr, width] of widths.entries()) sheet.getColumn(nr + 1).width = width;
  sheet.autoFilter = { from: { row: HEADING_ROW, column: 1 }, to: { row: last, column: columns.length } };
  addHeading(sheet, table, widths);
  const sums = columns.map(({ summed }): number | null => (summed ? 0 : null));
  let written = 0;
  for await (const cells of table.rows) {
    const row = addRow(sheet, cells, LOOKS, names);
    setHeight(row, cells, widths);
    row.commit();
    cells.forEach((cell, nr) => {
      const sum = sums[nr];
      if (sum !== null && sum !== undefined) sums[nr] = sum + amountOf(cell);
    });
    written += 1;
    if (written % ROWS_AT_ONCE === 0) await untilTaken(sheet);
  }
  const total = 'total' in table && table.total ? table.total : sumsOf(table, sums, names);
  if (total) addRow(sheet, total, TOTAL_LOOKS, names).commit();
  sheet.commit();
}

/**
 * The library writes rows on, however slowly they are compressed, and keeps every formula of a sheet, because another
 * one might share it: both would hold megabytes of a long sheet. Here rows wait until what was written is taken.
 */
async function untilTaken(sheet: Worksheet): Promise<void> {
  await setImmediate();
  const inside = sheet as unknown as Inside;
  inside._formulae = {};
  for (const pipe of inside.stream.pipes) if (pipe._writableState.needDrain) await once(pipe, 'drain');
}

/**
 * What the library does not tell of a sheet: formulas to share, and where its bytes go. These streams are older than
 * `writableNeedDrain`.
 */
interface Inside {
  _formulae: Record<string, unknown>;
  stream: { pipes: readonly (EventEmitter & { _writableState: { needDrain: boolean } })[] };
}

function addHeading(
  sheet: Worksheet,
  { title, columns }: Pick<Table, 'title' | 'columns'>,
  widths: readonly number[],
): void {
  const top = sheet.getRow(1);
  top.height = 28;
  top.getCell(1).value = title;
  for (const nr of columns.keys()) top.getCell(nr + 1).style = TITLE;
  sheet.mergeCells(1, 1, 1, columns.length);
  top.commit();
  const heading = sheet.getRow(HEADING_ROW);
  for (const [nr, { label }] of columns.entries()) {
    const cell = heading.getCell(nr + 1);
    cell.value = label;
    cell.style = HEAD;
  }
  setHeight(
    heading,
    columns.map(({ label }) => label),
    widths,
  );
  heading.commit();
}

/** @returns the row of sums of a long table, which are added up while it is written; null where nothing adds up */
function sumsOf(
  { columns }: Pick<Table, 'columns'>,
  sums: readonly (number | null)[],
  { word }: SheetNames,
): Cell[] | null {
  if (sums.every((sum) => sum === null)) return null;
  return columns.map(({ summed: as }, nr) => {
    const sum = sums[nr];
    if (nr === 0) return word('total');
    return sum === null || sum === undefined ? null : as === 'fen' ? { fen: sum } : sum;
  });
}

const amountOf = (cell: Cell | undefined): number =>
  typeof cell === 'number' ? cell : typeof cell === 'object' && cell !== null && 'fen' in cell ? cell.fen : 0;

/** The name of the sheet and the number of the page below each page. */
const footer = (name: string) => ({ oddFooter: `&L${name.replaceAll('&', '&&')}&R&P / &N` });

function setHeight(row: Row, cells: readonly Cell[], widths: readonly number[]): void {
  const height = heightOf(cells, widths);
  if (height !== null) row.height = height;
}

/** Every cell has its lines, also an empty one. */
function addRow(sheet: Worksheet, cells: readonly Cell[], looks: Record<Look, Partial<Style>>, names: SheetNames) {
  const row = sheet.addRow([]);
  cells.forEach((cell, nr) => {
    const into = row.getCell(nr + 1);
    into.style = looks[fillIn(into, cell, names)];
  });
  return row;
}

/** @returns how the cell looks */
function fillIn(into: SheetCell, cell: Cell, names: SheetNames): Look {
  const { locale } = names;
  if (cell === null) return 'text';
  if (typeof cell === 'string') {
    into.value = cell;
    return 'text';
  }
  if (typeof cell === 'number') {
    into.value = cell;
    return 'count';
  }
  if ('to' in cell) return fillLink(into, cell, names.address(cell.to));
  if ('fen' in cell) {
    into.value = cell.fen / 100;
    return 'money';
  }
  if ('share' in cell) {
    into.value = cell.share;
    return 'share';
  }
  if ('at' in cell) {
    into.value = wallClock(cell.at, locale);
    return 'moment';
  }
  // Excel has no 24:00.
  into.value = deadlineText(cell.until, locale);
  return 'text';
}

/** As a formula: a sheet has 65,530 hyperlinks at most, and a formula is written with its row. */
function fillLink(into: SheetCell, { text: shown }: Linked, address: string | null): Look {
  if (address === null) {
    into.value = shown;
    return 'text';
  }
  const quoted = (part: string) => `"${part.replaceAll('"', '""')}"`;
  into.value = { formula: `HYPERLINK(${quoted(address)},${quoted(shown)})`, result: shown };
  return 'link';
}

/** @returns names of sheets: two tables may share a title, but no two sheets may, whatever the case */
export function sheetNames(titles: readonly string[]): string[] {
  const taken = new Set<string>();
  return titles.map((title) => {
    const clean = title.replace(FORBIDDEN, ' ').trim();
    for (let nr = 1; ; nr++) {
      const suffix = nr === 1 ? '' : ` ${nr}`;
      const name = clean.slice(0, NAME_LENGTH - suffix.length) + suffix;
      if (taken.has(name.toLowerCase())) continue;
      taken.add(name.toLowerCase());
      return name;
    }
  });
}
