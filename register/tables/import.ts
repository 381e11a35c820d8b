import type { Language } from '../../domain/definition/definition';
import { places, regionTree } from '../../domain/regions';
import { atomically, type Queries } from '../db';
import { type StoredRegion, storedRegions } from '../regions';
import { type BadRow, type CheckedRegister, checkSheets, readSheets, type Sheets } from './check';
import { contactTable, regionTable } from './export';
import type { ContactRow, RegionRow } from './rows';

/** The tables hold bad cells; nothing was imported. The message names places only, `rows` holds the values too. */
export class ImportError extends Error {
  constructor(readonly rows: BadRow[]) {
    const [first] = rows;
    super(
      `Nothing was imported: ${rows.length} bad cell${rows.length === 1 ? '' : 's'}` +
        (first ? `, the first in ${first.file}, row ${first.row}, ${first.column}: ${first.reason}` : '') +
        '. Correct them and import again; `nuandong register check` lists all without importing.',
    );
    this.name = 'ImportError';
  }
}

export interface Imported {
  /** Rows stored, new and updated. */
  regions: number;
  contacts: number;
  /** Headings of the tables that mean nothing to the register. */
  ignored: string[];
}

/**
 * Imports regions, contacts or both, all or nothing, in one transaction. What the register already has of the same
 * code (or region and role) is updated; what the tables do not name stays as it is.
 * @param regions path of a `.csv` or `.xlsx` file, or rows
 * @param contacts likewise; may be the same workbook
 * @throws ImportError with every bad cell; TableError when a file is no table
 */
export async function importRegister(
  sql: Queries,
  {
    regions,
    contacts,
    language = 'zh-CN',
  }: { regions?: string | RegionRow[]; contacts?: string | ContactRow[]; language?: Language },
): Promise<Imported> {
  const paths = [regions, contacts].filter((source) => typeof source === 'string');
  const sheets = await readSheets([...new Set(paths)]);
  if (Array.isArray(regions)) sheets.regions = regionTable(regions, { file: 'regions', language });
  if (Array.isArray(contacts)) sheets.contacts = contactTable(contacts, { file: 'contacts', language });
  return importSheets(sql, sheets, language);
}

/** Imports tables that were read already; see {@link importRegister}. */
export async function importSheets(sql: Queries, sheets: Sheets, language: Language): Promise<Imported> {
  return atomically(sql, async (transaction) => {
    await oneAtATime(transaction);
    const stored = await storedRegions(transaction);
    const checked = checkSheets({ sheets, known: stored, language });
    if (checked.bad.length > 0) throw new ImportError(checked.bad);
    await storeRegions(transaction, { rows: checked.regions, stored });
    await storeContacts(transaction, checked.contacts);
    return counted(checked);
  });
}

const counted = ({ regions, contacts, ignored }: CheckedRegister): Imported => ({
  regions: regions.length,
  contacts: contacts.length,
  ignored,
});

/** Any number will do as long as it is always this one. */
const IMPORT_LOCK = 20_261_123;

/** Two imports at once would each check against a tree that the other changes; readers and reports go on meanwhile. */
const oneAtATime = (sql: Queries) => sql`select pg_advisory_xact_lock(${IMPORT_LOCK})`;

/** Writes the rows of the table, and those of the register whose path or order changes because of them. */
async function storeRegions(
  sql: Queries,
  { rows, stored }: { rows: RegionRow[]; stored: StoredRegion[] },
): Promise<void> {
  const before = new Map(stored.map((region) => [region.code, region]));
  const listed = new Map(rows.map((region) => [region.code, region]));
  const all = [...new Map<string, RegionRow>([...before, ...listed]).values()];
  const placed = places(regionTree(all));
  const order = siblingOrder(all, [...listed.keys()]);
  const changed = all
    .map(({ code, parent, kind, name }) => ({
      code,
      parent,
      kind,
      name,
      position: order.get(code),
      ...placed.get(code),
    }))
    .filter(({ code, path, position }) => {
      const old = before.get(code);
      return listed.has(code) || old?.path !== path || old?.position !== position;
    });
  await sql`
    insert into regions (code, parent_code, level, kind, name, path, position)
    select code, parent, level, kind, name, path, position
    from jsonb_to_recordset(${sql.json(changed)})
      as row (code text, parent text, level smallint, kind text, name text, path text, position integer)
    on conflict (code) do update set
      parent_code = excluded.parent_code, level = excluded.level, kind = excluded.kind, name = excluded.name,
      path = excluded.path, position = excluded.position`;
}

/**
 * Siblings follow the table when it names them all; otherwise those of the register keep their order and new ones
 * come last, so that a table of one added village does not move it to the front.
 * @param all stored regions in their order, then new ones @param listed codes of the table, in its order
 */
function siblingOrder(all: readonly RegionRow[], listed: readonly string[]): Map<string, number> {
  const rank = new Map(listed.map((code, index) => [code, index]));
  const groups = new Map<string, string[]>();
  for (const { code, parent } of all) {
    const group = groups.get(parent ?? '');
    if (group) group.push(code);
    else groups.set(parent ?? '', [code]);
  }
  const order = new Map<string, number>();
  for (const group of groups.values()) {
    if (group.every((code) => rank.has(code))) group.sort((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0));
    for (const [index, code] of group.entries()) order.set(code, index);
  }
  return order;
}

/**
 * A contact is a post, not a person: its row and what hangs on it stay when somebody else takes over. A new number
 * or address is not known to be bad, a new person has not opted out, and the links in the predecessor's messages open nothing more.
 */
async function storeContacts(sql: Queries, rows: ContactRow[]): Promise<void> {
  await sql`
    with row as (
      select * from jsonb_to_recordset(${sql.json(rows.map((row) => ({ ...row })))})
        as r(region text, role text, name text, phone text, email text, language text, "leaveFrom" date, "leaveUntil" date)),
    handed_over as (
      select c.id from contacts c join row on row.region = c.region_code and row.role = c.role where row.name <> c.name),
    revoked as (
      update links set revoked_at = clock_timestamp()
      where contact_id in (select id from handed_over) and revoked_at is null)
    insert into contacts as old (region_code, role, name, phone, email, language, leave_from, leave_until)
    select region, role, name, phone, email, language, "leaveFrom", "leaveUntil" from row
    on conflict (region_code, role) do update set
      name = excluded.name, phone = excluded.phone, email = excluded.email, language = excluded.language,
      leave_from = excluded.leave_from, leave_until = excluded.leave_until,
      phone_bad = case when old.phone is not distinct from excluded.phone then old.phone_bad end,
      email_bad = case when old.email is not distinct from excluded.email then old.email_bad end,
      opted_out = old.opted_out and old.name = excluded.name`;
}
