import { Document, type FileChild, Packer, PageBreak, Paragraph } from 'docx';
import type { Instant } from '../../domain/instant';
import { asOf } from '../figures/as-of';
import { type Names, namesOf } from '../figures/names';
import type { MissingGroup } from '../figures/regions';
import { NAMES_SHOWN, SUPERIORS_SHOWN } from '../figures/shown';
import { fileOf, type ReportContent } from './content';
import { overviewSentences, seasonText, standText } from './sentences';
import { cellText, dayText, type Table } from './table';
import { toldText } from './tables/activity-tables';
import { alertsTable } from './tables/alert-tables';
import { casesTable } from './tables/case-tables';
import { callsByRound, chasesByRound } from './tables/escalation-tables';
import { ledgerLevelsTable, ledgerRegionsTable, ledgerTable } from './tables/ledger-tables';
import { differencesTable, listsTable, votesTable } from './tables/list-tables';
import { decisionsTable, messagesTable, shortfallsTable } from './tables/message-tables';
import { goodsTable, moneyTable, peopleTable, totalsTable } from './tables/money-tables';
import { pairsTable } from './tables/pair-tables';
import { periodTables } from './tables/period-tables';
import { postingsTable } from './tables/posting-tables';
import { calendarTable, milestonesTable, regionTable, stagesTable } from './tables/return-tables';
import { samplesTable } from './tables/sample-tables';
import {
  body,
  chapter,
  closing,
  entry,
  leftOut,
  note,
  pageLayout,
  photo,
  STYLES,
  section,
  subhead,
  titleLine,
  wordTable,
} from './word-parts';

const NUMERALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/** @returns the report as a .docx file, to be handed on as it is. */
export async function wordReport(content: ReportContent): Promise<Buffer> {
  const names = namesOf(content);
  const { definition, mode } = content.campaign;
  const organisation = names.say(definition.organisation);
  const title = `${mode === 'rehearsal' ? names.word('rehearsal') : ''}${names.say(definition.name)}`;
  const document = new Document({
    title,
    creator: organisation,
    styles: STYLES,
    sections: [
      {
        ...pageLayout(`${organisation} · ${title} · ${names.word('report')}`, names),
        children: [
          ...titlePage(title, content, names),
          ...numbered(chapters(content, names), names),
          ...closing(endOf(title, content, names)),
        ],
      },
    ],
  });
  return Packer.toBuffer(document, undefined, [
    { path: 'docProps/core.xml', data: coreProperties({ title, organisation, at: asOf(content.campaign) }) },
  ]);
}

function titlePage(title: string, content: ReportContent, names: Names): FileChild[] {
  const { definition } = content.campaign;
  return [
    titleLine(names.say(definition.organisation), { size: 32, before: 2600 }),
    titleLine(title, { size: 52, before: 900, accent: true }),
    titleLine(names.word('report'), { size: 44, before: 200, accent: true }),
    titleLine(seasonText(content, names), { size: 28, before: 400 }),
    titleLine(content.scopeName, { size: 28 }),
    titleLine(standText(content, names), { size: 24, before: 3600 }),
    new Paragraph({ children: [new PageBreak()] }),
  ];
}

/** What is attached, who signs, and the day of the figures. */
function endOf(title: string, { campaign, period }: ReportContent, { locale, say, word }: Names) {
  const file = fileOf(campaign.id, period?.period ?? null);
  const [signed, day] = [say(campaign.definition.organisation), dayText(asOf(campaign), locale)];
  const attached =
    locale.language === 'en'
      ? `Attached: ${title}, records and figures (${file}.xlsx)`
      : `附件：${title}${word('report')}明细表（${file}.xlsx）`;
  return { attached, signed, day };
}

interface Chapter {
  title: string;
  parts: FileChild[];
}

/** Empty chapters are left out. */
const chapters = (content: ReportContent, names: Names): Chapter[] =>
  (content.period === null ? wholeChapters(content, names) : periodChapters(content, names)).filter(
    ({ parts }) => parts.length > 0,
  );

const periodChapters = (content: ReportContent, names: Names): Chapter[] => [
  { title: names.word('overview'), parts: overviewSentences(content, names).map((text) => body(text, names)) },
  ...periodTables(content, names).map((table) => ofTables([table], names)),
  postingsChapter(content, names),
  activitiesChapter(content, names),
];

const wholeChapters = (content: ReportContent, names: Names): Chapter[] => [
  { title: names.word('overview'), parts: overviewSentences(content, names).map((text) => body(text, names)) },
  ofTables([calendarTable(content, names)], names),
  ofTables([stagesTable(content, names)], names),
  ofTables([milestonesTable(content, names)], names),
  { title: names.word('regions'), parts: content.stages.flatMap(({ id }) => stageByRegion(id, content, names)) },
  ofTables([listsTable(content, names), votesTable(content, names), differencesTable(content, names)], names),
  ofTables([ledgerTable(content, names), ledgerLevelsTable(content, names), ledgerRegionsTable(content, names)], names),
  ofTables([pairsTable(content, names)], names),
  postingsChapter(content, names),
  ofTables([casesTable(content, names)], names),
  ofTables([samplesTable(content, names)], names),
  activitiesChapter(content, names),
  ofTables([peopleTable(content, names)], names),
  ofTables([moneyTable(content, names)], names),
  ofTables([goodsTable(content, names)], names),
  ofTables([totalsTable(content, names)], names),
  ofTables([alertsTable(content, names)], names),
  ofTables([messagesTable(content, names), shortfallsTable(content, names)], names),
  ofTables([chasesByRound(content, names)], names),
  ofTables([callsByRound(content, names)], names),
  ofTables([decisionsTable(content, names)], names),
  { title: sourcesTitle(names), parts: [body(sources(names), names)] },
];

