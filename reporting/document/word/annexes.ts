import type { FileChild } from 'docx';
import type { Names } from '../../figures/names';
import type { MissingGroup } from '../../figures/regions';
import { NAMES_SHOWN, SUPERIORS_SHOWN } from '../../figures/shown';
import type { ReportContent } from '../content';
import { processSentence } from '../sentences';
import type { Table } from '../table';
import { alertsTable } from '../tables/alert-tables';
import { goodsByRegionTable, moneyByRegionTable, peopleByRegionTable } from '../tables/by-region-tables';
import { casesTable } from '../tables/case-tables';
import { contradictionsTable } from '../tables/contradiction-tables';
import { callsByRound, chasesByRound } from '../tables/escalation-tables';
import { ledgerLevelsTable, ledgerRegionsTable, ledgerTable } from '../tables/ledger-tables';
import { differencesTable, listsTable, votesTable } from '../tables/list-tables';
import { decisionsTable, messagesTable, shortfallsTable } from '../tables/message-tables';
import { goodsTable, moneyTable, peopleTable, totalsTable } from '../tables/money-tables';
import { pairsTable } from '../tables/pair-tables';
import { periodTables } from '../tables/period-tables';
import { postingsTable } from '../tables/posting-tables';
import { calendarTable, milestonesTable, regionTable, stageReturnsTable, urgingTable } from '../tables/return-tables';
import { samplesTable } from '../tables/sample-tables';
import type { Word } from '../texts';
import { entry, isWide, said, wordTable } from './parts';

/** Tables that stand on pages of their own behind the text. */
export interface Annex {
  title: string;
  landscape: boolean;
  parts: FileChild[];
}

/**
 * The annexes of a paper that is handed on; those without rows are left out. The last ones are upright, as the pages
 * behind them are.
 */
export function annexes(content: ReportContent, names: Names, hasPhotos: boolean): Annex[] {
  const photos = { title: names.word('annexPhotos'), landscape: false, parts: [] };
  return [
    ...(content.period === null ? ofWhole(content, names) : ofPeriod(content, names)),
    ...(hasPhotos ? [photos] : []),
  ];
}

function ofWhole(content: ReportContent, names: Names): Annex[] {
  const of = (title: Word, tables: ((content: ReportContent, names: Names) => Table)[]) =>
    annexOf(
      names.word(title),
      tables.map((table) => table(content, names)),
      names,
    );
  return [
    of('peopleByRegion', [peopleByRegionTable, peopleTable]),
    of('moneyByRegion', [moneyByRegionTable, moneyTable]),
    of('goodsByRegion', [goodsByRegionTable, goodsTable]),
    ofLists(content, names),
    of('annexLedger', [ledgerTable, ledgerLevelsTable, ledgerRegionsTable]),
    of('annexAlerts', [alertsTable]),
    of('annexTotals', [totalsTable]),
    [returnsAnnex(content, names)],
  ].flat();
}

/** Called after what the campaign has of these: 名单、办件情况表. */
function ofLists(content: ReportContent, names: Names): Annex[] {
  const made = (tables: ((content: ReportContent, names: Names) => Table)[]) =>
    tables.map((table) => table(content, names)).filter(({ rows }) => rows.length > 0);
  const lists = made([listsTable, votesTable, differencesTable]);
  const besides = made([postingsTable, pairsTable, casesTable, samplesTable]);
  const named = [...lists.slice(0, 1), ...besides].map(({ title }) => title);
  const english = names.locale.language === 'en';
  const title = english ? named.join(', ') : `${named.join('、')}情况表`;
  return annexOf(title, [...lists, ...besides], names);
}

const ofPeriod = (content: ReportContent, names: Names): Annex[] =>
  annexOf(names.word('annexPeriod'), periodTables(content, names), names).map((annex) => ({
    ...annex,
    landscape: false,
  }));

function annexOf(title: string, tables: readonly Table[], names: Names): Annex[] {
  const filled = tables.filter(({ rows }) => rows.length > 0);
  if (filled.length === 0) return [];
  return [{ title, landscape: filled.some(isWide), parts: tablesOf(filled, title, names) }];
}

/** Each table below its title; one that is called like its annex (上报数据汇总, 上报数据汇总表) needs none. */
const tablesOf = (tables: readonly Table[], annex: string, names: Names): FileChild[] =>
  tables.flatMap((table) => [
    ...([table.title, `${table.title}表`].includes(annex) ? [] : [said(table.title, 'tableTitle')]),
    ...wordTable(table, names),
  ]);

