import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { extname } from 'node:path';
import { Writable } from 'node:stream';
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

/** Where a table goes: the ending of the name says its kind. */
export interface Target {
  file: string;
  open(): Writable;
}

/** @returns a file on the disk, which only its owner can read */
export const fileAt = (path: string): Target => ({
  file: path,
  open: () => createWriteStream(path, { mode: 0o600 }),
});

/** @returns a table in memory, and its bytes when it is written */
export function inMemory(file: string): Target & { bytes(): Buffer } {
  const pieces: Buffer[] = [];
  const take = (piece: Buffer, _: string, done: () => void): void => {
    pieces.push(piece);
    done();
  };
  return { file, open: () => new Writable({ write: take }), bytes: () => Buffer.concat(pieces) };
}

/** A file that takes lines one after the other. */
interface TableFile {
  add(lines: readonly ExportedLine[]): Promise<void>;
  end(): Promise<void>;
}

/**
 * Writes a table of a list, line by line.
 * @param to an `.xlsx` or `.csv` file
 * @throws Refused for another kind of file
 */
export async function writeList(
  to: Target,
  { listed, language, lines }: { listed: ListForm; language: Language; lines: AsyncIterable<ExportedLine[]> },
): Promise<void> {
  const columns = columnsWritten(listed);
  const file = openFile(to, columns, language, listed.list.name['zh-CN']);
  for await (const some of lines) await file.add(some);
  await file.end();
}

const kindOf = ({ file }: Target): string => extname(file).toLowerCase();

function openFile(to: Target, columns: readonly RosterColumn[], language: Language, name: string): TableFile {
  const kind = kindOf(to);
  if (kind === '.csv') return csvFile(to.open(), columns, language);
  if (kind === '.xlsx') return workbookFile(to.open(), columns, language, name);
  throw new Refused(sentence('list-file-kind', { file: to.file }));
}

function csvFile(file: Writable, columns: readonly RosterColumn[], language: Language): TableFile {
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

function workbookFile(file: Writable, columns: readonly RosterColumn[], language: Language, name: string): TableFile {
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
 * @param to an `.xlsx` or `.csv` file
 */
export async function writeTemplate(
  to: Target,
  { listed, language }: { listed: ListForm; language: Language },
): Promise<void> {
  const columns = columnsWritten(listed);
  if (kindOf(to) !== '.xlsx') {
    await openFile(to, columns, language, '').end();
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
  const file = to.open();
  await book.xlsx.write(file);
  file.end();
  await once(file, 'finish');
}
