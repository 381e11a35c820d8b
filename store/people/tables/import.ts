import type { RegionKind } from '../../../domain/people/region-kinds';
import { places, regionTree } from '../../../domain/people/regions';
import { Refused, type Sentence, sentence } from '../../../domain/text/refusal';
import { atomically, type Queries } from '../../db/db';
import { keepPlans } from '../../db/plans';
import { regionKinds, storeKinds } from '../region-kinds';
import type { StoredRegion } from '../regions';
import { changesOf, kindChanges, type RegisterChanges } from './changes';
import {
  asSheets,
  type CheckedRegister,
  checkSheets,
  readFiles,
  type Sheet,
  type Sheets,
  sheetsOf,
} from './check/check';
import { type Concerned, concernedBy, dutiesConcerned } from './check/concerned';
import { type BadCell, quoted } from './check/flaw';
import { cellsBeyond } from './check/jurisdiction';
import type { Making } from './check/make-places';
import { contactTable, kindTable, regionTable } from './export';
import type { ContactRow, RegionRow } from './rows';
import { type SettledPeople, settlePeople } from './settle-people';
import { storePeople } from './store-people';
import { keepImport, rowsBefore } from './undo-rows';

/** Bad cells prevent the import; nothing was imported. The message names places only, `cells` also has the values. */
export class ImportError extends Refused {
  override name = 'ImportError';

  constructor(
    why: 'import-bad-cells' | 'beyond-region',
    readonly cells: readonly BadCell[],
  ) {
    const [first] = cells;
    super(
      sentence(why, {
        count: cells.length,
        file: first?.file ?? '',
        row: first?.row ?? 0,
        column: first?.column ?? '',
        reason: first ? quoted(first) : '',
      }),
    );
  }
}

export interface Imported {
  /** Rows stored, new and updated. */
  regions: number;
  contacts: number;
  kinds: number;
  /** The parts of the tables that were not imported: sheets, rows, columns. */
  leftOut: Sentence[];
  changes: RegisterChanges;
  /** The bad cells whose rows were left behind; none unless the import was of the right rows alone. */
  behind: BadCell[];
}

export interface Reach {
  /** The importer's region; only rows within it are allowed; null for the whole register. */
  top: string | null;
  /** How places that the register lacks are made; left out to refuse them. */
  making?: Making | null;
  /** Whether right rows are imported without the wrong ones. */
  partial?: boolean;
  /** Whose import it is, which can be undone then; left out for one that cannot, such as the change of one person. */
  account?: number | null;
}

/** Rows name their kinds by code, which no change of a name spoils. */
const CODES_ONLY: readonly RegionKind[] = [];

const EVERYTHING: Reach = { top: null };

/**
 * Imports regions, contacts, kinds or all of them, all or nothing, in one transaction. What the register already has
 * of the same code (or region and role) is updated; what the tables do not name stays as it is.
 * @param regions path of a `.csv` or `.xlsx` file, or rows
 * @param contacts, kinds likewise; may be the same workbook
 * @throws ImportError with every bad cell, and every cell outside the importer's region; Refused when a file is no
 *   table
 */
export async function importRegister(
  sql: Queries,
  {
    regions,
    contacts,
    kinds,
  }: { regions?: string | RegionRow[]; contacts?: string | ContactRow[]; kinds?: string | readonly RegionKind[] },
  reach: Reach = EVERYTHING,
): Promise<Imported> {
  const paths = [regions, contacts, kinds].filter((source) => typeof source === 'string');
  const read = sheetsOf(await readFiles([...new Set(paths)]));
  const given = asSheets({
    regions: Array.isArray(regions)
      ? regionTable(regions, { file: 'regions', language: 'en', kinds: CODES_ONLY })
      : null,
    contacts: Array.isArray(contacts) ? contactTable(contacts, { file: 'contacts', language: 'en' }) : null,
    kinds: areRows(kinds) ? kindTable(kinds, { file: 'kinds', language: 'en' }) : null,
  });
  const sheets = {
    regions: Array.isArray(regions) ? given.regions : read.regions,
    contacts: Array.isArray(contacts) ? given.contacts : read.contacts,
    kinds: areRows(kinds) ? given.kinds : read.kinds,
    leftOut: read.leftOut,
  };
  return importSheets(sql, sheets, reach);
}

