import type { Fragment, Queries } from '../../db/db';
import { within } from '../../db/scope';

/**
 * Whom a reader may see: who lives in the reader's region, or is on a list of a unit there. It is the one condition for
 * lists, search, export and the texts of refusals. The query calls the table of people `p`.
 * @param top the reader's region; null for everything
 */
export const visible = (sql: Queries, top: string | null): Fragment =>
  top === null
    ? sql`true`
    : sql`exists (
        -- From the person to the regions: by a region's subtree, each person would read all of it.
        select from (
          select p.region_code as code
          union all select e.unit_code from entries e where e.subject_id = p.id
          union all select e.unit_code from people h join entries e on e.subject_id = h.id where h.head_id = p.id) place
        cross join lateral (select path from regions where code = place.code offset 0) g
        where ${within(sql, top, 'g.path')})`;
