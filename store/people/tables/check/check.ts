import { compare } from '../../../../domain/compare';
import { FIXED_KINDS, type RegionKind } from '../../../../domain/people/region-kinds';
import { type Bilingual, Refused, type Sentence, sentence } from '../../../../domain/text/refusal';
import {
  COLUMNS,
  CONTACT_COLUMNS,
  type Column,
  type ContactColumn,
  KIND_COLUMNS,
  type KindColumn,
  type Match,
  matchColumns,
  type Noun,
  REGION_COLUMNS,
  type RegionColumn,
} from '../columns';
import { layOut, type Mappings, ROWS_LOOKED_AT } from '../layout';
import { bothMappings } from '../mappings';
import { readTableFile } from '../read/read-table';
import type { RegionRow, RegisterRows } from '../rows';
import { type RawTable, type Table, textOf } from '../table';
import { checkKinds } from './check-kinds';
import { checkContacts, checkRegions, codeIn, type SheetRow } from './check-rows';
import { placeFinder } from './find-place';
import type { BadCell, Flaw } from './flaw';

/** The tables of a register, their cells by column; any of them may be left out. */
export interface Sheets {
  regions: Sheet<RegionColumn>;
  contacts: Sheet<ContactColumn>;
  kinds: Sheet<KindColumn>;
  /** The parts of the files that are not imported: sheets, rows, columns. */
  leftOut: Sentence[];
}

/** A table with its columns found. */
export interface Sheet<K extends string> {
  file: string;
  /** The columns that the table has; none when there is no table. */
  columns: ReadonlySet<K>;
  rows: SheetRow<K>[];
  /** Faults of the table as a whole. */
  bad: BadCell[];
  /** @returns the flaw with the name of the file and the heading that the column has there. */
  locate(flaw: Flaw<K>): BadCell;
}

const NOTHING_SAID = bothMappings([], []);
const NOUN_NAMES: Record<Noun, Bilingual> = {
  regions: { 'zh-CN': '地区表', en: 'regions' },
  contacts: { 'zh-CN': '联系人表', en: 'contacts' },
  kinds: { 'zh-CN': '种类表', en: 'kinds' },
};

/** Reads files of tables, one after the other; see {@link sheetsOf}. */
export async function readSheets(paths: readonly string[], mappings: Mappings = NOTHING_SAID): Promise<Sheets> {
  return sheetsOf(await readFiles(paths), mappings);
}

/** @returns the tables of each file, without a search for headings. */
export const readFiles = (paths: readonly string[]): Promise<RawTable[][]> => Promise.all(paths.map(readTableFile));

/**
 * Finds the tables of regions, contacts and kinds by their headings: the order of the files does not matter, and one
 * workbook may hold all as sheets. Other sheets are left out.
 * @param files the tables of each file
 * @throws Refused when a file holds neither, or two tables are of the same sort
 */
export function sheetsOf(files: readonly RawTable[][], mappings: Mappings = NOTHING_SAID): Sheets {
  const found: Record<Noun, Table | null> = { regions: null, contacts: null, kinds: null };
  const leftOut: Sentence[] = [];
  for (const tables of files) {
    const laidOut = tables.map((raw) => ({ raw, laid: raw.hidden ? null : layOut(raw, mappings) }));
    if (!laidOut.some(({ laid }) => laid)) throw noHeadings(tables);
    for (const { raw, laid } of laidOut) {
      const sheet = raw.file;
      if (!laid) leftOut.push(raw.hidden ? sentence('sheet-hidden', { sheet }) : sentence('sheet-left-out', { sheet }));
      else {
        const { noun, table } = laid;
        const other = found[noun];
        if (other)
          throw new Refused(sentence('tables-alike', { file: table.file, other: other.file, noun: NOUN_NAMES[noun] }));
        found[noun] = table;
        leftOut.push(...laid.leftOut);
      }
    }
  }
  return asSheets(found, { mappings, leftOut });
}

const noHeadings = ([first]: readonly RawTable[]): Refused =>
  new Refused(
    sentence('no-headings', {
      file: first?.file ?? '',
      looked: ROWS_LOOKED_AT,
      regions: requiredHeadings('regions'),
      contacts: requiredHeadings('contacts'),
    }),
  );

function requiredHeadings(noun: Noun): Bilingual {
  const required = Object.values<Column>(COLUMNS[noun]).filter((column) => column.required);
  return {
    'zh-CN': required.map((column) => column['zh-CN']).join('、'),
    en: required.map(({ en }) => en).join(', '),
  };
}

/** @returns tables with known headings, ready for the check. */
export function asSheets(
  tables: Partial<Record<Noun, Table | null>>,
  { mappings = NOTHING_SAID, leftOut = [] }: { mappings?: Mappings; leftOut?: Sentence[] } = {},
): Sheets {
  const { regions = null, contacts = null, kinds = null } = tables;
  const ignored: string[] = [];
  const sheets = {
    regions: sheetOf(regions, { columns: REGION_COLUMNS, mappings: mappings.regions, ignored }),
    contacts: sheetOf(contacts, { columns: CONTACT_COLUMNS, mappings: mappings.contacts, ignored }),
    kinds: sheetOf(kinds, { columns: KIND_COLUMNS, mappings: mappings.kinds, ignored }),
  };
  return { ...sheets, leftOut: [...leftOut, ...ignored.map((heading) => sentence('column-left-out', { heading }))] };
}

