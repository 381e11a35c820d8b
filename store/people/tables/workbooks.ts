import ExcelJS from 'exceljs';
import type { Language } from '../../../domain/campaign/definition/definition';
import { tellIn } from '../../../domain/text/refusal';
import type { Sheets } from './check/check';
import { type BadCell, headingIn } from './check/flaw';
import { CONTACT_COLUMNS, type ContactColumn } from './columns';
import { type Line, type Table, textOf } from './table';

const WORDS = {
  'zh-CN': { why: '问题和办法', roster: '名册', notes: '填表说明' },
  en: { why: 'What is wrong', roster: 'roster', notes: 'notes' },
} as const;
/** As text, so that a spreadsheet does not round numbers. */
const TEXT = '@';
const WIDTH = 16;
const WRONG = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFD9D9' } } as const;
/** Of a sheet's name. */
const LONGEST = 31;

/**
 * The wrong rows of tables as they are, each with what is wrong in a last column, to be mended and imported again.
 * @returns a workbook with a sheet for each table that has any
 */
export async function wrongRows(sheets: Sheets, bad: readonly BadCell[], language: Language): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  const byRow = new Map<string, BadCell[]>();
  for (const cell of bad) byRow.set(keyOf(cell), [...(byRow.get(keyOf(cell)) ?? []), cell]);
  const { regions, contacts, kinds } = sheets;
  for (const { table } of [...regions.tables, ...contacts.tables, ...kinds.tables]) {
    const wrong = table.rows.flatMap((line) => {
      const cells = byRow.get(keyOf({ file: table.file, row: line.row }));
      return cells ? [{ line, cells }] : [];
    });
    if (wrong.length > 0) addSheet(workbook, { table, wrong, language });
  }
  if (workbook.worksheets.length === 0) workbook.addWorksheet(WORDS[language].roster);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

const keyOf = ({ file, row }: { file: string; row: number }): string => `${row} ${file}`;

function addSheet(
  workbook: ExcelJS.Workbook,
  { table, wrong, language }: { table: Table; wrong: { line: Line; cells: BadCell[] }[]; language: Language },
): void {
  const name = `${workbook.worksheets.length + 1} ${table.file}`.replace(/[[\]*?/\\:]/g, ' ').slice(0, LONGEST);
  const sheet = workbook.addWorksheet(name);
  const last = table.headings.length;
  sheet.columns = [...table.headings, ''].map(() => ({ width: WIDTH, style: { numFmt: TEXT } }));
  sheet.addRow([...table.headings, WORDS[language].why]).font = { bold: true };
  for (const { line, cells } of wrong) {
    const why = cells.map((cell) => `${headingIn(language, cell)}：${tellIn(language, cell)}`);
    const row = sheet.addRow([...table.headings.map((_, at) => textOf(line.cells[at])), [...new Set(why)].join('；')]);
    for (const { at } of cells) if (at !== undefined && at < last) row.getCell(at + 1).fill = WRONG;
  }
  sheet.getColumn(last + 1).width = 60;
}

const COLUMNS: readonly ContactColumn[] = ['county', 'above', 'place', 'name', 'phone', 'duty', 'role', 'email'];

const NOTES = {
  'zh-CN': [
    '一行一个人。村、社区一列可以空着：那一行就是乡镇本身的联络人。没有人的地方也可以只写地名。',
    '县区名称可以空着，导入时选择这张表属于哪个县。',
    '手机列请保持“文本”格式；空格、短横线、全角数字导入时自动去掉。',
    '职责不填就是联络人（负责上报）；角色：A角（不填）或 B角（代理）。',
    '标题行、序号列、合计行、合并单元格、每个乡镇一个工作表，都可以。',
  ],
  en: [
    'One row for each person. Without a village, the row is of the township itself. A place without a person may stand alone.',
    'The county may be left out: the import asks of which county the table is.',
    'Keep the column of telephones as text; blanks, hyphens and full-width digits are taken off.',
    'Without a duty the person reports; role: contact (or empty), or deputy.',
    'Titles, running numbers, sums, merged cells and a sheet for each township are all right.',
  ],
} as const;

/** @returns an empty roster with the columns that offices have, and how to fill it in */
export async function emptyRoster(language: Language): Promise<Buffer> {
  const words = WORDS[language];
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet(words.roster, { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = COLUMNS.map((key) => ({
    header: CONTACT_COLUMNS[key][language],
    width: WIDTH,
    style: { numFmt: TEXT },
  }));
  sheet.getRow(1).font = { bold: true };
  const notes = workbook.addWorksheet(words.notes);
  notes.getColumn(1).width = 100;
  for (const note of NOTES[language]) notes.addRow([note]);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

/**
 * @returns the register as a workbook: a sheet of regions, one of contacts, and one of kinds where there are own ones
 */
export async function workbookOf(tables: readonly Table[]): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  for (const { file, headings, rows } of tables) {
    const sheet = workbook.addWorksheet(file, { views: [{ state: 'frozen', ySplit: 1 }] });
    sheet.columns = headings.map((header) => ({ header, width: WIDTH, style: { numFmt: TEXT } }));
    sheet.getRow(1).font = { bold: true };
    for (const { cells } of rows) sheet.addRow(cells.map(textOf));
  }
  return Buffer.from(await workbook.xlsx.writeBuffer());
}
