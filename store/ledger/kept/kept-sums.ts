import type { Instant } from '../../../domain/instant';
import type { Places, Unnamed } from '../../../domain/ledger/reconciliation';
import type { Queries } from '../../db/db';
import { below } from '../../db/scope';
import type { Looked, Sums } from '../level-sums';

/** Sums as they were counted last. */
export const KEPT: Sums = {
  units: (sql, campaign) => sql`units as materialized (select * from unit_sums where campaign_id = ${campaign})`,
  flows: (sql, campaign) => sql`summed as materialized (select * from place_flows where campaign_id = ${campaign})`,
};

/** A count of all rows, transfers and deliveries of a campaign. */
export interface LastCount {
  at: Instant;
  tookMs: number;
  /** The newest transfer and deed that it knows. */
  transfer: number | null;
  deed: number | null;
  /** Where everything is, and balances that are not the sum of their transfers. */
  places: Places[];
  off: Unnamed[];
}

/** @returns the last count; null before the first */
export async function lastCount(sql: Queries, campaign: string): Promise<LastCount | null> {
  const [found] = await sql<LastCount[]>`
    select at, took_ms as "tookMs", transfer, deed, places, off from ledger_counts where campaign_id = ${campaign}`;
  return found ?? null;
}

/** What rows of a category are to get, and have got. */
export interface CategoryFigures {
  list: string;
  category: string;
  /** Rows that are entitled to something; of these, those whose delivery is done. */
  owed: number;
  served: number;
  /** Whole units; fen for money. */
  things: { item: string; purse: string; planned: number; delivered: number }[];
}

/** What was handed over on one day, by the clock of who handed it over. */
export interface DayFigures {
  /** `2026-12-05`, in the campaign's zone. */
  day: string;
  item: string;
  purse: string;
  /** Whole units; fen for money. */
  quantity: number;
  rows: number;
}

/** The units of a region, as the column of a table of sums. */
const inRegion = (sql: Queries, region: string) => sql`
  join regions g on g.code = unit_code and ${below(sql, sql`g.path`, sql`(select path from regions where code = ${region})`)}`;

/** @returns what the rows of a region are to get and have got, by list and category */
export const figuresByCategory = (sql: Queries, { campaign, region }: Looked): Promise<CategoryFigures[]> =>
  sql<CategoryFigures[]>`
    with rows as (
      select list, category, sum(owed)::int as owed, sum(served)::int as served
      from unit_rows ${inRegion(sql, region)} where campaign_id = ${campaign} group by 1, 2),
    sums as (
      select list, category, item, purse, sum(planned)::bigint as planned, sum(delivered)::bigint as delivered
      from unit_sums ${inRegion(sql, region)} where campaign_id = ${campaign} group by 1, 2, 3, 4),
    things as (
      select list, category, jsonb_agg(jsonb_build_object('item', item, 'purse', purse,
               'planned', planned, 'delivered', delivered) order by item <> 'cny', purse, item) as things
      from sums where planned > 0 group by 1, 2)
    select list, category, owed, served, coalesce(things, '[]') as things
    from rows left join things using (list, category) order by list, category`;

/** @returns what was handed over to the rows of a region, by day; what came back later is not taken off */
export const figuresByDay = (sql: Queries, { campaign, region }: Looked): Promise<DayFigures[]> => sql<DayFigures[]>`
  select day::text, item, purse, sum(quantity)::bigint as quantity, sum(rows)::int as rows
  from unit_days ${inRegion(sql, region)} where campaign_id = ${campaign}
  group by 1, 2, 3 order by 1, item <> 'cny', 3, 2`;
