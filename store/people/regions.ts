import { type RegionView, regionTree, subtree } from '../../domain/people/regions';
import type { Queries } from '../db/db';
import { below } from '../db/scope';
import type { RegionRow } from './tables/rows';

/**
 * @param code the top of the subtree
 * @returns that region and all below it that are not closed, each superior before its own regions, siblings in the
 *   order of the organisation's table; empty for an unknown code
 */
export async function regionsUnder(sql: Queries, code: string): Promise<RegionView[]> {
  const rows = await sql<RegionView[]>`
    select r.code, r.parent_code as parent, r.kind, r.name, r.level, r.tags
    from regions top join regions r on ${below(sql, sql`r.path`, sql`top.path`)}
    where top.code = ${code} and r.closed_at is null
    order by r.level, r.position, r.code`;
  return subtree(regionTree(rows), code);
}

/** @returns the names of regions by their codes */
export async function regionNames(sql: Queries, codes: readonly string[]): Promise<Map<string, string>> {
  const rows = await sql<{ code: string; name: string }[]>`
    select code, name from regions where code = any(${[...new Set(codes)]})`;
  return new Map(rows.map(({ code, name }) => [code, name]));
}

/** @returns whether the register knows this code. */
export async function regionExists(sql: Queries, code: string): Promise<boolean> {
  const [row] = await sql`select 1 from regions where code = ${code}`;
  return row !== undefined;
}

/** @returns the regions without a superior: one for each organisation in the register. */
export const topRegions = (sql: Queries): Promise<RegionView[]> => sql<RegionView[]>`
  select code, parent_code as parent, kind, name, level from regions
  where parent_code is null and closed_at is null order by code`;

/** @returns the regions that a plan is made of: those under its scope; without it the tops, which a refusal names */
export async function regionsToPlan(sql: Queries, scope: string): Promise<RegionView[]> {
  const under = await regionsUnder(sql, scope);
  return under.length > 0 ? under : topRegions(sql);
}

export type StoredRegion = RegionRow & { tags: string[]; path: string; position: number };

/** @returns every region of the register that is not closed in the form of a table, siblings in their order. */
export const storedRegions = (sql: Queries): Promise<StoredRegion[]> => sql<StoredRegion[]>`
  select code, parent_code as parent, kind, name, tags, path, position from regions
  where closed_at is null order by position, code`;

/**
 * @param scope code of a region
 * @returns the codes that lie in the scope, and the scope itself when it lies in one of them
 */
export async function within(sql: Queries, scope: string, codes: readonly string[]): Promise<string[]> {
  const rows = await sql<{ code: string }[]>`
    select distinct case when starts_with(g.path, top.path) then g.code else top.code end as code
    from regions g join regions top on starts_with(g.path, top.path) or starts_with(top.path, g.path)
    where top.code = ${scope} and g.code = any(${[...codes]}) order by 1`;
  return rows.map(({ code }) => code);
}
