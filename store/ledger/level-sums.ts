import { randomInt } from 'node:crypto';
import type { Flow, Held, Plan } from '../../domain/ledger/levels';
import type { Unnamed } from '../../domain/ledger/reconciliation';
import type { Fragment, Queries } from '../db/db';

/** A campaign, and the region whose parts are told apart: each region right below it, and itself. */
export interface Looked {
  campaign: string;
  region: string;
}

/** Each region below with the part that it lies in. The part is the next word of its path. */
const places = (sql: Queries, region: string): Fragment => sql`
  place as materialized (
    select g.code, coalesce(nullif(split_part(substr(g.path, length(r.path) + 1), '/', 1), ''), r.code) as part
    from regions r join regions g on g.path ~>=~ r.path and g.path ~<~ (left(r.path, -1) || '0') where r.code = ${region})`;

/** Where sums come from: counted now, or kept from the last count. */
export interface Sums {
  /** As `units`: what rows are to get and have got, by unit. */
  units(sql: Queries, campaign: string): Fragment;
  /** As `summed`: what went from place to place. */
  flows(sql: Queries, campaign: string): Fragment;
}

/** What is with the rows of a category, in a part of a region. Whole units; fen for money. */
export interface Given {
  region: string;
  category: string;
  item: string;
  purse: string;
  quantity: number;
}

/** What rows are to get and have got: sums by part, what they have by category too, and what does not fit, by unit. */
export interface RowsHeld {
  plans: Plan[];
  given: Given[];
  off: Unnamed[];
}

/**
 * Rows held against what was handed to them. Half a million rows are alike in a few ways: in what they are entitled to
 * and in what they have got, which a weighed sum tells. Each of these ways is looked at item by item once, with one of
 * its rows; a row that something came back from is a way of its own. As `units`: sums by list, category, unit, item,
 * purse, why the rest is not there, and what does not fit.
 */
export const rowsInUnits = (sql: Queries, campaign: string): Fragment => {
  // Other weights each time, so that nobody can choose sums that look alike.
  const seed = randomInt(2 ** 31);
  return sql`
    given as (
      select split_part(account, ':', 2)::bigint as entry_id,
             sum(quantity * (1 + (hashtextextended(item || ' ' || purse, ${seed}) & 1048575))) as weight
      from balances where campaign_id = ${campaign} and account like 'with:%' and quantity > 0 group by 1),
    back as materialized (
      select split_part(t.from_account, ':', 2)::bigint as entry_id, t.item, t.purse, sum(t.quantity)::bigint as quantity
      from transfers t
      where t.campaign_id = ${campaign} and t.kind = 'return' and t.from_account like 'with:%'
        and not exists (select from transfers r where r.reverses = t.id) group by 1, 2, 3),
    listed as (
      select e.id, e.list, e.category, e.unit_code, e.state, case when e.state <> 'out' then e.entitled end as entitled, g.weight,
             case when b.entry_id is not null then e.id end as alone,
             e.done >= coalesce(array_position(l.track, 'deliver'), 1000) and e.undelivered_because is null as served,
             case when e.state in ('held', 'twin', 'returned') then e.state else coalesce(e.undelivered_because, 'unexplained') end as why
      from entries e join lists l on l.campaign_id = e.campaign_id and l.id = e.list
      left join given g on g.entry_id = e.id
      left join (select distinct entry_id from back) b on b.entry_id = e.id
      where e.campaign_id = ${campaign} and (g.weight is not null or e.entitled is not null and e.state <> 'out')),
    alike as (
      select list, category, unit_code, state, entitled, weight, alone, served, why, count(*) as n, min(id) as example
      from listed group by 1, 2, 3, 4, 5, 6, 7, 8, 9),
    ways as materialized (select a.*, dense_rank() over (order by entitled, weight, alone) as way from alike a),
    examples as materialized (select distinct on (way) way, entitled, example from ways order by way),
    due as (
      select x.way, l.item, l.purse, sum(l.quantity)::bigint as quantity
      from examples x cross join lateral entitled_lines(x.entitled) l group by 1, 2, 3),
    got as (
      select x.way, b.item, b.purse, b.quantity
      from examples x cross join lateral (
        select * from balances where campaign_id = ${campaign} and account = 'with:' || x.example and quantity > 0 offset 0) b),
    judged as materialized (
      select h.way, h.item, h.purse, h.due, h.given, least(h.due, h.given) as got,
             least(coalesce(b.quantity, 0), h.due - least(h.due, h.given)) as back
      from (
        select way, item, purse, coalesce(d.quantity, 0) as due, coalesce(g.quantity, 0) as given
        from due d full join got g using (way, item, purse)) h
      join examples x using (way) left join back b on b.entry_id = x.example and b.item = h.item and b.purse = h.purse),
    units as materialized (
      select w.list, w.category, w.unit_code, j.item, j.purse, case when j.got + j.back < j.due then w.why end as why,
             case when j.given > 0 and w.state in ('held', 'twin', 'out') then 'given-while-held'
                  when j.given > j.due then 'given-too-much'
                  when j.given + j.back < j.due and w.served then 'given-short' end as code,
             sum(j.due * w.n)::bigint as planned, sum(j.got * w.n)::bigint as delivered, sum(j.back * w.n)::bigint as returned,
             sum(j.given * w.n)::bigint as given, sum(w.n)::int as rows,
             (coalesce(sum(w.n) filter (where j.due > 0), 0))::int as owed,
             (coalesce(sum(w.n) filter (where j.due > 0 and j.got >= j.due), 0))::int as served
      from ways w join judged j using (way) group by 1, 2, 3, 4, 5, 6, 7)`;
};

