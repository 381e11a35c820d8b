import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { stream } from 'exceljs';
import { asOf } from '../figures/as-of';
import { type Names, namesOf } from '../figures/names';
import type { LongLists, ReportContent } from './content';
import { contradictionSentences, overviewSentences, processSentence, seasonText, standText } from './sentences';
import { addTable, addText, sheetNames } from './sheet';
import { type LongTable, lengthOf, type Table } from './table';
import { activityTextsTable } from './tables/activity-tables';
import { alertsTable, reachedTable } from './tables/alert-tables';
import { goodsByRegionTable, moneyByRegionTable, peopleByRegionTable } from './tables/by-region-tables';
import { casesTable } from './tables/case-tables';
import { contradictionsTable } from './tables/contradiction-tables';
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

/**
 * Writes the report as an .xlsx file: one sheet for each table, real numbers and dates, and the records behind them.
 * @param out is ended; some megabytes for a province, which nobody should hold
 */
export async function excelReport(content: ReportContent, lists: LongLists, out: Writable): Promise<void> {
  try {
    await Promise.all([writeWorkbook(content, lists, out), finished(out)]);
  } catch (error) {
    out.destroy();
    throw error;
  }
}

async function writeWorkbook(content: ReportContent, lists: LongLists, out: Writable): Promise<void> {
  const names = namesOf(content);
  const workbook = new stream.xlsx.WorkbookWriter({ stream: out, useStyles: true });
  const organisation = names.say(content.campaign.definition.organisation);
  workbook.creator = organisation;
  workbook.lastModifiedBy = organisation;
  workbook.created = workbook.modified = new Date(asOf(content.campaign));
  const tables = (
    content.period === null
      ? [...tablesOf(content, lists, names), ...recordTables(content, lists, names)]
      : periodSheets(content, lists, names)
  ).filter((table) => lengthOf(table) > 0);
  addOverview(workbook, content, names);
  const sheets = sheetNames([names.word('overview'), ...tables.map(({ title }) => title)]).slice(1);
  for (const [nr, table] of tables.entries()) await addTable(workbook, sheets[nr] ?? table.title, table, names);
  await workbook.commit();
}

const periodSheets = (content: ReportContent, lists: LongLists, names: Names): (Table | LongTable)[] => [
  ...periodTables(content, names),
  activityTextsTable(content, lists, names),
];

/** What the campaign has asked for and done, then how; those without rows are left out by whoever writes them. */
function tablesOf(content: ReportContent, lists: LongLists, names: Names): (Table | LongTable)[] {
  const made = (tables: ((content: ReportContent, names: Names) => Table)[]) =>
    tables.map((table) => table(content, names));
  return [
    ...made([stagesTable, regionsTable]),
    missingTable(content, lists, names),
    ...made([onPaperTable, milestonesTable, contradictionsTable]),
    ...made([
      peopleByRegionTable,
      peopleTable,
      moneyByRegionTable,
      moneyTable,
      goodsByRegionTable,
      goodsTable,
      totalsTable,
    ]),
    listsTable(content, names),
    listUnitsTable(content, lists, names),
    votesTable(content, names),
    unitDifferencesTable(content, lists, names),
    pairsTable(content, names),
    pairPostsTable(content, lists, names),
    ...made([ledgerTable, ledgerLevelsTable, ledgerRegionsTable, postingsTable, casesTable, samplesTable]),
    activityTextsTable(content, lists, names),
    ...made([messagesTable, shortfallsTable]),
    chasesTable(content, lists, names),
    callsTable(content, lists, names),
    ...made([decisionsTable, calendarTable, alertsTable]),
    reachedTable(content, lists, names),
  ];
}

function addOverview(workbook: stream.xlsx.WorkbookWriter, content: ReportContent, names: Names): void {
  const { definition, mode } = content.campaign;
  addText(workbook, {
    name: names.word('overview'),
    title: `${mode === 'rehearsal' ? names.word('rehearsal') : ''}${names.say(definition.name)} · ${names.word('report')}`,
    lines: [
      names.say(definition.organisation),
      content.scopeName,
      seasonText(content, names),
      standText(content, names),
      ...overviewSentences(content, names),
      ...contradictionSentences(content, names),
      ...[processSentence(content, names)].filter((said) => said !== null),
    ],
  });
}
