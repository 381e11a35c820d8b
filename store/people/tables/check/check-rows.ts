import { CONTACT, dutyWord } from '../../../../domain/people/duties';
import { kindReader, type RegionKind } from '../../../../domain/people/region-kinds';
import { cycles, lineage, places, type RegionTree, regionTree } from '../../../../domain/people/regions';
import { type Sentence, sentence } from '../../../../domain/text/refusal';
import {
  CONTACT_COLUMNS,
  type Column,
  type ContactColumn,
  languageOf,
  type RegionColumn,
  roleOf,
  standsIn,
} from '../columns';
import type { ContactRow, RegionRow } from '../rows';
import { type Cell, type Spoilt, textOf } from '../table';
import {
  bad,
  type Reading,
  readCode,
  readDate,
  readEmail,
  readName,
  readPhone,
  readTags,
  readWord,
} from './check-cells';
import type { Named, PlaceFinder } from './find-place';
import type { Flaw } from './flaw';

/** A row of a table, its cells by column, without optional columns that the table lacks. */
export interface SheetRow<K extends string> {
  row: number;
  cells: Partial<Record<K, Cell>>;
}

/** The correct rows, and the faults of the others. */
export interface Checked<R, K extends string> {
  rows: R[];
  flaws: Flaw<K>[];
}

/** The schema's bound: province, city, county, township, village, group. */
const MOST_LEVELS = 6;

/** Reads a cell that names a kind of region. */
const readKind = (kinds: readonly RegionKind[]) => {
  const namesIn = (language: 'zh-CN' | 'en') => kinds.map(({ name }) => name[language]).join(' ');
  const why = sentence('kind-unknown', { kinds: { 'zh-CN': namesIn('zh-CN'), en: namesIn('en') } });
  return readWord({ known: kindReader(kinds), why });
};

const SPOILT: Record<Spoilt, Sentence> = {
  date: sentence('cell-became-date'),
  rounded: sentence('number-rounded'),
  error: sentence('cell-error'),
  'not-calculated': sentence('cell-not-calculated'),
};

/** @returns the damage to a cell by a spreadsheet or a change of encoding, in any column. */
function spoilt(cell: Cell | undefined, column: string): Sentence | null {
  if (textOf(cell).includes('\uFFFD')) return sentence('cell-unreadable');
  if (typeof cell !== 'object') return null;
  const columns: Record<string, Column> = CONTACT_COLUMNS;
  return cell.spoilt === 'date' && columns[column]?.holdsDates ? null : SPOILT[cell.spoilt];
}

/** Reads cells of one row and collects their faults. */
export const cellReader =
  <K extends string>({ row, cells }: SheetRow<K>, flaws: Flaw<K>[]) =>
  <T>(column: K, read: (cell: string) => Reading<T>): T | undefined => {
    const value = textOf(cells[column]);
    const harm = spoilt(cells[column], column);
    const reading = harm ? bad(harm) : read(value);
    if (reading.ok) return reading.value;
    flaws.push({ row, column, value, ...reading.why });
    return undefined;
  };

type Placed = RegionRow & { row: number; level: string };

/**
 * Checks a table of regions, row by row and then as a tree together with what the register already holds.
 * @param rows of the table @param known regions of the register; a row with the same code replaces one
 * @param kinds the possible kinds of a region
 */
export function checkRegions({
  rows,
  known,
  kinds,
}: {
  rows: readonly SheetRow<RegionColumn>[];
  known: readonly RegionRow[];
  kinds: readonly RegionKind[];
}): Checked<RegionRow, RegionColumn> {
  const flaws: Flaw<RegionColumn>[] = [];
  const kindOf = readKind(kinds);
  const read = rows.flatMap((row) => readRegion(row, { flaws, kindOf }) ?? []);
  const first = new Map<string, Placed>();
  for (const region of read) {
    const twin = first.get(region.code);
    if (twin)
      flaws.push({ row: region.row, column: 'code', value: region.code, ...sentence('code-twice', { row: twin.row }) });
    else first.set(region.code, region);
  }
  const merged = new Map<string, RegionRow>(known.map((region) => [region.code, region]));
  for (const region of first.values()) merged.set(region.code, region);
  // A superior with a bad row is reported once there, and not again at each row below it.
  const named = new Set([...merged.keys(), ...rows.map((row) => codeIn(row.cells.code))]);
  const closed = new Set(known.flatMap((region) => (region.closed ? [region.code] : [])));
  for (const { code, parent, row } of first.values()) {
    if (closed.has(code)) flaws.push({ row, column: 'code', value: code, ...sentence('region-closed') });
    else if (parent !== null && closed.has(parent))
      flaws.push({ row, column: 'parent', value: parent, ...sentence('region-closed') });
  }
  flaws.push(...treeFlaws({ table: first, tree: regionTree([...merged.values()]), named }));
  const clean = [...first.values()].map(({ row: _, level: __, ...region }) => region);
  return { rows: clean, flaws };
}