/** Who was asked when, and who has reported, by stage and region; then who is missing, by superior and name. */
function returnsAnnex(content: ReportContent, names: Names): Annex {
  const tables = [calendarTable, stageReturnsTable, milestonesTable].map((table) => table(content, names));
  return {
    title: names.word('annexReturns'),
    landscape: false,
    parts: [
      ...tablesOf(
        tables.filter(({ rows }) => rows.length > 0),
        '',
        names,
      ),
      ...content.stages.flatMap(({ id }) => stageByRegion(id, content, names)),
    ],
  };
}

function stageByRegion(stage: string, content: ReportContent, names: Names): FileChild[] {
  const rows = content.regions.filter((row) => row.stage === stage);
  if (rows.length === 0) return [];
  const groups = content.missing.filter((group) => group.stage === stage);
  const onPaper = content.onPaper.filter((unit) => unit.stage === stage);
  return [
    ...tablesOf([regionTable(stage, rows, names)], '', names),
    ...(groups.length > 0 ? [said(missingTitle(groups[0]?.superiors ?? 0, names), 'tableTitle')] : []),
    ...groups.map((group) => entry(...missingEntry(group, names))),
    ...(onPaper.length > 0
      ? [said(onPaperTitle(onPaper.length, names), 'tableTitle'), said(onPaperNames(onPaper, names), 'cell')]
      : []),
  ];
}

/** Figures of the process: how often was asked, chased and telephoned, what was steered, and how figures came about. */
export function innerAnnex(content: ReportContent, names: Names): Annex {
  const tables = [contradictionsTable, urgingTable, messagesTable, shortfallsTable, chasesByRound, callsByRound];
  const all = content.period === null ? [...tables, decisionsTable] : [];
  const filled = all.map((table) => table(content, names)).filter(({ rows }) => rows.length > 0);
  const process = processSentence(content, names);
  return {
    title: names.word('annexInner'),
    landscape: false,
    parts: [
      said(names.word('innerOnly'), 'note'),
      ...(process === null ? [] : [said(process, 'cell')]),
      ...tablesOf(filled, '', names),
      said(names.word('sources'), 'tableTitle'),
      said(sources(names), 'cell'),
    ],
  };
}

function missingTitle(groups: number, { locale, word }: Names): string {
  const all = groups <= SUPERIORS_SHOWN;
  if (locale.language === 'en')
    return `${word('missingUnits')}${all ? '' : ` (the first ${SUPERIORS_SHOWN} superiors; all are in the Excel file)`}:`;
  return `${word('missingUnits')}${all ? '' : `（列前${SUPERIORS_SHOWN}个上级，全部名单见 Excel 明细表）`}：`;
}

const onPaperTitle = (units: number, { locale, word }: Names): string =>
  locale.language === 'en' ? `${word('unitsOnPaper')} (${units}):` : `${word('unitsOnPaper')}（${units}）：`;

const onPaperNames = (units: ReportContent['onPaper'], { locale }: Names): string => {
  const shown = units.slice(0, NAMES_SHOWN).map(({ parentName, name }) => `${parentName} ${name}`);
  const more = units.length > shown.length;
  return locale.language === 'en' ? shown.join(', ') + (more ? ' …' : '') : shown.join('、') + (more ? '等' : '');
};

function missingEntry({ parentName, names: shown, units }: MissingGroup, { locale }: Names): [string, string] {
  const more = units > shown.length;
  return locale.language === 'en'
    ? [`${parentName} (${units}): `, shown.join(', ') + (more ? ' …' : '')]
    : [`${parentName}（${units}）：`, shown.join('、') + (more ? '等' : '')];
}

const sources = ({ locale }: Names): string =>
  locale.language === 'en'
    ? 'Every figure is the sum of the returns that counted at the day named at the beginning. The Excel file lists each return with its unit and receipt number; superseded and returned versions stay in the database and are not counted. On time means before the deadline as it stood at the end, extensions included. Names of lists, stages and units lead to their records in the console. Of free text only what was written about activities and in summaries is printed; all other may name people, and is found by the receipt number.'
    : '各项数据均由文首所示日期有效的上报汇总而成。Excel 明细表逐条列出每份上报的单位和回执号；已被更正或退回的版本保存在数据库中，不计入汇总。“按时”以最终到期时间（含延期）为准。名单、阶段、单位的名称链接到控制台中的明细（姓名隐去）。自由填写的文字只列入活动开展和总结情况，其他文字可能涉及个人，不列入本报告，可凭回执号查阅。';
