import type { Language } from '../../domain/definition/definition';
import { checkContacts, checkRegions, type SheetRow } from './check-rows';
import { CONTACT_COLUMNS, type Column, type Match, matchColumns, REGION_COLUMNS } from './columns';
import { type Flaw, type Reason, wordReason } from './row-reasons';
import type { RegionRow, RegisterRows } from './rows';
import { readTables, type Table } from './table';

/** A cell that keeps the whole table from being imported. */
export interface BadRow {
  file: string;
  /** As the spreadsheet numbers it; 1 is the headings. */
  row: number;
  /** The heading in the table. */
  column: string;
  value: string;
  code: Reason;
  /** In words, in the language asked for. */
  reason: string;
}

const COLUMNS = { regions: REGION_COLUMNS, contacts: CONTACT_COLUMNS } as const;
type Noun = keyof typeof COLUMNS;

/** The tables of a register; either may be left out. */
export type Sheets = Record<Noun, Table | null>;

/**
 * Reads files and tells regions from contacts by the headings: the order of the files does not matter, and one
 * workbook may hold both as two sheets.
 * @throws TableError when a file is no table; Error when a table is of neither sort, or two are of the same
 */
export const readSheets = async (paths: readonly string[]): Promise<Sheets> =>
  sheetsOf((await Promise.all(paths.map(readTables))).flat());

/** As {@link readSheets}, of tables that have been read. */
export function sheetsOf(tables: readonly Table[]): Sheets {
  const sheets: Sheets = { regions: null, contacts: null };
  for (const table of tables) {
    const noun = nounOf(table);
    const other = sheets[noun];
    if (other) throw new Error(`${table.file} and ${other.file} are both tables of ${noun}: give one of each`);
    sheets[noun] = table;
  }
  return sheets;
}

/** The sort of table that shares the most headings: a forgotten column is then reported by its name. */
function nounOf({ file, headings }: Table): Noun {
  const shared = (noun: Noun): number => Object.keys(matchColumns<string>(COLUMNS[noun], headings).at).length;
  const [regions, contacts] = [shared('regions'), shared('contacts')];
  if (Math.max(regions, contacts) < 2) {
    throw new Error(
      `${file}: its first row (${headings.join(', ') || 'empty'}) holds neither the headings of regions ` +
        `(${headingsOf('regions')}) nor of contacts (${headingsOf('contacts')})`,
    );
  }
  return contacts > regions ? 'contacts' : 'regions';
}

const headingsOf = (noun: Noun): string =>
  Object.values(COLUMNS[noun])
    .map((column) => `${column['zh-CN']}/${column.en}`)
    .join(' ');

/** What a check found: the rows to be stored, the cells in the way, and the headings nobody asked for. */
export interface CheckedRegister extends RegisterRows {
  bad: BadRow[];
  ignored: string[];
}

/**
 * Checks tables against each other and against the register. Reads and changes nothing.
 * @param known the regions that the register holds; none when a file is checked by itself
 */
export function checkSheets({
  sheets,
  known,
  language,
}: {
  sheets: Sheets;
  known: readonly RegionRow[];
  language: Language;
}): CheckedRegister {
  const regionSheet = sheetOf({ table: sheets.regions, columns: REGION_COLUMNS, language });
  const regions = checkRegions({ rows: regionSheet.rows, known });
  // Also codes whose own row is bad: that row is reported, its contacts need not be.
  const named = regionSheet.rows.map(({ cells }) => cells.code.normalize('NFKC'));
  const codes = new Set([...known.map(({ code }) => code), ...named]);
  const contactSheet = sheetOf({ table: sheets.contacts, columns: CONTACT_COLUMNS, language });
  const contacts = checkContacts({ rows: contactSheet.rows, regions: codes });
  return {
    regions: regions.rows,
    contacts: contacts.rows,
    bad: [
      ...inRowOrder([...regionSheet.bad, ...regions.flaws.map(regionSheet.word)]),
      ...inRowOrder([...contactSheet.bad, ...contacts.flaws.map(contactSheet.word)]),
    ],
    ignored: [...regionSheet.ignored, ...contactSheet.ignored],
  };
}

const inRowOrder = (bad: BadRow[]): BadRow[] => bad.sort((a, b) => a.row - b.row);

interface Sheet<K extends string> {
  rows: SheetRow<K>[];
  /** What is wrong with the table as a whole. */
  bad: BadRow[];
  ignored: string[];
  word(flaw: Flaw<K>): BadRow;
}

/** Gives the cells of a table their columns. With a required column missing no row is read: each would be bad. */
function sheetOf<K extends string>({
  table,
  columns,
  language,
}: {
  table: Table | null;
  columns: Record<K, Column>;
  language: Language;
}): Sheet<K> {
  const file = table?.file ?? '';
  const match: Match<K> = matchColumns<K>(columns, table?.headings ?? []);
  const heading = (key: K): string => table?.headings[match.at[key] ?? -1] ?? columns[key][language];
  const word = ({ column, ...flaw }: Flaw<K>): BadRow => bad({ ...flaw, column: heading(column) });
  const bad = (flaw: Flaw): BadRow => ({
    file,
    row: flaw.row,
    column: flaw.column,
    value: flaw.value,
    code: flaw.reason,
    reason: wordReason(flaw, language),
  });
  if (!table) return { rows: [], bad: [], ignored: [], word };
  const missing = match.missing.map((column) => ({
    row: 1,
    column,
    value: '',
    reason: 'column-missing' as const,
    detail: `${columns[column]['zh-CN']}, ${columns[column].en}`,
  }));
  const none = table.rows.length === 0 ? [bad({ row: 1, column: '', value: '', reason: 'no-rows' })] : [];
  const rows = missing.length > 0 ? [] : table.rows.map((line) => columnsOf({ line, columns, match }));
  return { rows, bad: [...missing.map(word), ...none, ...strayCells(table).map(bad)], ignored: match.ignored, word };
}

function columnsOf<K extends string>({
  line,
  columns,
  match,
}: {
  line: Table['rows'][number];
  columns: Record<K, unknown>;
  match: Match<K>;
}): SheetRow<K> {
  const cells = Object.fromEntries(
    (Object.keys(columns) as K[]).map((key) => [key, line.cells[match.at[key] ?? -1] ?? '']),
  );
  return { row: line.row, cells: cells as Record<K, string> };
}

/** Cells below no heading: most often a comma inside a value has moved the row to the right. */
const strayCells = ({ headings, rows }: Table): Flaw[] =>
  rows.flatMap(({ row, cells }) =>
    cells.flatMap((value, index) =>
      value !== '' && !headings[index]
        ? [{ row, column: columnLetter(index), value, reason: 'cell-beyond' as const }]
        : [],
    ),
  );

/** @returns A, B … Z, AA as a spreadsheet names its columns. */
const columnLetter = (index: number): string =>
  (index >= 26 ? columnLetter(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26));
