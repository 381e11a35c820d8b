import type { Instant } from '../../domain/instant';
import type { Queries } from '../db/db';
import type { RegionRow } from './tables/rows';

/** One change of a region, by whichever way it was made. */
export interface RegionChange {
  at: Instant;
  what: 'renamed' | 'moved' | 'merged' | 'closed' | 'reopened';
  /** Names; of superiors for a move, of the successor for a merger. */
  before: string | null;
  after: string | null;
}

export type RegionNow = RegionRow & { path: string; closedAt: Instant | null; intoName: string | null };

/** @returns a region, closed ones as well; null for an unknown code */
export async function regionNow(sql: Queries, code: string): Promise<RegionNow | null> {
  const [region] = await sql<RegionNow[]>`
    select r.code, r.parent_code as parent, r.kind, r.name, r.tags, r.path, r.closed_at as "closedAt",
           (select name from regions i where i.code = r.merged_into) as "intoName"
    from regions r where r.code = ${code}`;
  return region ?? null;
}

/** @returns the changes of a region, the newest first */
export const changesOfRegion = (sql: Queries, code: string): Promise<RegionChange[]> => sql<RegionChange[]>`
  select c.at, c.what, case when c.what = 'renamed' then c.before else b.name end as before,
         case when c.what = 'renamed' then c.after else a.name end as after
  from region_changes c left join regions b on b.code = c.before left join regions a on a.code = c.after
  where c.region_code = ${code} order by c.id desc limit 100`;

/** @returns the open regions right below one, as rows of a table */
export const rowsBelow = (sql: Queries, code: string): Promise<RegionRow[]> => sql<RegionRow[]>`
  select code, parent_code as parent, kind, name from regions
  where parent_code = ${code} and closed_at is null order by position, code`;

/** @returns the closed regions right below one, with the names of their successors */
export const closedBelow = (
  sql: Queries,
  code: string,
): Promise<{ code: string; name: string; into: string | null }[]> => sql<
  { code: string; name: string; into: string | null }[]
>`
  select r.code, r.name, i.name as into from regions r left join regions i on i.code = r.merged_into
  where r.parent_code = ${code} and r.closed_at is not null order by r.position, r.code`;

/**
 * Closes a region: it is asked no more, and nobody has a duty for it. Triggers end the links in earlier messages.
 * @param into the region that answers for it now: its people take the duties that nobody has there
 */
export async function closeRegion(
  sql: Queries,
  { region, into }: { region: string; into: string | null },
): Promise<void> {
  if (into !== null)
    await sql`
      insert into duties (region_code, role, deputy, contact_id, leave_from, leave_until)
      select ${into}, role, deputy, contact_id, leave_from, leave_until from duties where region_code = ${region}
      on conflict (region_code, role, deputy) do nothing`;
  await sql`delete from duties where region_code = ${region}`;
  await sql`update regions set closed_at = clock_timestamp(), merged_into = ${into} where code = ${region}`;
}

/** Opens a closed region again, without its former people. */
export const reopenRegion = async (sql: Queries, region: string): Promise<void> => {
  await sql`update regions set closed_at = null, merged_into = null where code = ${region}`;
};

/** A place without somebody who can be reached. */
export interface Gap {
  code: string;
  name: string;
  kind: string;
  above: string;
  /** Nobody is the contact, or neither number nor address works. */
  why: 'nobody' | 'unreachable';
}

const MOST_GAPS = 2000;

/**
 * @returns open places whose contact is missing or cannot be reached, in the order of the tree; `more` beyond the
 * first
 */
export async function gapsBelow(
  sql: Queries,
  top: string | null,
  most = MOST_GAPS,
): Promise<{ gaps: Gap[]; more: number }> {
  const rows = await sql<(Gap & { count: number })[]>`
    select g.code, g.name, g.kind, coalesce(p.name, '') as above, count(*) over ()::int as count,
           case when exists (select from duties d join contacts k on k.id = d.contact_id and k.name is not null
                             where d.region_code = g.code and d.role = 'contact' and not d.deputy)
                then 'unreachable' else 'nobody' end as why
    from regions g left join regions p on p.code = g.parent_code
    where g.closed_at is null
      and (${top}::text is null or g.path like (select t.path || '%' from regions t where t.code = ${top}))
      and not exists (select from duties d join reach w on w.contact_id = d.contact_id and w.campaign_id is null
                      where d.region_code = g.code and d.role = 'contact' and (w.no_sms is null or w.no_email is null))
    order by g.path limit ${most}`;
  const gaps = rows.map(({ count: _, ...gap }) => gap);
  return { gaps, more: (rows[0]?.count ?? 0) - gaps.length };
}
