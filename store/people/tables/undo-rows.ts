import { createHash } from 'node:crypto';
import { type DutyWord, dutyOf } from '../../../domain/people/duties';
import type { Queries } from '../../db/db';
import { json } from '../../db/json';
import type { RegisterChanges } from './changes';
import type { ContactRow, RegionRow } from './rows';

/** Rows as they were before an import; null for what it added. */
export interface Before {
  regions: { code: string; before: RegionRow | null }[];
  duties: { region: string; role: DutyWord; before: ContactRow | null }[];
}

/** The rows that an import is about to change. Call it before they are written. */
export async function rowsBefore(sql: Queries, { changes }: RegisterChanges): Promise<Before> {
  const regions = changes.filter(({ what }) => what === 'region').map(({ region }) => region);
  const posts = changes.flatMap(({ what, region, role }) => (what === 'contact' && role ? [{ region, role }] : []));
  const stored = new Map((await regionRows(sql, regions)).map((row) => [row.code, row]));
  const duties = new Map((await dutyRows(sql, posts)).map((row) => [keyOf(row), row]));
  return {
    regions: regions.map((code) => ({ code, before: stored.get(code) ?? null })),
    duties: posts.map((post) => ({ ...post, before: duties.get(keyOf(post)) ?? null })),
  };
}

const keyOf = ({ region, role }: { region: string; role: string }): string => `${region} ${role}`;

/**
 * Keeps what is needed to undo an import, until the next one. Call it when the import is written.
 * @param account who made it; null for the command line
 */
export async function keepImport(
  sql: Queries,
  {
    before,
    top,
    account,
    ...counts
  }: { before: Before; top: string | null; account: number | null; regions: number; contacts: number },
): Promise<void> {
  await sql`
    update register_imports set before = null where before is not null and region_code is not distinct from ${top}`;
  await sql`
    insert into register_imports (account_id, region_code, regions, contacts, before, digest)
    values (${account}, ${top}, ${counts.regions}, ${counts.contacts}, ${json(sql, before)}, ${await digestNow(sql, before)})`;
}

/** @returns a digest of the rows as they are now */
export async function digestNow(sql: Queries, { regions, duties }: Before): Promise<string> {
  const now = [
    await regionRows(
      sql,
      regions.map(({ code }) => code),
    ),
    await dutyRows(sql, duties),
  ];
  return createHash('sha256').update(JSON.stringify(now)).digest('hex');
}

const regionRows = (sql: Queries, codes: readonly string[]): Promise<RegionRow[]> => sql<RegionRow[]>`
  select code, parent_code as parent, kind, name, tags from regions where code = any(${[...codes]}) order by code`;

async function dutyRows(
  sql: Queries,
  posts: readonly { region: string; role: DutyWord }[],
): Promise<(Omit<ContactRow, 'name'> & { name: string })[]> {
  const wanted = posts.map(({ region, role }) => ({ region, ...dutyOf(role) }));
  return sql<ContactRow[]>`
    select d.region_code as region, duty_word(d.role, d.deputy) as role, k.name, k.phone, k.email, k.language,
           d.leave_from as "leaveFrom", d.leave_until as "leaveUntil"
    from jsonb_to_recordset(${sql.json(wanted)}) as w(region text, role text, deputy boolean)
    join duties d on d.region_code = w.region and d.role = w.role and d.deputy = w.deputy
    join contacts k on k.id = d.contact_id order by d.region_code, d.role, d.deputy`;
}
