import { kindName, REGION_KINDS, regionKind } from '../../domain/region-kinds';
import { cycles, lineage, places, type RegionTree, regionTree } from '../../domain/regions';
import { type Reading, readCode, readDate, readEmail, readName, readPhone, readWord } from './check-cells';
import { type ContactColumn, languageOf, type RegionColumn, roleOf } from './columns';
import type { Flaw } from './row-reasons';
import type { ContactRow, RegionRow } from './rows';

/** A row of a table, its cells by column; an optional column that the table lacks reads as empty. */
export interface SheetRow<K extends string> {
  row: number;
  cells: Record<K, string>;
}

/** The rows that are right in themselves, and all that is wrong with the others. */
export interface Checked<R, K extends string> {
  rows: R[];
  flaws: Flaw<K>[];
}

/** The schema's bound: province, city, county, township, village, group. */
const MOST_LEVELS = 6;
const KINDS_ALLOWED = REGION_KINDS.map((kind) => `${kindName(kind, 'zh-CN')}/${kind}`).join(' ');

/** Reads cells of one row and keeps what is wrong with them. */
const cellReader =
  <K extends string>({ row, cells }: SheetRow<K>, flaws: Flaw<K>[]) =>
  <T>(column: K, read: (cell: string) => Reading<T>): T | undefined => {
    const reading = read(cells[column]);
    if (reading.ok) return reading.value;
    const { reason, detail } = reading;
    flaws.push({ row, column, value: cells[column], reason, ...(detail !== undefined && { detail }) });
    return undefined;
  };

type Placed = RegionRow & { row: number; level: string };

/**
 * Checks a table of regions, row by row and then as a tree together with what the register already holds.
 * @param rows of the table @param known regions of the register; a row with the same code replaces one
 */
export function checkRegions({
  rows,
  known,
}: {
  rows: readonly SheetRow<RegionColumn>[];
  known: readonly RegionRow[];
}): Checked<RegionRow, RegionColumn> {
  const flaws: Flaw<RegionColumn>[] = [];
  const read = rows.flatMap((row) => readRegion(row, flaws) ?? []);
  const first = new Map<string, Placed>();
  for (const region of read) {
    const twin = first.get(region.code);
    if (twin)
      flaws.push({
        row: region.row,
        column: 'code',
        value: region.code,
        reason: 'code-twice',
        detail: String(twin.row),
      });
    else first.set(region.code, region);
  }
  const merged = new Map<string, RegionRow>(known.map((region) => [region.code, region]));
  for (const region of first.values()) merged.set(region.code, region);
  // A superior whose own row is bad is reported there, once, and not again by each row below it.
  const named = new Set([...merged.keys(), ...rows.map((row) => row.cells.code.normalize('NFKC'))]);
  flaws.push(...treeFlaws({ table: first, tree: regionTree([...merged.values()]), named }));
  const clean = [...first.values()].map(({ code, parent, kind, name }) => ({ code, parent, kind, name }));
  return { rows: clean, flaws };
}

function readRegion(row: SheetRow<RegionColumn>, flaws: Flaw<RegionColumn>[]): Placed | null {
  const cell = cellReader(row, flaws);
  const code = cell('code', readCode);
  const parent = cell<string | null>('parent', (text) => (text === '' ? { ok: true, value: null } : readCode(text)));
  const kind = cell('kind', readWord({ known: regionKind, reason: 'kind-unknown', detail: KINDS_ALLOWED }));
  const name = cell('name', readName);
  if (code === undefined) return null;
  return { row: row.row, code, parent: parent ?? null, kind: kind ?? '', name: name ?? '', level: row.cells.level };
}

/** What is wrong with how the regions of the table hang together. */
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
    if (circular.has(code)) flaws.push({ row, column: 'parent', value: parent ?? '', reason: 'cycle' });
    else if (parent !== null && !named.has(parent))
      flaws.push({ row, column: 'parent', value: parent, reason: 'parent-unknown' });
    else if (depth !== undefined && level !== '' && level !== String(depth) && hangs(tree, code))
      flaws.push({ row, column: 'level', value: level, reason: 'level-wrong', detail: String(depth) });
  }
  return [...flaws, ...depthFlaws({ table, tree, placed })];
}

/** Whether the line of superiors reaches a real top: with a missing link in it, the level means nothing. */
const hangs = (tree: RegionTree<RegionRow>, code: string): boolean => lineage(tree, code).at(-1)?.parent === null;

/** Regions below the last level; when one of the register is pushed there, the row that moved it is to blame. */
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
    reason: 'too-deep',
    detail: String(MOST_LEVELS),
  }));
}

/**
 * Checks a table of contacts.
 * @param rows of the table @param regions the codes that the register holds or is about to hold
 */
export function checkContacts({
  rows,
  regions,
}: {
  rows: readonly SheetRow<ContactColumn>[];
  regions: ReadonlySet<string>;
}): Checked<ContactRow, ContactColumn> {
  const flaws: Flaw<ContactColumn>[] = [];
  const first = new Map<string, { row: number; contact: ContactRow }>();
  for (const row of rows) {
    const contact = readContact(row, { flaws, regions });
    if (!contact) continue;
    const key = `${contact.region}/${contact.role}`;
    const twin = first.get(key);
    if (twin)
      flaws.push({
        row: row.row,
        column: 'role',
        value: row.cells.role,
        reason: 'role-twice',
        detail: String(twin.row),
      });
    else first.set(key, { row: row.row, contact });
  }
  return { rows: [...first.values()].map(({ contact }) => contact), flaws };
}

function readContact(
  row: SheetRow<ContactColumn>,
  { flaws, regions }: { flaws: Flaw<ContactColumn>[]; regions: ReadonlySet<string> },
): ContactRow | null {
  const cell = cellReader(row, flaws);
  const region = cell('region', (text) => {
    const code = readCode(text);
    return code.ok && !regions.has(code.value) ? { ok: false, reason: 'region-unknown' } : code;
  });
  const role = cell('role', readWord({ known: roleOf, reason: 'role-unknown' }));
  const name = cell('name', readName) ?? '';
  const phone = cell('phone', readPhone) ?? null;
  const email = cell('email', readEmail) ?? null;
  const language = cell('language', readLanguage) ?? 'zh-CN';
  const leaveFrom = cell('leaveFrom', readDate) ?? null;
  const leaveUntil = cell('leaveUntil', (text) => notBefore(leaveFrom, readDate(text))) ?? null;
  if (region === undefined || role === undefined) return null;
  return { region, role, name, phone, email, language, leaveFrom, leaveUntil };
}

const readLanguage = readWord<ContactRow['language']>({
  known: languageOf,
  reason: 'language-unknown',
  otherwise: 'zh-CN',
});

function notBefore(from: string | null, until: Reading<string | null>): Reading<string | null> {
  const early = until.ok && until.value !== null && from !== null && until.value < from;
  return early ? { ok: false, reason: 'leave-order', detail: from } : until;
}
