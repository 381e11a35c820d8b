import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { extname } from 'node:path';
import ExcelJS from 'exceljs';
import type { Language } from '../../../../domain/campaign/definition/definition';
import { NO_ID } from '../../../../domain/people/person';
import { RELATIONS } from '../../../../domain/people/relations';
import { Refused, sentence } from '../../../../domain/text/refusal';
import { csvLine } from '../../../people/tables/export';
import { columnsOf, type ListForm } from '../list-columns';
import type { RosterColumn } from '../shape/columns';
import type { ExportedLine } from './rows';

/** As text, so that a spreadsheet does not round numbers of IDs and accounts. */
const TEXT = '@';
const WIDTHS: Readonly<Record<string, number>> = { number: 6, id: 22, noId: 14 };
const USUAL_WIDTH = 14;

/** Columns that a table of ours does not need: the code says where, the line who belongs to whom. */
const LEFT_OUT = ['county', 'household'];

/** @returns the columns of a list's own tables */
const columnsWritten = (listed: ListForm): RosterColumn[] =>
  columnsOf(listed).filter(({ key }) => !LEFT_OUT.includes(key) && (key !== 'head' || listed.list.of === 'household'));

/** A file that takes lines one after the other. */
interface TableFile {
  add(lines: readonly ExportedLine[]): Promise<void>;
  end(): Promise<void>;
}

/**
 * Writes a table of a list, line by line; only its owner can read it.
 * @param path of an `.xlsx` or `.csv` file
 * @throws Refused for another kind of file
 */
export async function writeList(
  path: string,
  { listed, language, lines }: { listed: ListForm; language: Language; lines: AsyncIterable<ExportedLine[]> },
): Promise<void> {
  const columns = columnsWritten(listed);
  const file = openFile(path, columns, language, listed.list.name['zh-CN']);
  for await (const some of lines) await file.add(some);
  await file.end();
}

function openFile(path: string, columns: readonly RosterColumn[], language: Language, name: string): TableFile {
  const kind = extname(path).toLowerCase();
  if (kind === '.csv') return csvFile(path, columns, language);
  if (kind === '.xlsx') return workbookFile(path, columns, language, name);
  throw new Refused(sentence('list-file-kind', { file: path }));
}

function csvFile(path: string, columns: readonly RosterColumn[], language: Language): TableFile {
  const file = createWriteStream(path, { mode: 0o600 });
  file.write(`\ufeff${csvLine(columns.map((column) => column[language]))}`);
  return {
    add: async (lines) => {
      const text = lines.map((line) => csvLine(columns.map(({ key }) => line[key] ?? ''))).join('');
      if (!file.write(text)) await once(file, 'drain');
    },
    end: async () => {
      file.end();
      await once(file, 'finish');
    },
  };
}

function workbookFile(path: string, columns: readonly RosterColumn[], language: Language, name: string): TableFile {
  const file = createWriteStream(path, { mode: 0o600 });
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: file, useSharedStrings: false });
  const sheet = book.addWorksheet(sheetName(name));
  sheet.columns = sheetColumns(columns, language);
  return {
    add: async (lines) => {
      for (const line of lines) sheet.addRow(columns.map(({ key }) => line[key] ?? '')).commit();
    },
    end: async () => {
      sheet.commit();
      await book.commit();
    },
  };
}

/** Excel takes no longer names, and none of these signs. */
const sheetName = (name: string): string => name.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31);

const sheetColumns = (columns: readonly RosterColumn[], language: Language): Partial<ExcelJS.Column>[] =>
  columns.map((column) => ({
    header: column[language],
    key: column.key,
    width: WIDTHS[column.key] ?? USUAL_WIDTH,
    style: { numFmt: TEXT },
  }));

const TEMPLATE_ROWS = 1000;
const WORDS = {
  'zh-CN': { sheet: '填写说明', category: '类别', relation: '与户主关系', noId: '无证原因' },
  en: { sheet: 'words', category: 'category', relation: 'relation', noId: 'why no id' },
} as const;

/**
 * Writes an empty table of a list: its headings, and in a second sheet the words that its columns take.
 * @param path of an `.xlsx` or `.csv` file
 */
export async function writeTemplate(
  path: string,
  { listed, language }: { listed: ListForm; language: Language },
): Promise<void> {
  const columns = columnsWritten(listed);
  if (extname(path).toLowerCase() !== '.xlsx') {
    await openFile(path, columns, language, '').end();
    return;
  }
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet(sheetName(listed.list.name['zh-CN']), { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = sheetColumns(columns, language);
  const categories = [...listed.categories.values()].map((name) => name[language] ?? name['zh-CN']);
  const at = columns.findIndex(({ key }) => key === 'category') + 1;
  const list = `"${categories.join(',')}"`;
  // Excel takes such a list only up to this length.
  if (at > 0 && list.length <= 255)
    for (let row = 2; row <= TEMPLATE_ROWS; row += 1)
      sheet.getCell(row, at).dataValidation = { type: 'list', allowBlank: true, formulae: [list] };
  const words = WORDS[language];
  const help = book.addWorksheet(words.sheet);
  const reasons = Object.values(NO_ID).map((reason) => reason[language]);
  const lists = [categories, listed.list.of === 'household' ? Object.values(RELATIONS) : [], reasons];
  help.addRow([words.category, words.relation, words.noId]);
  for (let row = 0; row < Math.max(...lists.map(({ length }) => length)); row += 1)
    help.addRow(lists.map((one) => one[row] ?? ''));
  await book.xlsx.writeFile(path);
}
