import { type Cell as SheetCell, Workbook, type Worksheet } from 'exceljs';
import { asOf } from './as-of';
import type { ReportContent } from './content';
import { callsTable, chasesTable, decisionsTable, messagesTable, shortfallsTable } from './message-tables';
import { goodsTable, moneyTable, peopleTable, totalsTable } from './money-tables';
import { type Names, namesOf } from './names';
import { calendarTable, milestonesTable, missingTable, recordTables, regionsTable, stagesTable } from './return-tables';
import { overviewSentences, seasonText, standText } from './sentences';
import { type Cell, deadlineText, type Locale, type Table, wallClock } from './table';

const FORMAT = { count: '#,##0', money: '#,##0.00', share: '0.0%', moment: 'yyyy-mm-dd hh:mm' } as const;
const HEADER = { fill: 'FFE7E6E6', font: { bold: true } } as const;
/** Excel allows 31 characters in a sheet's name, and none of these signs. */
const NAME_LENGTH = 31;
const FORBIDDEN = /[[\]:*?/\\']/g;

/** @returns the report as an .xlsx file: one sheet for each table, real numbers and dates, and the records behind them. */
export async function excelReport(content: ReportContent): Promise<Buffer> {
  const names = namesOf(content);
  const workbook = new Workbook();
  const { organisation } = content.campaign.definition;
  workbook.creator = names.say(organisation);
  workbook.lastModifiedBy = names.say(organisation);
  workbook.created = workbook.modified = new Date(asOf(content.campaign));
  addOverview(workbook, content, names);
  for (const table of tablesOf(content, names)) addTable(workbook, table, names.locale);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

const tablesOf = (content: ReportContent, names: Names): Table[] => [
  ...[
    stagesTable, regionsTable, missingTable, milestonesTable, peopleTable, moneyTable, goodsTable, totalsTable,
    messagesTable, shortfallsTable, chasesTable, callsTable, decisionsTable, calendarTable,
  ].map((table) => table(content, names)),
  ...recordTables(content, names),
];

function addOverview(workbook: Workbook, content: ReportContent, names: Names): void {
  const { definition, mode } = content.campaign;
  const sheet = workbook.addWorksheet(names.word('overview'));
  sheet.getColumn(1).width = 100;
  const title = `${mode === 'rehearsal' ? names.word('rehearsal') : ''}${names.say(definition.name)} · ${names.word('report')}`;
  const lines = [title, names.say(definition.organisation), content.scopeName, seasonText(content, names), standText(content, names)];
  for (const line of [...lines, ...overviewSentences(content, names)]) {
    sheet.addRow([line]).getCell(1).alignment = { wrapText: true, vertical: 'top' };
  }
  sheet.getRow(1).font = { bold: true, size: 16 };
}

/** A sheet with its header frozen and a filter over the rows; the total stands below, outside of the filter. */
function addTable(workbook: Workbook, table: Table, locale: Locale): void {
  const sheet = workbook.addWorksheet(freeName(workbook, table.title), { views: [{ state: 'frozen', ySplit: 1 }] });
  // A Chinese character takes twice the width of the digits that Excel measures columns in.
  sheet.columns = table.columns.map(({ label, width }) => ({ header: label, width: Math.max(width, label.length * 2 + 3) }));
  sheet.getRow(1).eachCell((cell) => {
    cell.font = HEADER.font;
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: HEADER.fill } };
    cell.alignment = { vertical: 'middle', horizontal: 'center', wrapText: true };
  });
  for (const row of table.rows) addRow(sheet, row, locale);
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: table.rows.length + 1, column: table.columns.length } };
  if (!table.total) return;
  addRow(sheet, table.total, locale).eachCell((cell) => {
    cell.font = HEADER.font;
    cell.border = { top: { style: 'thin' } };
  });
}

function addRow(sheet: Worksheet, cells: readonly Cell[], locale: Locale) {
  const row = sheet.addRow([]);
  cells.forEach((cell, nr) => {
    if (cell !== null) fill(row.getCell(nr + 1), cell, locale);
  });
  return row;
}

function fill(into: SheetCell, cell: NonNullable<Cell>, locale: Locale): void {
  if (typeof cell === 'string') {
    into.value = cell;
  } else if (typeof cell === 'number') {
    into.value = cell;
    into.numFmt = FORMAT.count;
  } else if ('fen' in cell) {
    into.value = cell.fen / 100;
    into.numFmt = FORMAT.money;
  } else if ('share' in cell) {
    into.value = cell.share;
    into.numFmt = FORMAT.share;
  } else if ('at' in cell) {
    into.value = wallClock(cell.at, locale);
    into.numFmt = FORMAT.moment;
  } else {
    // Excel has no 24:00.
    into.value = deadlineText(cell.until, locale);
  }
}

/** Two forms may share a name; Excel compares names without regard to case. */
function freeName(workbook: Workbook, title: string): string {
  const clean = title.replace(FORBIDDEN, ' ').trim().slice(0, NAME_LENGTH);
  const taken = new Set(workbook.worksheets.map(({ name }) => name.toLowerCase()));
  for (let nr = 1; ; nr++) {
    const suffix = nr === 1 ? '' : ` ${nr}`;
    const name = clean.slice(0, NAME_LENGTH - suffix.length) + suffix;
    if (!taken.has(name.toLowerCase())) return name;
  }
}