/** @returns sums by part of a region, and what does not fit, by unit */
export async function rowsHeld(sql: Queries, { campaign, region }: Looked, sums: Sums): Promise<RowsHeld> {
  const [found] = await sql<RowsHeld[]>`
    with ${places(sql, region)},
    ${sums.units(sql, campaign)},
    here as (select u.*, p.part from units u join place p on p.code = u.unit_code),
    parts as (
      select part, item, purse, why, sum(planned)::bigint as planned, sum(delivered)::bigint as delivered,
             sum(returned)::bigint as returned, sum(given)::bigint as given,
             sum(owed)::int as owed, sum(served)::int as served from here group by 1, 2, 3, 4)
    select
      (select coalesce(jsonb_agg(jsonb_build_object(
         'region', part, 'item', item, 'purse', purse, 'planned', planned, 'delivered', delivered, 'returned', returned, 'rows', given, 'owed', owed, 'served', served,
         'undelivered', case when why is null then '{}'::jsonb else jsonb_build_object(why, planned - delivered - returned) end)), '[]')
       from parts) as plans,
      (select coalesce(jsonb_agg(g order by region, category, purse, item), '[]')
       from (select part as region, category, item, purse, sum(given)::bigint as quantity from here group by 1, 2, 3, 4) g) as given,
      (select coalesce(jsonb_agg(jsonb_build_object('code', code, 'item', item, 'purse', purse, 'expected', expected, 'found', found,
         'rows', rows, 'ask', unit_code) order by unit_code, code, purse, item), '[]')
       from (select code, item, purse, unit_code, sum(planned)::bigint as expected, sum(given)::bigint as found, sum(rows)::int as rows
             from here where code is not null group by 1, 2, 3, 4) o) as off`;
  return found ?? { plans: [], given: [], off: [] };
}

/** @returns what stores and notes hold, by part: a note lies with its receiver */
export const heldBy = (sql: Queries, { campaign, region }: Looked): Promise<Held[]> => sql<Held[]>`
  with ${places(sql, region)}
  select p.part as region, b.item, b.purse,
         coalesce(sum(b.quantity) filter (where b.account like 'promised:%'), 0)::bigint as promised,
         coalesce(sum(b.quantity) filter (where b.account like 'store:%'), 0)::bigint as stores,
         coalesce(sum(b.quantity) filter (where b.account like 'way:%'), 0)::bigint as ways
  from balances b
  left join dispatches d on d.id = case when b.account like 'way:%' then split_part(b.account, ':', 2)::bigint end
  join place p on p.code = coalesce(d.to_code, split_part(b.account, ':', 2))
  where b.campaign_id = ${campaign} and b.account not like 'with:%' and b.account ~ '^(promised|store|way):' and b.quantity <> 0
  group by 1, 2, 3 order by 1, 3, 2`;

/** What went from place to place, as `summed`; undone transfers are left out. */
export const flowsInPlaces = (sql: Queries, campaign: string): Fragment => sql`
  undone as materialized (select reverses from transfers where campaign_id = ${campaign} and reverses is not null),
  standing as not materialized (
    select t.item, t.purse, t.quantity, t.from_account, t.to_account from transfers t
    where t.campaign_id = ${campaign} and t.reverses is null and not exists (select from undone u where u.reverses = t.id)),
  -- Nearly all go from a few stores to the rows of a few units, so sums come before names of places.
  given as (
    select s.item, s.purse, s.from_account, e.unit_code, sum(s.quantity)::bigint as quantity
    from standing s join entries e on e.id = substr(s.to_account, 6)::bigint
    where s.to_account like 'with:%' group by 1, 2, 3, 4),
  others as (
    select s.item, s.purse, s.quantity,
           split_part(s.from_account, ':', 1) as source, split_part(s.from_account, ':', 2) as here,
           split_part(s.to_account, ':', 1) as target, split_part(s.to_account, ':', 2) as there
    from standing s where s.to_account not like 'with:%'),
  placed as (
    select item, purse, quantity, 'store' as source, 'with' as target, null as word, substr(from_account, 7) as here, unit_code as there
    from given
    union all
    select s.item, s.purse, s.quantity, s.source, s.target, s.there as word,
           case s.source when 'way' then (select d.to_code from dispatches d where d.id = s.here::bigint)
             when 'with' then (select e.unit_code from entries e where e.id = s.here::bigint)
             when 'from' then null else s.here end as here,
           case s.target when 'way' then (select d.to_code from dispatches d where d.id = s.there::bigint)
             when 'to' then null when 'from' then null else s.there end as there
    from others s),
  summed as (
    select item, purse, here, there, case source when 'from' then source else 'inside' end as source,
           case target when 'from' then target when 'to' then case when word in ('lost', 'counted') then 'gone' else 'spent' end else 'inside' end as target,
           sum(quantity)::bigint as quantity
    from placed group by 1, 2, 3, 4, 5, 6)`;

/** @returns what went from part to part, into the region and out of it; undone transfers are left out */
export const flowsBetween = (sql: Queries, { campaign, region }: Looked, sums: Sums): Promise<Flow[]> => sql<Flow[]>`
  with ${places(sql, region)},
  ${sums.flows(sql, campaign)}
  select f.part as "from", t.part as "to", s.source, s.target, s.item, s.purse, sum(s.quantity)::bigint as quantity
  from summed s left join place f on f.code = s.here left join place t on t.code = s.there
  where f.part is distinct from t.part group by 1, 2, 3, 4, 5, 6`;

/** Counted now, from rows and transfers. */
export const COUNTED_NOW: Sums = { units: rowsInUnits, flows: flowsInPlaces };
