import type { Queries } from '../../../store/db/db';
import { below } from '../../../store/db/scope';
import type { Looked } from '../../../store/ledger/level-sums';

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

const here = (sql: Queries, region: string) =>
  sql`${below(sql, sql`g.path`, sql`(select path from regions where code = ${region})`)}`;

/**
 * Rows are alike in a few ways, so what they are entitled to is read once for each of these.
 * @returns what the rows of a region are to get and have got, by list and category
 */
export const figuresByCategory = (sql: Queries, { campaign, region }: Looked): Promise<CategoryFigures[]> =>
  sql<CategoryFigures[]>`
    with listed as materialized (
      select e.id, e.list, e.category, e.entitled,
             e.done >= coalesce(array_position(l.track, 'deliver'), 1000) and e.undelivered_because is null as served
      from entries e join lists l on l.campaign_id = e.campaign_id and l.id = e.list join regions g on g.code = e.unit_code
      where e.campaign_id = ${campaign} and e.entitled is not null and e.state <> 'out' and ${here(sql, region)}),
    alike as (
      select list, category, entitled, count(*)::int as owed, (count(*) filter (where served))::int as served
      from listed group by 1, 2, 3),
    rows as (select list, category, sum(owed)::int as owed, sum(served)::int as served from alike group by 1, 2),
    due as (
      select a.list, a.category, l.item, l.purse, sum(l.quantity * a.owed)::bigint as planned
      from alike a cross join lateral entitled_lines(a.entitled) l group by 1, 2, 3, 4),
    got as (
      select r.list, r.category, b.item, b.purse, sum(b.quantity)::bigint as delivered
      from balances b join listed r on r.id = split_part(b.account, ':', 2)::bigint
      where b.campaign_id = ${campaign} and b.account like 'with:%' and b.quantity > 0 group by 1, 2, 3, 4),
    things as (
      select list, category, jsonb_agg(jsonb_build_object('item', item, 'purse', purse,
               'planned', coalesce(planned, 0), 'delivered', coalesce(delivered, 0)) order by item <> 'cny', purse, item) as things
      from due full join got using (list, category, item, purse) group by 1, 2)
    select list, category, owed, served, coalesce(things, '[]') as things
    from rows left join things using (list, category) order by list, category`;

/** @returns what was handed over to the rows of a region, by day; what came back later is not taken off */
export const figuresByDay = (
  sql: Queries,
  { campaign, region, zone }: Looked & { zone: string },
): Promise<DayFigures[]> => sql<DayFigures[]>`
  select (v.handed_at at time zone ${zone})::date::text as day, t.item, t.purse,
         sum(t.quantity)::bigint as quantity, count(distinct v.entry_id)::int as rows
  from deliveries v join entries e on e.id = v.entry_id join regions g on g.code = e.unit_code
  cross join lateral jsonb_to_recordset(v.things) as t(item text, purse text, quantity bigint)
  where v.campaign_id = ${campaign} and v.outcome = 'given' and ${here(sql, region)}
  group by 1, 2, 3 order by 1, t.item <> 'cny', 3, 2`;