const areRows = <Row>(source: string | readonly Row[] | undefined): source is readonly Row[] =>
  source !== undefined && typeof source !== 'string';

/** Imports tables that were read already; see {@link importRegister}. */
export async function importSheets(sql: Queries, sheets: Sheets, reach: Reach = EVERYTHING): Promise<Imported> {
  return atomically(sql, async (transaction) => {
    await oneAtATime(transaction);
    await keepPlans(transaction);
    const { checked, changes, stored, people, behind } = await lookAt(transaction, sheets, reach);
    if (checked.bad.length > 0) throw new ImportError('import-bad-cells', checked.bad);
    const before = reach.account === undefined ? null : await rowsBefore(transaction, changes);
    await storeKinds(transaction, checked.kinds);
    await storeRegions(transaction, { rows: checked.regions, stored });
    await storePeople(transaction, people, changes);
    const { regions, contacts, kinds } = checked;
    if (before)
      await keepImport(transaction, {
        ...{ before, top: reach.top, account: reach.account ?? null },
        ...{ regions: regions.length, contacts: contacts.length },
      });
    return {
      regions: regions.length,
      contacts: contacts.length,
      kinds: kinds.length,
      leftOut: sheets.leftOut,
      changes,
      behind,
    };
  }).catch((cause: Error & { code?: string }) => {
    throw cause.code === WAITED_IN_VAIN ? new Refused(sentence('import-under-way'), [], { cause }) : cause;
  });
}

/** What an import would do. */
interface Looked {
  checked: CheckedRegister;
  changes: RegisterChanges;
  stored: StoredRegion[];
  people: SettledPeople;
  behind: BadCell[];
}

/**
 * Finds the changes by an import, and every bad cell. It reads only the concerned part of the register, and changes
 * nothing. In part, the wrong rows are left behind, and the rows that need them, until the others are right.
 * @throws ImportError when cells are outside the importer's region, so that their data stays hidden
 */
export async function lookAt(sql: Queries, sheets: Sheets, reach: Reach): Promise<Looked> {
  let looked = await lookAtAll(sql, sheets, reach);
  if (!reach.partial) return { ...looked, behind: [] };
  let left = sheets;
  const behind: BadCell[] = [];
  while (looked.checked.bad.length > 0) {
    const fewer = withoutBad(left, looked.checked.bad);
    // A fault of a table as a whole, such as a column that it lacks.
    if (fewer === null) return { ...looked, behind };
    behind.push(...looked.checked.bad);
    left = fewer;
    looked = await lookAtAll(sql, left, reach);
  }
  return { ...looked, behind };
}

/** @returns the tables without the rows that have a bad cell; null when a fault is not one of a row */
function withoutBad(sheets: Sheets, bad: readonly BadCell[]): Sheets | null {
  const wrong = new Set(bad.map(keyOfRow));
  let gone = 0;
  const right = <K extends string>(sheet: Sheet<K>): Sheet<K> => {
    const rows = sheet.rows.filter(({ row }) => !wrong.has(keyOfRow(sheet.placeOf(row))));
    gone += sheet.rows.length - rows.length;
    return { ...sheet, rows, bad: sheet.bad.filter((cell) => !rowsOf(sheet).has(keyOfRow(cell))) };
  };
  const { regions, contacts, kinds, leftOut } = sheets;
  const fewer = { regions: right(regions), contacts: right(contacts), kinds: right(kinds), leftOut };
  return gone === 0 ? null : fewer;
}

const keyOfRow = ({ file, row }: { file: string; row: number }): string => `${row} ${file}`;
const rowsOf = <K extends string>(sheet: Sheet<K>) =>
  new Set(sheet.rows.map(({ row }) => keyOfRow(sheet.placeOf(row))));

