import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setImmediate } from 'node:timers/promises';
import { type Cell as SheetCell, stream, type Worksheet } from 'exceljs';
import { asOf } from '../figures/as-of';
import { type Names, namesOf } from '../figures/names';
import type { LongLists, ReportContent } from './content';
import { overviewSentences, seasonText, standText } from './sentences';
import { type Cell, deadlineText, type Linked, type LongTable, type Table, wallClock } from './table';
import { activityTextsTable } from './tables/activity-tables';
import { alertsTable, reachedTable } from './tables/alert-tables';
import { casesTable } from './tables/case-tables';
import { callsTable, chasesTable } from './tables/escalation-tables';
import { ledgerLevelsTable, ledgerRegionsTable, ledgerTable } from './tables/ledger-tables';
import { listsTable, listUnitsTable, unitDifferencesTable, votesTable } from './tables/list-tables';
import { decisionsTable, messagesTable, shortfallsTable } from './tables/message-tables';
import { goodsTable, moneyTable, peopleTable, totalsTable } from './tables/money-tables';
import { pairPostsTable, pairsTable } from './tables/pair-tables';
import { periodTables } from './tables/period-tables';
import { postingsTable } from './tables/posting-tables';
import { recordTables } from './tables/record-tables';
import {
  calendarTable,
  milestonesTable,
  missingTable,
  onPaperTable,
  regionsTable,
  stagesTable,
} from './tables/return-tables';
import { samplesTable } from './tables/sample-tables';

