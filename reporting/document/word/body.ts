import type { FileChild } from 'docx';
import type { Chapter } from '../../../domain/report/chapters';
import type { Names } from '../../figures/names';
import type { ReportContent } from '../content';
import { contradictionSentences, givenSentences, openingSentence, overviewSentences, standText } from '../sentences';
import type { Table } from '../table';
import { toldText } from '../tables/activity-tables';
import { casesTable } from '../tables/case-tables';
import { listsTable } from '../tables/list-tables';
import { pairsTable } from '../tables/pair-tables';
import { periodTables } from '../tables/period-tables';
import { postingsTable } from '../tables/posting-tables';
import { samplesTable } from '../tables/sample-tables';
import type { Word } from '../texts';
import { leftOut, said } from './parts';
import { rowSentences } from './row-sentences';

/** The text of the paper: what it is about, what was done, what came of it, problems, and what comes next. */
export function bodyOf(content: ReportContent, names: Names): FileChild[] {
  const { word } = names;
  const chapters: readonly (readonly [Word, FileChild[]])[] = [
    [
      'overview',
      [...paragraphs(overviewSentences(content, names)), ...paragraphs(contradictionSentences(content, names))],
    ],
    ['practice', written('practice', content, names)],
    content.period === null ? ['effects', orEmpty(effects(content, names))] : ['inPeriod', inPeriod(content, names)],
    ['problems', written('problems', content, names)],
    ['next', written('next', content, names)],
  ];
  return [
    ...paragraphs([
      openingSentence(content, names),
      standText(content, names) + (names.locale.language === 'en' ? '.' : '。'),
    ]),
    ...chapters.flatMap(([title, parts], nr) => [said(numbered(nr + 1, word(title), names), 'chapter'), ...parts]),
  ];
}

const paragraphs = (texts: readonly string[]): FileChild[] => texts.map((text) => said(text, 'text'));

/** What units have written for a chapter; where nobody was asked or has answered, an empty paragraph to write in. */
function written(chapter: Chapter, content: ReportContent, names: Names): FileChild[] {
  return orEmpty(toldOf(chapter, content, names));
}

const orEmpty = (parts: FileChild[]): FileChild[] => (parts.length > 0 ? parts : [said('', 'text')]);

const toldOf = (chapter: Chapter, { activityTexts, scopeName }: ReportContent, names: Names): FileChild[] =>
  activityTexts
    .filter((one) => one.chapter === chapter)
    .map((one) => {
      // The paper is about the scope: its own parts need not be told from those of another.
      const from = [one.name, scopeName].includes(one.parentName) ? one.name : `${one.parentName}${one.name}`;
      return said(`${from}${names.locale.language === 'en' ? ': ' : '：'}${toldText(one, names)}`, 'text');
    });

function effects(content: ReportContent, names: Names): FileChild[] {
  return sections(
    [
      ['peopleAndGoods', paragraphs(givenSentences(content, names))],
      ...sentencesOf([listsTable, postingsTable, pairsTable, casesTable, samplesTable], content, names),
      ['activities', activities(content, names)],
    ],
    names,
  );
}

const TITLES = ['lists', 'postings', 'pairs', 'caseKinds', 'samples'] as const satisfies readonly Word[];

const sentencesOf = (
  tables: readonly ((content: ReportContent, names: Names) => Table)[],
  content: ReportContent,
  names: Names,
): (readonly [Word, FileChild[]])[] =>
  tables.map((table, nr) => [TITLES[nr] ?? 'overview', paragraphs(rowSentences(table(content, names), names))]);

function inPeriod(content: ReportContent, names: Names): FileChild[] {
  const told = periodTables(content, names).flatMap((table, nr) => [
    said(subNumbered(nr + 1, table.title, names), 'section'),
    ...paragraphs(rowSentences(table, names)),
  ]);
  const texts = activities(content, names);
  return [...told, ...texts];
}

function activities(content: ReportContent, names: Names): FileChild[] {
  const left = content.lengths.activityTexts - content.activityTexts.length;
  return [...toldOf('told', content, names), ...(left > 0 ? [said(leftOut(left, names), 'note')] : [])];
}

/** Sections without content are left out. */
function sections(all: readonly (readonly [Word, FileChild[]])[], names: Names): FileChild[] {
  return all
    .filter(([, parts]) => parts.length > 0)
    .flatMap(([title, parts], nr) => [said(subNumbered(nr + 1, names.word(title), names), 'section'), ...parts]);
}

const numbered = (nr: number, title: string, { locale }: Names): string =>
  locale.language === 'en' ? `${nr}  ${title}` : `${chineseNumeral(nr)}、${title}`;
const subNumbered = (nr: number, title: string, { locale }: Names): string =>
  locale.language === 'en' ? `(${nr})  ${title}` : `（${chineseNumeral(nr)}）${title}`;

const NUMERALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/** @param number 1 to 19 */
const chineseNumeral = (number: number): string =>
  number <= 10 ? (NUMERALS[number - 1] ?? '') : `十${NUMERALS[number - 11] ?? ''}`;
