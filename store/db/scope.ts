import type { Fragment, Queries } from './db';

/**
 * A subtree is what has its top's path before it. Asked as a range, byte by byte, an index on the path serves it, which
 * it does not for `starts_with` with a value that is not known when the statement is planned. Paths end in '/', and '0'
 * comes next.
 * @param path the column with a region's path, as SQL @param top the path at the top, as SQL
 * @returns the condition that a region lies at or below the top
 */
export const below = (sql: Queries, path: Fragment, top: Fragment): Fragment =>
  sql`(${path} ~>=~ ${top} and ${path} ~<~ (left(${top}, -1) || '0'))`;

/**
 * @param region code at the top of what may be seen; null is everything
 * @param pathColumn the column with a region's path, for example `g.path`
 * @returns the condition that the region lies within it; a region that is no longer in the register shows nothing
 */
export const within = (sql: Queries, region: string | null, pathColumn: string): Fragment =>
  region === null ? sql`true` : below(sql, sql`${sql(pathColumn)}`, pathOf(sql, region));

/** Without the region, a path that none begins with. */
const pathOf = (sql: Queries, region: string): Fragment =>
  sql`coalesce((select path from regions where code = ${region}), '/')`;

/**
 * @param scope the region of a campaign, as SQL
 * @returns the condition that the campaign concerns a region: it lies within it, or around it
 */
export const concerns = (sql: Queries, region: string | null, scope: Fragment): Fragment =>
  region === null
    ? sql`true`
    : sql`exists (select from regions its, regions theirs where its.code = ${scope} and theirs.code = ${region}
                  and (starts_with(its.path, theirs.path) or starts_with(theirs.path, its.path)))`;

/** @returns the condition that a place lies within the reader's region, or around it. */
export const touches = (sql: Queries, top: string | null, path: Fragment): Fragment =>
  top === null
    ? sql`true`
    : sql`exists (select from regions own where own.code = ${top}
                  and (starts_with(${path}, own.path) or starts_with(own.path, ${path})))`;