/** @returns the code as stored, valid or not. */
export const codeIn = (cell: Cell | undefined): string => textOf(cell).normalize('NFKC');

function readRegion(
  row: SheetRow<RegionColumn>,
  { flaws, kindOf }: { flaws: Flaw<RegionColumn>[]; kindOf: (cell: string) => Reading<string> },
): Placed | null {
  const cell = cellReader(row, flaws);
  const code = cell('code', readCode);
  const parent = cell<string | null>('parent', (text) => (text === '' ? { ok: true, value: null } : readCode(text)));
  const kind = cell('kind', kindOf);
  const name = cell('name', readName);
  const tags = row.cells.tags === undefined ? undefined : cell('tags', readTags);
  if (code === undefined) return null;
  return {
    row: row.row,
    code,
    parent: parent ?? null,
    kind: kind ?? '',
    name: name ?? '',
    ...(tags && { tags }),
    level: textOf(row.cells.level),
  };
}

/** @returns the faults of the tree of regions in the table. */
function treeFlaws({
  table,
  tree,
  named,
}: {
  table: ReadonlyMap<string, Placed>;
  tree: RegionTree<RegionRow>;
  named: ReadonlySet<string>;
}): Flaw<RegionColumn>[] {
  const flaws: Flaw<RegionColumn>[] = [];
  const circular = cycles(tree);
  const placed = places(tree);
  for (const { code, parent, row, level } of table.values()) {
    const depth = placed.get(code)?.level;
    const superior = { row, column: 'parent', value: parent ?? '' } as const;
    if (circular.has(code)) flaws.push({ ...superior, ...sentence('region-cycle') });
    else if (parent !== null && !named.has(parent)) flaws.push({ ...superior, ...sentence('parent-unknown') });
    else if (depth !== undefined && level !== '' && level !== String(depth) && hangs(tree, code))
      flaws.push({ row, column: 'level', value: level, ...sentence('level-wrong', { level: depth }) });
  }
  return [...flaws, ...depthFlaws({ table, tree, placed })];
}

/** @returns whether the superiors lead to a real top; without it the level has no meaning. */
const hangs = (tree: RegionTree<RegionRow>, code: string): boolean => lineage(tree, code).at(-1)?.parent === null;

/**
 * @returns regions below the last level; for a region of the register that a row moved there, the fault is at that row.
 */
function depthFlaws({
  table,
  tree,
  placed,
}: {
  table: ReadonlyMap<string, Placed>;
  tree: RegionTree<RegionRow>;
  placed: ReadonlyMap<string, { level: number }>;
}): Flaw<RegionColumn>[] {
  const blamed = new Set<Placed>();
  for (const [code, { level }] of placed) {
    if (level <= MOST_LEVELS) continue;
    const mover = lineage(tree, code).find((region) => table.has(region.code));
    const row = mover && table.get(mover.code);
    if (row) blamed.add(row);
  }
  return [...blamed].map(({ row, parent }) => ({
    row,
    column: 'parent',
    value: parent ?? '',
    ...sentence('region-too-deep', { levels: MOST_LEVELS }),
  }));
}

/**
 * Checks a table of contacts.
 * @param rows of the table
 * @param regions codes in the register, and codes about to be added
 * @param place finds the region that a row names instead of giving its code
 */
export function checkContacts({
  rows,
  regions,
  place,
  closed = NONE,
  placesAlone = false,
}: {
  rows: readonly SheetRow<ContactColumn>[];
  regions: ReadonlySet<string>;
  place: PlaceFinder;
  /** Codes of regions that are closed. */
  closed?: ReadonlySet<string>;
  /** A row without a person only names a place. */
  placesAlone?: boolean;
}): Checked<ContactRow, ContactColumn> {
  const flaws: Flaw<ContactColumn>[] = [];
  const first = new Map<string, { row: number; contact: ContactRow }>();
  const keep = ({ row, cells }: SheetRow<ContactColumn>, contact: ContactRow): void => {
    const key = `${contact.region}/${contact.role}`;
    const twin = first.get(key);
    if (twin)
      flaws.push({ row, column: 'role', value: textOf(cells.role), ...sentence('role-twice', { row: twin.row }) });
    else first.set(key, { row, contact });
  };
  for (const row of rows) {
    const second = deputyIn(row);
    if (second) {
      const found: Flaw<ContactColumn>[] = [];
      const deputy = readContact(second, { flaws: found, regions, place, closed });
      // What is wrong with the place is said once, with the first of the two.
      flaws.push(...found.flatMap((flaw) => ofDeputy(flaw) ?? (isNobody(row) ? flaw : [])));
      if (deputy) keep(second, { ...deputy, beside: true });
      if (isNobody(row)) continue;
    }
    if (placesAlone && isNobody(row)) {
      placeIn(row, { flaws, regions, place, closed });
      continue;
    }
    const contact = readContact(row, { flaws, regions, place, closed });
    if (contact) keep(row, contact);
  }
  return { rows: [...first.values()].map(({ contact }) => contact), flaws };
}

