import type { Fragment, Queries } from '../../db/db';
import { within } from '../../db/scope';

/**
 * Whom a reader may see: the one condition for lists, search, export and the texts of refusals. The query calls the
 * table of people `p`.
 * @param top the reader's region; null for everything
 */
export const visible = (sql: Queries, top: string | null): Fragment =>
  top === null
    ? sql`true`
    : sql`exists (select from regions lives where lives.code = p.region_code and ${within(sql, top, 'lives.path')})`;
