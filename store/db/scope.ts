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

/** The part of a campaign that is counted: what lies in a region, or all of it when null. */
export type Part = string | null;

/** How one statement counts for each of several regions, or for the whole campaign. */
export interface Split {
  /** The region that a row is counted for, as SQL. */
  part: Fragment;
  /** A join that keeps the rows of the regions, by the column with their region's code. */
  joinOn(column: string): Fragment;
}

/**
 * Counts for all these parts by one statement for the regions and one for the whole, however many regions there are.
 * @param count the statement; each row names its part
 * @returns the rows of each part; none for a region without rows, and for one that is no longer in the register
 */
export async function byPart<Row extends object>(
  sql: Queries,
  parts: readonly Part[],
  count: (split: Split) => Promise<readonly (Row & { part: Part })[]>,
): Promise<Map<Part, Row[]>> {
  const regions = parts.filter((part) => part !== null);
  const rows = [
    ...(parts.includes(null) ? await count(whole(sql)) : []),
    ...(regions.length > 0 ? await count(among(sql, regions)) : []),
  ];
  const found = new Map<Part, Row[]>(parts.map((part) => [part, []]));
  for (const { part, ...row } of rows) found.get(part)?.push(row as unknown as Row);
  return found;
}

/** Without a join: it would cost as much as the count. */
const whole = (sql: Queries): Split => ({ part: sql`null::text`, joinOn: () => sql`` });

/** Regions may lie within one another: a row is counted for each of them. */
const among = (sql: Queries, regions: readonly string[]): Split => ({
  part: sql`its.code`,
  joinOn: (column) => sql`
    join (regions its join regions g on ${below(sql, sql`g.path`, sql`its.path`)}) on g.code = ${sql(column)}
      and its.code = any(${[...regions]})`,
});