const FORMAT = { count: '#,##0', money: '#,##0.00', share: '0.0%', moment: 'yyyy-mm-dd hh:mm' } as const;
const HEADER = { fill: 'FFE7E6E6', font: { bold: true } } as const;
const LINK = { color: { argb: 'FF0563C1' }, underline: true } as const;
/** Excel allows 31 characters in a sheet's name, and none of these signs. */
const NAME_LENGTH = 31;
const FORBIDDEN = /[[\]:*?/\\']/g;

/**
 * Rows are written as they are made: 40,000 records take half the time and memory of a whole workbook in memory (4 s
 * instead of 8). After so many rows the worker turns to its other activities.
 */
const ROWS_AT_ONCE = 500;

/**
 * @returns the report as an .xlsx file: one sheet for each table, real numbers and dates, and the records behind them.
 */
export async function excelReport(content: ReportContent, lists: LongLists): Promise<Buffer> {
  const names = namesOf(content);
  const out = new PassThrough();
  const bytes = buffer(out);
  const workbook = new stream.xlsx.WorkbookWriter({ stream: out, useStyles: true });
  const organisation = names.say(content.campaign.definition.organisation);
  workbook.creator = organisation;
  workbook.lastModifiedBy = organisation;
  workbook.created = workbook.modified = new Date(asOf(content.campaign));
  const tables =
    content.period === null
      ? [...tablesOf(content, lists, names), ...recordTables(content, lists, names)]
      : periodTables(content, names);
  addOverview(workbook.addWorksheet(names.word('overview')), content, names);
  const sheetNames = distinctNames([names.word('overview'), ...tables.map(({ title }) => title)]).slice(1);
  for (const [nr, table] of tables.entries()) {
    const sheet = workbook.addWorksheet(sheetNames[nr] ?? table.title, { views: [{ state: 'frozen', ySplit: 1 }] });
    await addTable(sheet, table, names);
  }
  await workbook.commit();
  return bytes;
}

function tablesOf(content: ReportContent, lists: LongLists, names: Names): (Table | LongTable)[] {
  const made = (tables: ((content: ReportContent, names: Names) => Table)[]) =>
    tables.map((table) => table(content, names));
  return [
    ...made([stagesTable, regionsTable]),
    missingTable(content, lists, names),
    ...(content.onPaper.length > 0 ? [onPaperTable(content, names)] : []),
    ...made([milestonesTable, peopleTable, moneyTable, goodsTable, totalsTable, messagesTable, shortfallsTable]),
    chasesTable(content, lists, names),
    callsTable(content, lists, names),
    ...(content.listTotals.length > 0 ? [listsTable(content, names), listUnitsTable(content, lists, names)] : []),
    ...(content.listVotes.length > 0 ? [votesTable(content, names)] : []),
    ...(content.listDifferences.length > 0 ? [unitDifferencesTable(content, lists, names)] : []),
    ...(content.pairTotals.length > 0 ? [pairsTable(content, names), pairPostsTable(content, lists, names)] : []),
    ...(content.ledger ? made([ledgerTable, ledgerLevelsTable, ledgerRegionsTable]) : []),
    ...(content.postings.length > 0 ? [postingsTable(content, names)] : []),
    ...(content.caseFigures.length > 0 ? [casesTable(content, names)] : []),
    ...(content.samples.length > 0 ? [samplesTable(content, names)] : []),
    ...(content.lengths.activityTexts > 0 ? [activityTextsTable(content, lists, names)] : []),
    ...made([decisionsTable, calendarTable, alertsTable]),
    reachedTable(content, lists, names),
  ];
}

function addOverview(sheet: Worksheet, content: ReportContent, names: Names): void {
  const { definition, mode } = content.campaign;
  sheet.getColumn(1).width = 100;
  const title = `${mode === 'rehearsal' ? names.word('rehearsal') : ''}${names.say(definition.name)} · ${names.word('report')}`;
  const lines = [
    names.say(definition.organisation),
    content.scopeName,
    seasonText(content, names),
    standText(content, names),
  ];
  sheet.addRow([title]).font = { bold: true, size: 16 };
  for (const line of [...lines, ...overviewSentences(content, names)]) {
    sheet.addRow([line]).getCell(1).alignment = { wrapText: true, vertical: 'top' };
  }
  sheet.commit();
}

/** A sheet with its header frozen and a filter over the rows; the total stands below, outside of the filter. */
async function addTable(sheet: Worksheet, table: Table | LongTable, names: Names): Promise<void> {
  // Excel measures columns in digits; a Chinese character takes twice the width of one.
  sheet.columns = table.columns.map(({ label, width }) => ({
    header: label,
    width: Math.max(width, label.length * 2 + 3),
  }));
  const length = 'length' in table ? table.length : table.rows.length;
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: length + 1, column: table.columns.length } };
  const header = sheet.getRow(1);
  header.eachCell((cell) => {
    cell.font = HEADER.font;
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: HEADER.fill } };
    cell.alignment = { vertical: 'middle', horizontal: 'center', wrapText: true };
  });
  header.commit();
  let written = 0;
  for await (const row of table.rows) {
    addRow(sheet, row, names).commit();
    written += 1;
    if (written % ROWS_AT_ONCE === 0) await setImmediate();
  }
  if ('total' in table && table.total) {
    addRow(sheet, table.total, names).eachCell((cell) => {
      cell.font = HEADER.font;
      cell.border = { top: { style: 'thin' } };
    });
  }
  sheet.commit();
}

function addRow(sheet: Worksheet, cells: readonly Cell[], names: Names) {
  const row = sheet.addRow([]);
  cells.forEach((cell, nr) => {
    if (cell !== null) fill(row.getCell(nr + 1), cell, names);
  });
  return row;
}

function fill(into: SheetCell, cell: NonNullable<Cell>, names: Names): void {
  const { locale } = names;
  if (typeof cell === 'string') {
    into.value = cell;
  } else if (typeof cell === 'number') {
    into.value = cell;
    into.numFmt = FORMAT.count;
  } else if ('to' in cell) {
    fillLink(into, cell, names.address(cell.to));
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

/** Two forms may share a name, but no two sheets may, whatever the case. */
function distinctNames(titles: readonly string[]): string[] {
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

/** As a formula: a sheet has 65,530 hyperlinks at most, and a formula is written with its row. */
function fillLink(into: SheetCell, { text }: Linked, address: string | null): void {
  if (address === null) {
    into.value = text;
    return;
  }
  const quoted = (part: string) => `"${part.replaceAll('"', '""')}"`;
  into.value = { formula: `HYPERLINK(${quoted(address)},${quoted(text)})`, result: text };
  into.font = LINK;
}