const OF_DEPUTY = { name: 'deputyName', phone: 'deputyPhone' } as const;

/** @returns the deputy of a row that names two people, as a row of their own; null without one */
function deputyIn({ row, cells }: SheetRow<ContactColumn>): SheetRow<ContactColumn> | null {
  const { deputyName: name = '', deputyPhone: phone = '', email, leaveFrom, leaveUntil, ...shared } = cells;
  if (textOf(name) === '' && textOf(phone) === '') return null;
  return { row, cells: { ...shared, name, phone, role: 'B角' } };
}

/** @returns the fault at the deputy's own cell; null when it is at one that both share */
const ofDeputy = ({ column, ...flaw }: Flaw<ContactColumn>): Flaw<ContactColumn> | null =>
  column === 'name' || column === 'phone' ? { ...flaw, column: OF_DEPUTY[column] } : null;

/** The narrowest name of a row is its place: a row of a township has no village. */
const NARROW_TO_WIDE = ['place', 'above', 'county'] as const;

/** @returns how a row names its place, and the column of the narrowest name; null when it has a code, or no name */
export function namedIn({ cells }: SheetRow<ContactColumn>): (Named & { column: ContactColumn }) | null {
  const column = NARROW_TO_WIDE.find((one) => textOf(cells[one]) !== '');
  if (textOf(cells.region) !== '' || column === undefined) return null;
  return { column, name: textOf(cells[column]), above: textOf(cells.above), county: textOf(cells.county) };
}

const NONE: ReadonlySet<string> = new Set();

/** What a row is read against. */
interface Against {
  flaws: Flaw<ContactColumn>[];
  regions: ReadonlySet<string>;
  place: PlaceFinder;
  closed: ReadonlySet<string>;
}

const PERSONAL = ['name', 'phone', 'email'] as const;
const isNobody = ({ cells }: SheetRow<ContactColumn>): boolean => PERSONAL.every((key) => textOf(cells[key]) === '');

function placeIn(row: SheetRow<ContactColumn>, { flaws, regions, place, closed }: Against): string | undefined {
  const cell = cellReader(row, flaws);
  const named = namedIn(row);
  if (named) return cell(named.column, () => place(named));
  return cell('region', (text) => {
    const code = readCode(text);
    if (code.ok && closed.has(code.value)) return bad(sentence('region-closed'));
    return code.ok && !regions.has(code.value) ? bad(sentence('region-unknown')) : code;
  });
}

function readContact(row: SheetRow<ContactColumn>, against: Against): ContactRow | null {
  const cell = cellReader(row, against.flaws);
  const region = placeIn(row, against);
  const role = cell('duty', readRole);
  const deputy = cell('role', readDeputy);
  const name = cell('name', readName) ?? '';
  const phone = cell('phone', readPhone) ?? null;
  const email = cell('email', readEmail) ?? null;
  const language = cell('language', readLanguage) ?? 'zh-CN';
  const leaveFrom = cell('leaveFrom', readDate) ?? null;
  const leaveUntil = cell('leaveUntil', (text) => notBefore(leaveFrom, readDate(text))) ?? null;
  if (region === undefined || role === undefined || deputy === undefined) return null;
  return { region, role: dutyWord({ role, deputy }), name, phone, email, language, leaveFrom, leaveUntil };
}

const readRole = readWord<string>({ known: roleOf, why: sentence('duty-form'), otherwise: CONTACT });
const readDeputy = readWord<boolean>({ known: standsIn, why: sentence('role-unknown'), otherwise: false });

const readLanguage = readWord<ContactRow['language']>({
  known: languageOf,
  why: sentence('language-unknown'),
  otherwise: 'zh-CN',
});

function notBefore(from: string | null, until: Reading<string | null>): Reading<string | null> {
  const early = until.ok && until.value !== null && from !== null && until.value < from;
  return early ? bad(sentence('leave-order', { from })) : until;
}
