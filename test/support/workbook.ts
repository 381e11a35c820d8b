import type { Workbook } from 'exceljs';
import { zipOf } from './zip';

const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

/** The parts of a workbook with one sheet, as Excel writes them; `over` replaces or adds some. */
export const workbookParts = (sheet: string, over: Record<string, string> = {}): Record<string, string> => ({
  '_rels/.rels': `<Relationships xmlns="${PACKAGE}"><Relationship Id="r1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="Sheet1" sheetId="1" r:id="r1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}"><Relationship Id="r1" Type="${RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
  'xl/worksheets/sheet1.xml': sheet,
  ...over,
});

/** Papers, as Excel numbers them. */
const [A3, A4] = [8, 9];

/** @returns the XML of a sheet with these rows of cells, each as XML. */
export const sheetXml = (rows: string, more = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData>${more}</worksheet>`;

/** @returns a cell with a text in it. */
export const textCell = (at: string, text: string): string => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;

/** @returns a workbook with one sheet. */
export const workbookOf = (rows: string): Buffer => zipOf(workbookParts(sheetXml(rows)));

/**
 * B10: every table prints on the side of A4, or of A3 where it would be too small, one page wide, with its title above
 * it, its heading on each page, lines, and the number of the page; no sheet is empty, or one of two with the same name.
 */
export function expectPrintsWide({ worksheets }: Workbook): void {
  const tables = worksheets.filter(({ name }) => name !== '概况');
  expect(tables.length).toBeGreaterThan(2);
  for (const { name, pageSetup, headerFooter } of tables) {
    const { orientation, paperSize, fitToPage, fitToWidth, fitToHeight, printTitlesRow } = pageSetup;
    expect([name, orientation, paperSize, fitToPage, fitToWidth, fitToHeight, printTitlesRow]).toEqual([
      ...[name, 'landscape', expect.any(Number), true, 1, 0, '1:2'],
    ]);
    expect(headerFooter.oddFooter).toContain('&P / &N');
  }
  for (const { name, pageSetup, columns } of tables) {
    // 11 points, made smaller to fit on A4: 126 digits in full size. The library reads no width where it is 9.
    const letters = (11 * 126) / columns.reduce((sum, { width = 9 }) => sum + width, 0);
    expect([name, pageSetup.paperSize]).toEqual([name, letters < 7.5 ? A3 : A4]);
  }
  for (const one of tables) {
    expect([one.name, one.actualRowCount > 2]).toEqual([one.name, true]);
    expect(one.getCell('A1').isMerged || one.columnCount === 1).toBe(true);
    const drawn = [one.getCell(2, 1), one.getCell(3, one.columnCount)].map(({ border }) => border?.left?.style);
    expect([one.name, ...drawn]).toEqual([one.name, 'thin', 'thin']);
  }
  expect(tables.map(({ name }) => name).filter((name) => / \d+$/.test(name))).toEqual([]);
}
