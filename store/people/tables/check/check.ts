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
import { type RawTable, sheetNameIn, type Table, textOf } from '../table';
import { checkKinds } from './check-kinds';
import { checkContacts, checkRegions, codeIn, type SheetRow } from './check-rows';
import { placeFinder } from './find-place';
import type { BadCell, Flaw } from './flaw';
import { type Making, PlaceMaker } from './make-places';
import { onSheet } from './sheet-names';

/** The tables of a register, their cells by column; any of them may be left out. */
export interface Sheets {
  regions: Sheet<RegionColumn>;
  contacts: Sheet<ContactColumn>;
  kinds: Sheet<KindColumn>;
  /** The parts of the files that are not imported: sheets, rows, columns. */
  leftOut: Sentence[];
}

/** The tables of one sort, with their columns found. */
export interface Sheet<K extends string> {
  /** Each with the column of every heading, null for one that means nothing here. */
  tables: { table: Table; columns: (K | null)[] }[];
  file: string;
  /** The columns that the tables have; none when there is no table. */
  columns: ReadonlySet<K>;
  /** Numbered over all tables; `placeOf` tells where a row stands. */
  rows: SheetRow<K>[];
  /** Faults of the table as a whole. */
  bad: BadCell[];
  /** @returns the flaw with the name of the file, the row and the heading that the column has there. */
  locate(flaw: Flaw<K>): BadCell;
  placeOf(row: number): { file: string; row: number };
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
 * workbook may hold all as sheets. Contacts may be on several sheets, such as one for each township. Other sheets are
 * left out.
 * @param files the tables of each file
 * @throws Refused when a file holds neither, or two tables of regions or kinds
 */
export function sheetsOf(files: readonly RawTable[][], mappings: Mappings = NOTHING_SAID): Sheets {
  const found: Record<Noun, Table[]> = { regions: [], contacts: [], kinds: [] };
  const leftOut: Sentence[] = [];
  for (const tables of files) {
    const laidOut = tables.map((raw) => ({ raw, laid: raw.hidden ? null : layOut(raw, mappings) }));
    if (!laidOut.some(({ laid }) => laid)) throw noHeadings(tables);
    for (const { raw, laid } of laidOut) {
      const sheet = raw.file;
      if (!laid) leftOut.push(raw.hidden ? sentence('sheet-hidden', { sheet }) : sentence('sheet-left-out', { sheet }));
      else {
        const { noun, table } = laid;
        const [other] = found[noun];
        if (other && noun !== 'contacts')
          throw new Refused(sentence('tables-alike', { file: table.file, other: other.file, noun: NOUN_NAMES[noun] }));
        found[noun].push(table);
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
  tables: Partial<Record<Noun, Table | readonly Table[] | null>>,
  { mappings = NOTHING_SAID, leftOut = [] }: { mappings?: Mappings; leftOut?: Sentence[] } = {},
): Sheets {
  const of = (noun: Noun): readonly Table[] => [tables[noun] ?? []].flat();
  const ignored: string[] = [];
  const contacts = sheetOf(of('contacts'), { columns: CONTACT_COLUMNS, mappings: mappings.contacts, ignored });
  const sheets = {
    regions: sheetOf(of('regions'), { columns: REGION_COLUMNS, mappings: mappings.regions, ignored }),
    contacts: {
      ...contacts,
      rows: contacts.rows.map((row) => onSheet(sheetNameIn(contacts.placeOf(row.row).file), row)),
    },
    kinds: sheetOf(of('kinds'), { columns: KIND_COLUMNS, mappings: mappings.kinds, ignored }),
  };
  // A workbook with a sheet for each township has the same column in each.
  const columns = [...new Set(ignored)].map((heading) => sentence('column-left-out', { heading }));
  return { ...sheets, leftOut: [...leftOut, ...columns] };
}

/** Rows of the second table are numbered from here, those of the third from twice this. */
const STRIDE = 10_000_000;

/** Gives the cells of tables their columns. With a required column missing no row is read: each would be bad. */
function sheetOf<K extends string>(
  tables: readonly Table[],
  { columns, mappings, ignored }: { columns: Record<K, Column>; mappings: Mappings[Noun]; ignored: string[] },
): Sheet<K> {
  const read = tables.map((table) => ({ table, match: matchColumns<K>(columns, table.headings, mappings) }));
  const placeOf = (row: number) => ({ file: tables[Math.floor(row / STRIDE)]?.file ?? '', row: row % STRIDE });
  const locate = ({ column, ...flaw }: Flaw<K>): BadCell => {
    const { 'zh-CN': zh, en } = columns[column];
    const one = read[Math.floor(flaw.row / STRIDE)];
    const at = one?.match.at[column];
    const heading = one?.table.headings[at ?? -1] || { 'zh-CN': zh, en };
    const values =
      typeof flaw.values.row === 'number' ? { ...flaw.values, row: flaw.values.row % STRIDE } : flaw.values;
    return { ...flaw, values, ...placeOf(flaw.row), column: heading, ...(at !== undefined && { at }) };
  };
  const missing: BadCell[] = [];
  const rows: SheetRow<K>[] = [];
  for (const [index, { table, match }] of read.entries()) {
    ignored.push(...match.ignored);
    const numbered = ({ row }: { row: number }) => index * STRIDE + row;
    const lacks = match.missing.map((column) =>
      locate({ row: numbered({ row: table.headingRow }), column, value: '', ...columnMissing(columns[column]) }),
    );
    missing.push(...lacks);
    if (lacks.length > 0) continue;
    for (const line of table.rows) rows.push({ ...columnsOf({ line, columns, match }), row: numbered(line) });
  }
  const empty = tables
    .filter((table) => table.rows.length === 0)
    .map(({ file, headingRow: row }) => ({ file, row, column: '', value: '', ...sentence('no-rows') }));
  return {
    tables: read.map(({ table, match }) => ({ table, columns: namesOf(table, match) })),
    file: tables[0]?.file ?? '',
    columns: new Set(read.flatMap(({ match }) => Object.keys(match.at) as K[])),
    rows,
    bad: [...missing, ...empty, ...tables.flatMap(strayCells)],
    locate,
    placeOf,
  };
}

function namesOf<K extends string>({ headings }: Table, { at }: Match<K>): (K | null)[] {
  const keys = Object.keys(at) as K[];
  return headings.map((_, index) => keys.find((key) => at[key] === index) ?? null);
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
      at: index,
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
 * @param making how places that are not there are made; null to refuse them
 */
export function checkSheets({
  sheets,
  known,
  kinds: knownKinds = FIXED_KINDS,
  nameable = known,
  making = null,
}: {
  sheets: Sheets;
  known: readonly RegionRow[];
  kinds?: readonly RegionKind[];
  nameable?: readonly RegionRow[];
  making?: Making | null;
}): CheckedRegister {
  const kinds = checkKinds({ rows: sheets.kinds.rows, known: knownKinds });
  const all = withChanged(knownKinds, kinds.rows);
  const regions = checkRegions({ rows: sheets.regions.rows, known, kinds: all });
  // Includes codes with a bad row: that row is reported, its contacts need not be.
  const codes = new Set([
    ...known.map(({ code }) => code),
    ...sheets.regions.rows.map(({ cells }) => codeIn(cells.code)),
  ]);
  const places = [...byCode([...nameable, ...regions.rows])];
  const maker = making && new PlaceMaker(places, making);
  const place = maker?.place ?? placeFinder(places);
  const closed = new Set(known.flatMap((region) => (region.closed ? [region.code] : [])));
  const rows = sheets.contacts.rows;
  const contacts = checkContacts({ rows, regions: codes, place, closed, placesAlone: making !== null });
  return {
    kinds: kinds.rows,
    regions: [...regions.rows, ...(maker?.made ?? [])],
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
