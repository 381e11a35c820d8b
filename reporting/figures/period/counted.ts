import { type Bounds, COUNTED, type Happened } from '../../../domain/report/period';
import type { Fragment, Queries } from '../../../store/db/db';

/** A campaign in a period. */
export interface In {
  campaign: string;
  bounds: Bounds;
}

/** The rule of `happenedIn`, for a table by its alias. */
export function during(sql: Queries, { from, until }: Bounds, what: Happened, alias: string): Fragment {
  const at = sql(`${alias}.${COUNTED[what].at}`);
  return sql`${at} >= ${from} and ${at} < ${until}`;
}

/** It was before the end of the period. */
export const before = (sql: Queries, bounds: Bounds, what: keyof typeof COUNTED, alias: string): Fragment =>
  sql`${sql(`${alias}.${COUNTED[what].at}`)} < ${bounds.until}`;
