import {
  AlignmentType,
  BorderStyle,
  convertMillimetersToTwip,
  Document,
  type FileChild,
  Footer,
  HeightRule,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import { fixZipDates } from '../../../reporting/document/zip-dates';

/** The templates name this day as their own, so that they are the same whenever they are made. */
export const DAY = '2026-11-01T00:00:00.000Z';

const mm = convertMillimetersToTwip;
const font = (eastAsia: string) => ({
  ...{ ascii: 'Times New Roman', hAnsi: 'Times New Roman', cs: 'Times New Roman' },
  eastAsia,
});
/** 仿宋 for text and 黑体 for heads, as offices write; Word takes a like one where it is not installed. */
const FANGSONG = font('仿宋');
const HEI = font('黑体');

interface Said {
  /** Points. */
  size?: number;
  bold?: boolean;
  centred?: boolean;
  right?: boolean;
  hei?: boolean;
  /** Millimetres. */
  before?: number;
  after?: number;
  newPage?: boolean;
  indented?: boolean;
}

/** A paragraph; its placeholders are text. */
export function said(text: string, look: Said = {}): Paragraph {
  const { size = 12, bold = false, centred, right, hei, before = 0, after = 0, newPage, indented } = look;
  return new Paragraph({
    alignment: centred ? AlignmentType.CENTER : right ? AlignmentType.RIGHT : AlignmentType.LEFT,
    spacing: { before: mm(before), after: mm(after), line: size * 26, lineRule: 'atLeast' },
    ...(newPage && { pageBreakBefore: true }),
    ...(indented && { indent: { firstLine: size * 40 } }),
    children: [new TextRun({ text, size: size * 2, bold, font: hei ? HEI : FANGSONG })],
  });
}

/** Keeps two tables apart, which Word would join. */
export const between = (): Paragraph => new Paragraph({ spacing: { line: mm(0.8), lineRule: 'exact' }, children: [] });

/** A cell, as wide as its column, or as several. */
export interface Cell extends Said {
  text: string;
  spans?: number;
}

/** A row of a table. */
export interface Row {
  cells: readonly (Cell | string)[];
  /** Millimetres: exactly so, because the number of rows on a page is fixed. */
  height: number;
  heading?: boolean;
}

/** @param widths of its columns, in millimetres */
export function grid(
  widths: readonly number[],
  rows: readonly Row[],
  { lines = true, size = 10.5 }: { lines?: boolean; size?: number } = {},
): Table {
  const line = { style: lines ? BorderStyle.SINGLE : BorderStyle.NONE, size: 4, color: '000000' };
  return new Table({
    layout: TableLayoutType.FIXED,
    alignment: AlignmentType.CENTER,
    width: { size: mm(sum(widths)), type: WidthType.DXA },
    columnWidths: widths.map(mm),
    borders: { top: line, bottom: line, left: line, right: line, insideHorizontal: line, insideVertical: line },
    rows: rows.map(({ cells, height, heading = false }) => {
      let column = 0;
      return new TableRow({
        height: { value: mm(height), rule: HeightRule.EXACT },
        cantSplit: true,
        tableHeader: heading,
        children: cells.map((one) => {
          const { text, spans = 1, ...look } = typeof one === 'string' ? { text: one } : one;
          const width = sum(widths.slice(column, column + spans));
          column += spans;
          return new TableCell({
            columnSpan: spans,
            width: { size: mm(width), type: WidthType.DXA },
            verticalAlign: VerticalAlign.CENTER,
            margins: { left: mm(0.8), right: mm(0.8) },
            children: [said(text, { size, centred: true, hei: heading, ...look })],
          });
        }),
      });
    }),
  });
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

/** @returns an A4 document with its template marks; `pages` prints the page's number below */
export async function template(
  title: string,
  children: readonly FileChild[],
  { landscape = false, pages = false }: { landscape?: boolean; pages?: boolean } = {},
): Promise<Buffer> {
  const side = landscape ? 15 : 25;
  const numbers = new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [
      new TextRun({
        children: ['第 ', PageNumber.CURRENT, ' 页  共 ', PageNumber.TOTAL_PAGES, ' 页'],
        size: 18,
        font: FANGSONG,
      }),
    ],
  });
  const document = new Document({
    title,
    creator: 'Nuandong',
    styles: { default: { document: { run: { font: FANGSONG, size: 24 } } } },
    sections: [
      {
        properties: {
          page: {
            size: {
              width: mm(210),
              height: mm(297),
              orientation: landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
            },
            margin: { top: mm(landscape ? 13 : 22), bottom: mm(landscape ? 10 : 20), left: mm(side), right: mm(side) },
          },
        },
        ...(pages && { footers: { default: new Footer({ children: [numbers] }) } }),
        children: [...children],
      },
    ],
  });
  const bytes = await Packer.toBuffer(document, undefined, [{ path: 'docProps/core.xml', data: properties(title) }]);
  return fixZipDates(bytes, DAY);
}

/** A document's own properties, without the present time. */
export const properties = (title: string): string =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${title}</dc:title><dc:creator>Nuandong</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">2026-11-01T00:00:00Z</dcterms:created></cp:coreProperties>`;