async function lookAtAll(sql: Queries, sheets: Sheets, { top, making = null }: Reach): Promise<Omit<Looked, 'behind'>> {
  const concerned = await concernedBy(sql, sheets, { top, making });
  const beyond = cellsBeyond(sheets, concerned);
  if (beyond.length > 0) throw new ImportError('beyond-region', beyond);
  const kinds = await regionKinds(sql);
  const checked = checkSheets({ sheets, known: concerned.regions, kinds, nameable: ownRegions(concerned), making });
  const stored = await dutiesConcerned(sql, checked.contacts, top);
  const people = settlePeople(checked.contacts, { stored, columns: sheets.contacts.columns });
  const before = { regions: concerned.regions, contacts: stored };
  const ofRows = changesOf(before, { regions: checked.regions, contacts: [...people.duties, ...people.along] });
  const changes = { ...ofRows, changes: [...kindChanges(kinds, checked.kinds), ...ofRows.changes] };
  return { checked, changes, stored: concerned.regions, people };
}

const ownRegions = ({ regions, own }: Concerned): RegionRow[] =>
  own === null ? regions : regions.filter(({ code }) => own.has(code));

/** Any constant number works. */
const IMPORT_LOCK = 20_261_123;
/** The import of a city takes some ten seconds; a caller that waits longer gets a refusal and tries again. */
const LOCK_TIMEOUT = '15s';
/** Postgres: lock_not_available. */
const WAITED_IN_VAIN = '55P03';

/** Two imports at once would each check against a tree that the other changes; readers and reports go on meanwhile. */
async function oneAtATime(sql: Queries): Promise<void> {
  await sql`select set_config('lock_timeout', ${LOCK_TIMEOUT}, true)`;
  await sql`select pg_advisory_xact_lock(${IMPORT_LOCK})`;
}

/** Writes the rows of the table, and those of the register whose path or order changes because of them. */
async function storeRegions(
  sql: Queries,
  { rows, stored }: { rows: RegionRow[]; stored: StoredRegion[] },
): Promise<void> {
  const before = new Map(stored.map((region) => [region.code, region]));
  const listed = new Map(rows.map((region) => [region.code, region]));
  const all = [...new Map<string, RegionRow>([...before, ...listed]).values()];
  const placed = places(regionTree(all));
  const order = siblingOrder(all, { before, listed: [...listed.keys()] });
  const changed = all
    .map(({ code, parent, kind, name, tags }) => ({
      code,
      parent,
      kind,
      name,
      tags: tags ?? before.get(code)?.tags ?? [],
      position: order.get(code) ?? before.get(code)?.position ?? 0,
      ...placed.get(code),
    }))
    .filter(({ code, parent, kind, name, tags, path, position }) => {
      const old = before.get(code);
      return (
        !old ||
        [old.parent, old.kind, old.name, old.tags, old.path, old.position].join() !==
          [parent, kind, name, tags, path, position].join()
      );
    });
  if (changed.length === 0) return;
  await sql`
    insert into regions (code, parent_code, level, kind, name, tags, path, position)
    select code, parent, level, kind, name, tags, path, position
    from jsonb_to_recordset(${sql.json(changed)})
      as row (code text, parent text, level smallint, kind text, name text, tags text[], path text, position integer)
    on conflict (code) do update set
      parent_code = excluded.parent_code, level = excluded.level, kind = excluded.kind, name = excluded.name,
      tags = excluded.tags, path = excluded.path, position = excluded.position`;
}

/**
 * Siblings follow the table when it names them all; otherwise those of the register keep their places and new ones
 * come last, so that a table of one added village does not move it to the front, nor touch the others.
 * @param all stored regions in their order, then new ones
 * @param before those of the register by code @param listed codes of the table, in its order
 */
function siblingOrder(
  all: readonly RegionRow[],
  { before, listed }: { before: ReadonlyMap<string, StoredRegion>; listed: readonly string[] },
): Map<string, number> {
  const rank = new Map(listed.map((code, index) => [code, index]));
  const groups = new Map<string, string[]>();
  for (const { code, parent } of all.filter(({ closed }) => !closed)) {
    const group = groups.get(parent ?? '');
    if (group) group.push(code);
    else groups.set(parent ?? '', [code]);
  }
  const order = new Map<string, number>();
  for (const [parent, group] of groups) {
    const complete = group.every((code) => rank.has(code));
    if (complete) group.sort((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0));
    const stays = (code: string): number | undefined => {
      const old = before.get(code);
      return !complete && (old?.parent ?? '') === parent ? old?.position : undefined;
    };
    let next = group.reduce((last, code) => Math.max(last, stays(code) ?? -1), -1) + 1;
    for (const code of group) order.set(code, stays(code) ?? next++);
  }
  return order;
}
