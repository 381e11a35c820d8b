import type { Queries } from '../db/db';
import { within } from '../db/scope';

/** A region in a list of one level. */
export interface RegionListed {
  code: string;
  name: string;
  kind: string;
  children: number;
  /** Whether no person there has a working number or address. */
  unreachable: boolean;
}

/**
 * @param under code of the superior; null for the tops
 * @param top top of the tree for this reader; null for the whole register
 * @returns regions in the register's order
 */
export const childRegions = (
  sql: Queries,
  { under, top }: { under: string | null; top: string | null },
): Promise<RegionListed[]> => sql<RegionListed[]>`
  select g.code, g.name, g.kind, (select count(*) from regions below where below.parent_code = g.code and below.closed_at is null) as children,
         not exists (select from duties d join reach w on w.contact_id = d.contact_id and w.campaign_id is null
                     where d.region_code = g.code and d.role = 'contact' and (w.no_sms is null or w.no_email is null)) as unreachable
  from regions g
  where g.closed_at is null and case when ${under}::text is not null then g.parent_code = ${under}
             when ${top}::text is not null then g.code = ${top} else g.parent_code is null end
  order by g.position, g.code`;

/** @returns the names of those of the codes that lie within `top`; null for the whole register */
export const namedRegions = (
  sql: Queries,
  { codes, top }: { codes: readonly string[]; top: string | null },
): Promise<Pick<RegionListed, 'code' | 'name'>[]> => sql<Pick<RegionListed, 'code' | 'name'>[]>`
  select g.code, g.name from regions g where g.code = any(${[...codes]}) and ${within(sql, top, 'g.path')}`;

/** @returns those of the codes that the register has. */
export async function regionsKnown(sql: Queries, codes: readonly string[]): Promise<Set<string>> {
  const rows = await sql<{ code: string }[]>`select code from regions where code = any(${[...codes]})`;
  return new Set(rows.map(({ code }) => code));
}
