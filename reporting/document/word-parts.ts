import {
  AlignmentType,
  BorderStyle,
  Footer,
  Header,
  HeadingLevel,
  ImageRun,
  type ISectionOptions,
  type IStylesOptions,
  PageNumber,
  Paragraph,
  ShadingType,
  SimpleField,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
  Table as WordTable,
} from 'docx';
import { jpegSize } from '../../domain/report/photo';
import type { Names } from '../figures/names';
import { type Cell, cellText, isNumeric, type Table, withoutEmptyColumns } from './table';

/** A4 with 2.2 cm at the sides, in twentieths of a point. */
export const PAGE = { width: 11906, height: 16838, side: 1247, top: 1361 } as const;
const TEXT_WIDTH = PAGE.width - 2 * PAGE.side;
/** As official papers have it: 仿宋 for the text, which Word replaces where it is not installed; YaHei for tables. */
const FANGSONG = {
  ascii: 'Times New Roman',
  hAnsi: 'Times New Roman',
  eastAsia: '仿宋',
  cs: 'Times New Roman',
} as const;
const YAHEI = { ascii: 'Calibri', hAnsi: 'Calibri', eastAsia: '微软雅黑', cs: 'Calibri' } as const;
const COLOUR = {
  accent: '9C1F1F',
  rule: 'BFBFBF',
  header: 'F4E9E7',
  total: 'F7F7F7',
  quiet: '7F7F7F',
  link: '0563C1',
} as const;
/** Half-points: 小四 for the text, 小五 for tables. */
const SIZE = { text: 24, table: 18, note: 18 } as const;
/** A longer table is read in Excel; Word shows its beginning and says so. */
const ROWS_SHOWN = 40;

const heading = (size: number, before: number) => ({
  run: { font: YAHEI, size, bold: true, color: COLOUR.accent },
  paragraph: { spacing: { before, after: 120 }, keepNext: true },
});

export const STYLES: IStylesOptions = {
  default: {
    document: { run: { font: FANGSONG, size: SIZE.text }, paragraph: { spacing: { line: 360 } } },
    heading1: heading(30, 360),
    heading2: heading(24, 240),
  },
};

export const chapter = (text: string): Paragraph => new Paragraph({ text, heading: HeadingLevel.HEADING_1 });
export const section = (text: string): Paragraph => new Paragraph({ text, heading: HeadingLevel.HEADING_2 });

/** A paragraph of text; Chinese ones are indented by two characters. */
export const body = (text: string, { locale }: Names): Paragraph =>
  new Paragraph({
    children: [new TextRun(text)],
    ...(locale.language === 'zh-CN' && { indent: { firstLine: 2 * 12 * 20 } }),
  });

/** A small grey remark. */
export const note = (text: string): Paragraph =>
  new Paragraph({
    spacing: { before: 60, after: 120 },
    children: [new TextRun({ text, size: SIZE.note, color: COLOUR.quiet, font: YAHEI })],
  });

/** A line that stays on the page of the paragraph after it. */
export const subhead = (text: string): Paragraph =>
  new Paragraph({
    keepNext: true,
    spacing: { before: 120, after: 40 },
    children: [new TextRun({ text, bold: true, size: SIZE.note + 2, font: YAHEI })],
  });

/** Pixels: half of the text's width, and of the page with its caption. */
const PHOTO_ROOM = { width: 480, height: 320 } as const;

/**
 * A photo with its caption; none when the bytes are no JPEG.
 * @param id of the drawing, which no other of the document has: the library would go on counting from the last document
 */
export function photo(bytes: Buffer, caption: string, id: number): Paragraph[] {
  const size = jpegSize(bytes);
  if (!size || size.width === 0 || size.height === 0) return [];
  const scale = Math.min(PHOTO_ROOM.width / size.width, PHOTO_ROOM.height / size.height);
  const transformation = { width: Math.round(size.width * scale), height: Math.round(size.height * scale) };
  const drawn = new ImageRun({
    type: 'jpg',
    data: bytes,
    transformation,
    altText: { name: caption, description: caption, id: String(id) },
  });
  return [new Paragraph({ keepNext: true, spacing: { before: 120 }, children: [drawn] }), note(caption)];
}

/** A name in bold, and what belongs to it. */
export const entry = (head: string, text: string): Paragraph =>
  new Paragraph({
    spacing: { line: 300, after: 40 },
    children: [
      new TextRun({ text: head, bold: true, size: SIZE.note + 2 }),
      new TextRun({ text, size: SIZE.note + 2 }),
    ],
  });

/** One line of the title page. */
export const titleLine = (
  text: string,
  { size, before = 0, accent = false }: { size: number; before?: number; accent?: boolean },
): Paragraph =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { before, after: 120 },
    children: [new TextRun({ text, size, bold: accent, font: YAHEI, ...(accent && { color: COLOUR.accent }) })],
  });