/** The first table gives the chapter its title, those after it have their own. */
function ofTables(tables: Table[], names: Names): Chapter {
  const filled = tables.filter(({ rows }) => rows.length > 0);
  const parts = filled.flatMap((table, nr) => [...(nr > 0 ? [section(table.title)] : []), ...wordTable(table, names)]);
  return { title: filled[0]?.title ?? '', parts };
}

/** What came of the postings, then a few boards as they hung: a county has hundreds. */
function postingsChapter(content: ReportContent, names: Names): Chapter {
  const { title, parts } = ofTables([postingsTable(content, names)], names);
  const { locale, word } = names;
  const photos = content.boardPhotos.flatMap(({ village, moment, at, bytes }, nr) =>
    photo(
      bytes,
      `${village} · ${word(moment === 'start' ? 'atStart' : 'atEnd')} · ${cellText({ at }, locale)}`,
      1 + nr,
    ),
  );
  return { title, parts: [...parts, ...(photos.length > 0 ? [subhead(word('boardPhotos')), ...photos] : [])] };
}

/** What some units have written for the reader, and a few photos. */
function activitiesChapter(content: ReportContent, names: Names): Chapter {
  const { locale, word } = names;
  const texts = content.activityTexts.map((one) =>
    entry(`${one.parentName} ${one.name}（${one.receipt}）：`, toldText(one, names)),
  );
  const left = content.lengths.activityTexts - texts.length;
  const photos = content.activityPhotos.flatMap(({ parentName, name, at, bytes }, nr) =>
    photo(bytes, `${parentName} ${name} · ${cellText({ at }, locale)}`, 1 + content.boardPhotos.length + nr),
  );
  return {
    title: word('activities'),
    parts: [
      ...texts,
      ...(left > 0 ? [note(leftOut(left, names))] : []),
      ...(photos.length > 0 ? [subhead(word('activityPhotos')), ...photos] : []),
    ],
  };
}

/** One stage: its figures by region, then who is missing, by superior and name. */
function stageByRegion(stage: string, content: ReportContent, names: Names): FileChild[] {
  const rows = content.regions.filter((row) => row.stage === stage);
  if (rows.length === 0) return [];
  const groups = content.missing.filter((group) => group.stage === stage);
  const table = regionTable(stage, rows, names);
  const onPaper = content.onPaper.filter((unit) => unit.stage === stage);
  return [
    section(table.title),
    ...wordTable(table, names),
    ...(groups.length > 0 ? [subhead(missingTitle(groups[0]?.superiors ?? 0, names))] : []),
    ...groups.map((group) => entry(...missingEntry(group, names))),
    ...(onPaper.length > 0
      ? [subhead(onPaperTitle(onPaper.length, names)), body(onPaperNames(onPaper, names), names)]
      : []),
  ];
}

function missingTitle(groups: number, { locale, word }: Names): string {
  const all = groups <= SUPERIORS_SHOWN;
  if (locale.language === 'en')
    return `${word('missingUnits')}${all ? '' : ` (the first ${SUPERIORS_SHOWN} superiors; all are in the Excel file)`}:`;
  return `${word('missingUnits')}${all ? '' : `（列前${SUPERIORS_SHOWN}个上级，全部名单见 Excel 附表）`}：`;
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

const sourcesTitle = ({ locale }: Names): string =>
  locale.language === 'en' ? 'Where the figures come from' : '数据来源说明';

const sources = ({ locale }: Names): string =>
  locale.language === 'en'
    ? 'Every figure is the sum of the returns that counted at the time named on the title page. The Excel file of the same name lists each return with its unit and receipt number; superseded and returned versions stay in the database and are not counted. On time means before the deadline as it stood at the end, extensions included. Names of lists, stages and units lead to their records in the console. Of free text only what was written about activities and in summaries is printed; all other may name people, and is found by the receipt number.'
    : '本报告各项数据均由封面所示时间有效的报送汇总而成。同名 Excel 附表逐条列出每份报送的单位和回执号；已被更正或退回的版本保存在数据库中，不计入汇总。“按时”以最终截止时间（含延期）为准。名单、阶段、单位的名称链接到控制台中的明细（姓名隐去）。自由填写的文字只列入活动开展和总结情况，其他文字可能涉及个人，不列入本报告，可凭回执号查阅。';

const numbered = (all: Chapter[], { locale }: Names): FileChild[] =>
  all.flatMap(({ title, parts }, nr) => [
    chapter(locale.language === 'en' ? `${nr + 1}  ${title}` : `${chineseNumeral(nr + 1)}、${title}`),
    ...parts,
  ]);

/** @param number 1 to 19 */
const chineseNumeral = (number: number): string =>
  number <= 10 ? (NUMERALS[number - 1] ?? '') : `十${NUMERALS[number - 11] ?? ''}`;

/**
 * The document's own properties: the library would write the present time, so the same report would differ each time.
 */
function coreProperties({ title, organisation, at }: { title: string; organisation: string; at: Instant }): string {
  const date = (name: string) => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${at.slice(0, 19)}Z</dcterms:${name}>`;
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escapeXml(title)}</dc:title><dc:creator>${escapeXml(organisation)}</dc:creator><cp:lastModifiedBy>${escapeXml(organisation)}</cp:lastModifiedBy>${date('created')}${date('modified')}</cp:coreProperties>`;
}

const escapeXml = (text: string): string => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
