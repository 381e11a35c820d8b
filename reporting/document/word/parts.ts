import {
  AlignmentType,
  BorderStyle,
  Paragraph,
  SimpleField,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
  Table as WordTable,
} from 'docx';
import type { Names } from '../../figures/names';
import { type Cell, cellText, isNumeric, type Table, withoutEmptyColumns } from '../table';

/**
 * The styles of an official paper by their names in Word, where the office changes them in its template; the
 * paragraphs here name them, and bring no look of their own.
 */
export const PAPER_STYLES = {
  text: '公文正文',
  chapter: '公文一级标题',
  section: '公文二级标题',
  annexes: '公文附件说明',
  annex: '公文附件序号',
  annexTitle: '公文附件标题',
  tableTitle: '公文表题',
  head: '公文表头',
  cell: '公文表格',
  note: '公文注',
} as const;
export type PaperStyle = keyof typeof PAPER_STYLES;

/** A longer table is read in Excel; Word shows its beginning and says so. */
const ROWS_SHOWN = 100;
/** A table with fewer rows is not torn over two pages. */
const ROWS_TOGETHER = 15;
/** Half-points: 小五, where many columns stand beside each other. */
const SMALL = 18;
const MANY_COLUMNS = 6;
/** A table with more columns stands on a page on its side. */
const MOST_UPRIGHT = 8;

/** A paragraph in one of the paper's styles. */
export const said = (text: string, style: PaperStyle): Paragraph => new Paragraph({ text, style });

/** The number of an annex, which begins a page. */
export const annexNumber = (text: string): Paragraph => new Paragraph({ text, style: 'annex', pageBreakBefore: true });

/** A name in bold, and what belongs to it. */
export const entry = (head: string, text: string): Paragraph =>
  new Paragraph({ style: 'cell', children: [new TextRun({ text: head, bold: true }), new TextRun(text)] });

/** @returns whether the table needs a page on its side */
export const isWide = (table: Table): boolean => withoutEmptyColumns(table).columns.length > MOST_UPRIGHT;

/**
 * A table as wide as the text; rows that do not fit are left to Excel, and a remark says so. A paragraph stands behind
 * it, its own or the title of the next: Word joins two tables without one.
 */
export function wordTable(full: Table, names: Names): (WordTable | Paragraph)[] {
  const table = withoutEmptyColumns(full);
  const widths = proportional(table.columns.map(({ width }) => width));
  const look = { ...(table.columns.length > MANY_COLUMNS && { size: SMALL }) };
  const shown = table.rows.slice(0, ROWS_SHOWN);
  // A dash in a column of figures is aligned like the figures.
  const right = table.columns.map((_, nr) =>
    [...table.rows, table.total ?? []].some((cells) => isNumeric(cells[nr] ?? null)),
  );
  const isShort = table.rows.length < ROWS_TOGETHER;
  const row = (cells: Cell[], { bold = false, keepNext = isShort } = {}) =>
    new TableRow({
      cantSplit: true,
      children: cells.map((one, nr) =>
        cell(cellText(one, names.locale), {
          ...{ width: widths[nr] ?? 0, style: 'cell', right: right[nr] ?? false, look: { ...look, bold }, keepNext },
          address: typeof one === 'object' && one !== null && 'to' in one ? names.address(one.to) : null,
        }),
      ),
    });
  const head = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: table.columns.map(({ label }, nr) =>
      cell(label, { width: widths[nr] ?? 0, style: 'head', look, keepNext: true }),
    ),
  });
  const drawn = new WordTable({
    width: { size: '100%', type: WidthType.PERCENTAGE },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    borders: BORDERS,
    rows: [
      head,
      // The sum stays with the last row; the last row of all begins no bond with what stands behind the table.
      ...shown.map((cells, nr) =>
        nr < shown.length - 1 ? row(cells) : row(cells, { keepNext: table.total !== undefined }),
      ),
      ...(table.total ? [row(table.total, { bold: true, keepNext: false })] : []),
    ],
  });
  const left = table.rows.length - shown.length;
  return left > 0 ? [drawn, said(leftOut(left, names), 'note')] : [drawn];
}

/** Says how many rows only Excel has. */
export const leftOut = (rows: number, { locale }: Names): string =>
  locale.language === 'en' ? `${rows} more rows are in the Excel file.` : `另有${rows}行，见 Excel 明细表。`;

const line = { style: BorderStyle.SINGLE, size: 4, color: '000000' } as const;
const BORDERS = {
  ...{ top: line, bottom: line, left: line, right: line },
  ...{ insideHorizontal: line, insideVertical: line },
} as const;

/** Twentieths of a point: 156 mm, as wide as an official paper's text; Word fits them to the page of the template. */
const TEXT_WIDTH = 8845;

function proportional(widths: readonly number[]): number[] {
  const all = widths.reduce((sum, width) => sum + width, 0);
  return widths.map((width) => Math.floor((width / all) * TEXT_WIDTH));
}

/**
 * A link as a field: the library numbers its own links at random, and a report that is written again would have other
 * bytes. It looks like the text around it, because papers are printed.
 */
class Link extends SimpleField {
  constructor(address: string, shown: TextRun) {
    super(`HYPERLINK "${address.replaceAll('"', '%22')}"`);
    this.root.push(shown);
  }
}

interface CellLook {
  width: number;
  style: 'head' | 'cell';
  look: { size?: number; bold?: boolean };
  right?: boolean;
  /** On one page with the next row. */
  keepNext?: boolean;
  address?: string | null;
}

function cell(
  text: string,
  { width, style, look, right = false, keepNext = false, address = null }: CellLook,
): TableCell {
  const run = new TextRun({ text, ...look });
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlign.CENTER,
    margins: { top: 30, bottom: 30, left: 60, right: 60 },
    children: [
      new Paragraph({
        style,
        ...(right && { alignment: AlignmentType.RIGHT }),
        ...(keepNext && { keepNext }),
        children: [address === null ? run : new Link(address, run)],
      }),
    ],
  });
}