/** A table for people; rows that do not fit are left to Excel, and a remark says so. */
export function wordTable(full: Table, names: Names): (WordTable | Paragraph)[] {
  const table = withoutEmptyColumns(full);
  const widths = proportional(table.columns.map(({ width }) => width));
  const shown = table.rows.slice(0, ROWS_SHOWN);
  // A dash in a column of figures is aligned like the figures.
  const right = table.columns.map((_, nr) =>
    [...table.rows, table.total ?? []].some((cells) => isNumeric(cells[nr] ?? null)),
  );
  const row = (cells: Cell[], total = false) =>
    new TableRow({
      cantSplit: true,
      children: cells.map((cell, nr) =>
        dataCell(cellText(cell, names.locale), {
          ...{ width: widths[nr] ?? 0, right: right[nr] ?? false, total },
          address: typeof cell === 'object' && cell !== null && 'to' in cell ? names.address(cell.to) : null,
        }),
      ),
    });
  const drawn = new WordTable({
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    borders: BORDERS,
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: table.columns.map(({ label }, nr) => headerCell(label, widths[nr] ?? 0)),
      }),
      ...shown.map((cells) => row(cells)),
      ...(table.total ? [row(table.total, true)] : []),
    ],
  });
  const left = table.rows.length - shown.length;
  return left > 0 ? [drawn, note(leftOut(left, names))] : [drawn];
}

/** Says how many rows only Excel has. */
export const leftOut = (rows: number, { locale }: Names): string =>
  locale.language === 'en' ? `${rows} more rows are in the Excel file.` : `另有${rows}行，见 Excel 附表。`;

const line = { style: BorderStyle.SINGLE, size: 4, color: COLOUR.rule } as const;
const BORDERS = {
  top: line,
  bottom: line,
  left: line,
  right: line,
  insideHorizontal: line,
  insideVertical: line,
} as const;

/** @returns widths that fill the page between its margins. */
function proportional(widths: readonly number[]): number[] {
  const all = widths.reduce((sum, width) => sum + width, 0);
  return widths.map((width) => Math.floor((width / all) * TEXT_WIDTH));
}

/**
 * A link as a field: the library numbers its own links at random, and a report that is written again would have other
 * bytes.
 */
class Link extends SimpleField {
  constructor(address: string, shown: TextRun) {
    super(`HYPERLINK "${address.replaceAll('"', '%22')}"`);
    this.root.push(shown);
  }
}

const cell = (
  text: string,
  {
    width,
    alignment,
    bold,
    fill,
    address = null,
  }: { width: number; alignment: keyof typeof AlignmentType; bold: boolean; fill?: string; address?: string | null },
) => {
  const look = { size: SIZE.table, font: YAHEI, bold };
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlign.CENTER,
    margins: { top: 50, bottom: 50, left: 70, right: 70 },
    ...(fill && { shading: { type: ShadingType.CLEAR, color: 'auto', fill } }),
    children: [
      new Paragraph({
        alignment: AlignmentType[alignment],
        spacing: { line: 260 },
        children: [
          address === null
            ? new TextRun({ ...look, text })
            : new Link(address, new TextRun({ ...look, text, color: COLOUR.link, underline: {} })),
        ],
      }),
    ],
  });
};

const headerCell = (text: string, width: number) =>
  cell(text, { width, alignment: 'CENTER', bold: true, fill: COLOUR.header });

const dataCell = (
  text: string,
  { width, right, total, address }: { width: number; right: boolean; total: boolean; address: string | null },
) =>
  cell(text, {
    width,
    alignment: right ? 'RIGHT' : 'LEFT',
    bold: total,
    address,
    ...(total && { fill: COLOUR.total }),
  });

/** Margins, the campaign's name above and the page's number below; the title page has neither. */
export function pageLayout(running: string, { locale }: Names): Omit<ISectionOptions, 'children'> {
  const small = { size: SIZE.note, color: COLOUR.quiet, font: YAHEI } as const;
  const pages =
    locale.language === 'en'
      ? ['Page ', PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES]
      : ['第 ', PageNumber.CURRENT, ' 页　共 ', PageNumber.TOTAL_PAGES, ' 页'];
  const centred = (children: (string | (typeof PageNumber)[keyof typeof PageNumber])[]) =>
    new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ children, ...small })] });
  const empty = new Paragraph({});
  return {
    properties: {
      titlePage: true,
      page: {
        size: { width: PAGE.width, height: PAGE.height },
        margin: { left: PAGE.side, right: PAGE.side, top: PAGE.top, bottom: PAGE.top },
      },
    },
    headers: { default: new Header({ children: [centred([running])] }), first: new Header({ children: [empty] }) },
    footers: { default: new Footer({ children: [centred(pages)] }), first: new Footer({ children: [empty] }) },
  };
}

/** The end of an official paper: what is attached, then who has written it and when. */
export const closing = ({ attached, signed, day }: { attached: string; signed: string; day: string }): Paragraph[] => [
  new Paragraph({ spacing: { before: 480 }, children: [new TextRun(attached)] }),
  ...[signed, day].map(
    (text, nr) =>
      new Paragraph({
        alignment: AlignmentType.RIGHT,
        keepNext: nr === 0,
        spacing: { before: nr === 0 ? 480 : 0 },
        children: [new TextRun(text)],
      }),
  ),
];
