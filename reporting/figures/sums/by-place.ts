import type { Fragment, Queries } from '../../../store/db/db';

/** How sums are told apart: not at all, or by the regions right below one. */
export interface ByPlace {
  /** @param column the code of the unit that a row belongs to */
  join(column: string): Fragment;
  /** The region; empty where sums are not told apart. */
  region: Fragment;
}

/** @returns one sum for all */
export const together = (sql: Queries): ByPlace => ({ join: () => sql``, region: sql`''::text` });

/** @returns a sum for each region right below that of the path, and for the region itself where it was asked */
export const byPlacesBelow = (sql: Queries, path: string): ByPlace => ({
  join: (column) => sql`join regions unit on unit.code = ${sql(column)} and starts_with(unit.path, ${path})`,
  region: childOf(sql, path),
});

/** The code right below `path` in the path of `unit`; the path's own last code for the region itself. */
export const childOf = (sql: Queries, path: string): Fragment =>
  sql`case when unit.path = ${path} then unit.code
           else split_part(substr(unit.path, ${path.length + 1}::int), '/', 1) end`;