/** Gives the cells of a table their columns. With a required column missing no row is read: each would be bad. */
function sheetOf<K extends string>(
  table: Table | null,
  { columns, mappings, ignored }: { columns: Record<K, Column>; mappings: Mappings[Noun]; ignored: string[] },
): Sheet<K> {
  const match: Match<K> = matchColumns<K>(columns, table?.headings ?? [], mappings);
  const file = table?.file ?? '';
  const locate = ({ column, ...flaw }: Flaw<K>): BadCell => {
    const { 'zh-CN': zh, en } = columns[column];
    return { ...flaw, file, column: table?.headings[match.at[column] ?? -1] || { 'zh-CN': zh, en } };
  };
  if (!table) return { file, columns: new Set(), rows: [], bad: [], locate };
  ignored.push(...match.ignored);
  const { headingRow: row } = table;
  const missing = match.missing.map((column) => locate({ row, column, value: '', ...columnMissing(columns[column]) }));
  const none = table.rows.length === 0 ? [{ file, row, column: '', value: '', ...sentence('no-rows') }] : [];
  return {
    file,
    columns: new Set(Object.keys(match.at) as K[]),
    rows: missing.length > 0 ? [] : table.rows.map((line) => columnsOf({ line, columns, match })),
    bad: [...missing, ...none, ...strayCells(table)],
    locate,
  };
}

const columnMissing = ({ 'zh-CN': zh, en, also }: Column): Sentence =>
  sentence('column-missing', { headings: { 'zh-CN': [zh, en, ...also].join('、'), en: `${en}, ${zh}` } });

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
    (Object.keys(columns) as K[]).flatMap((key) => {
      const at = match.at[key];
      return at === undefined ? [] : [[key, line.cells[at] ?? '']];
    }),
  );
  return { row: line.row, cells: cells as SheetRow<K>['cells'] };
}

/** Cells below no heading: most often a comma inside a value has moved the row to the right. */
const strayCells = ({ file, headings, rows }: Table): BadCell[] =>
  rows.flatMap(({ row, cells, stray }) => {
    const beyond = (index: number, value: string): BadCell => ({
      file,
      row,
      column: columnLetter(index),
      value,
      ...sentence('cell-beyond'),
    });
    const near = cells.flatMap((cell, index) =>
      textOf(cell) !== '' && !headings[index] ? [beyond(index, textOf(cell))] : [],
    );
    return stray === undefined ? near : [...near, beyond(stray, '')];
  });

/** @returns A, B … Z, AA as a spreadsheet names its columns. */
const columnLetter = (index: number): string =>
  (index >= 26 ? columnLetter(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26));

/** The result of a check: the rows to store, and the bad cells. */
export interface CheckedRegister extends RegisterRows {
  /** The new and changed kinds of the table. */
  kinds: RegionKind[];
  bad: BadCell[];
}

/**
 * Checks tables against each other and against the register. Reads and changes nothing.
 * @param known the regions of the register that the tables may refer to, and all above them; none when tables are
 *   checked by themselves
 * @param kinds kinds of the register; the fixed ones when tables are checked by themselves
 * @param nameable those of them that a row may name instead of giving the code; all when left out
 */
export function checkSheets({
  sheets,
  known,
  kinds: knownKinds = FIXED_KINDS,
  nameable = known,
}: {
  sheets: Sheets;
  known: readonly RegionRow[];
  kinds?: readonly RegionKind[];
  nameable?: readonly RegionRow[];
}): CheckedRegister {
  const kinds = checkKinds({ rows: sheets.kinds.rows, known: knownKinds });
  const all = withChanged(knownKinds, kinds.rows);
  const regions = checkRegions({ rows: sheets.regions.rows, known, kinds: all });
  // Includes codes with a bad row: that row is reported, its contacts need not be.
  const codes = new Set([
    ...known.map(({ code }) => code),
    ...sheets.regions.rows.map(({ cells }) => codeIn(cells.code)),
  ]);
  const place = placeFinder(byCode([...nameable, ...regions.rows]));
  const contacts = checkContacts({ rows: sheets.contacts.rows, regions: codes, place });
  return {
    kinds: kinds.rows,
    regions: regions.rows,
    contacts: contacts.rows,
    bad: [
      ...inRowOrder([...sheets.kinds.bad, ...kinds.flaws.map(sheets.kinds.locate)]),
      ...inRowOrder([...sheets.regions.bad, ...regions.flaws.map(sheets.regions.locate)]),
      ...inRowOrder([...sheets.contacts.bad, ...contacts.flaws.map(sheets.contacts.locate)]),
    ],
  };
}

/** @returns the kinds after an import, from the widest to the narrowest */
export const withChanged = (known: readonly RegionKind[], changed: readonly RegionKind[]): RegionKind[] =>
  [...new Map([...known, ...changed].map((kind) => [kind.code, kind])).values()].sort(
    (a, b) => a.rank - b.rank || compare(a.code, b.code),
  );

/** The later row of a region counts. */
const byCode = (regions: readonly RegionRow[]): Iterable<RegionRow> =>
  new Map(regions.map((region) => [region.code, region])).values();

const inRowOrder = (bad: BadCell[]): BadCell[] => bad.sort((a, b) => a.row - b.row);
