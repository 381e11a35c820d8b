import type { Fragment, Queries } from './db';

/**
 * @param region code at the top of what may be seen; null is everything
 * @param pathColumn the column with a region's path, for example `g.path`
 * @returns the condition that the region lies within it; a region that is no longer in the register shows nothing
 */
export const within = (sql: Queries, region: string | null, pathColumn: string): Fragment =>
  region === null
    ? sql`true`
    : sql`coalesce(starts_with(${sql(pathColumn)}, (select path from regions where code = ${region})), false)`;

/**
 * @param scope the region of a campaign, as SQL
 * @returns the condition that the campaign concerns a region: it lies within it, or around it
 */
export const concerns = (sql: Queries, region: string | null, scope: Fragment): Fragment =>
  region === null
    ? sql`true`
    : sql`exists (select from regions its, regions his where its.code = ${scope} and his.code = ${region}
                  and (starts_with(its.path, his.path) or starts_with(his.path, its.path)))`;
