import type { Fragment, Queries } from './db';

/**
 * A subtree is all paths that begin with its top's path. The condition is a range of bytes, so that an index on the
 * path serves it; it would not serve `starts_with` with a value unknown at planning time. Paths end in '/', and '0' is
 * the next byte.
 * @param path the column with a region's path, as SQL @param top the path of the top, as SQL
 * @returns the condition that a region lies at or below the top
 */
export const below = (sql: Queries, path: Fragment, top: Fragment): Fragment =>
  sql`(${path} ~>=~ ${top} and ${path} ~<~ (left(${top}, -1) || '0'))`;

/**
 * @param region code of the highest visible region; null means everything
 * @param pathColumn the column with a region's path, for example `g.path`
 * @returns the condition that the region lies within it; a region that is no longer in the register shows nothing
 */
export const within = (sql: Queries, region: string | null, pathColumn: string): Fragment =>
  region === null ? sql`true` : below(sql, sql`${sql(pathColumn)}`, pathOf(sql, region));

/** If the region is missing, a path that no other begins with. */
const pathOf = (sql: Queries, region: string): Fragment =>
  sql`coalesce((select path from regions where code = ${region}), '/')`;

/**
 * @param scope the region of a campaign, as SQL
 * @returns the condition that the campaign concerns a region: its scope lies within the region, or around it
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
