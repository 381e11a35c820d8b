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

/** What rows are to get and have got: sums by part, and what does not fit, by unit. */
export interface RowsHeld {
  plans: Plan[];
  off: Unnamed[];
}

/**
 * Rows held against what was handed to them. Half a million rows are alike in a few ways, so what they are entitled
 * to is read once for each of these; and most have got all of it or nothing, so only the others are looked at item
 * by item. As `units`: sums by list, unit, item, purse, why the rest is not there, and what does not fit.
 */
export const rowsInUnits = (sql: Queries, campaign: string): Fragment => {
  const seed = randomInt(2 ** 31);
  const weighed = (item: Fragment, purse: Fragment) =>
    sql`(1 + (hashtextextended(${item} || ' ' || ${purse}, ${seed}) & 1048575))`;
  const why = sql`case when r.state in ('held', 'twin', 'returned') then r.state else coalesce(r.undelivered_because, 'unexplained') end`;
  return sql`
    alike as materialized (
      select row_number() over () as nr, entitled
      from (select distinct entitled from entries where campaign_id = ${campaign} and entitled is not null) d),
    lines as materialized (
      select a.nr, l.item, l.purse, sum(l.quantity)::bigint as quantity
      from alike a cross join lateral entitled_lines(a.entitled) l group by 1, 2, 3),
    entitled as materialized (
      select a.nr, a.entitled, w.weight from alike a
      join (select nr, sum(quantity * ${weighed(sql`item`, sql`purse`)}) as weight from lines group by 1) w using (nr)),
    given as (
      select split_part(account, ':', 2)::bigint as entry_id, sum(quantity * ${weighed(sql`item`, sql`purse`)}) as weight
      from balances where campaign_id = ${campaign} and account like 'with:%' and quantity > 0 group by 1),
    back as materialized (
      select split_part(t.from_account, ':', 2)::bigint as entry_id, t.item, t.purse, sum(t.quantity)::bigint as quantity
      from transfers t
      where t.campaign_id = ${campaign} and t.kind = 'return' and t.from_account like 'with:%'
        and not exists (select from transfers r where r.reverses = t.id) group by 1, 2, 3),
    listed as materialized (
      select e.id, e.list, e.unit_code, e.state, e.undelivered_because, n.nr, g.weight is not null as has,
             e.done >= coalesce(array_position(l.track, 'deliver'), 1000) and e.undelivered_because is null as served,
             n.nr is null or g.weight <> n.weight or b.entry_id is not null as odd
      from entries e join lists l on l.campaign_id = e.campaign_id and l.id = e.list
      left join entitled n on n.entitled = e.entitled and e.state <> 'out'
      left join given g on g.entry_id = e.id
      left join (select distinct entry_id from back) b on b.entry_id = e.id
      where e.campaign_id = ${campaign} and (n.nr is not null or g.weight is not null)),
    plain as (
      select r.list, r.unit_code, r.nr, r.has, r.served, r.state, ${why} as why, count(*) as n
      from listed r where r.odd is not true group by 1, 2, 3, 4, 5, 6, 7),
    odd as (select r.*, ${why} as why from listed r where r.odd),
    due as (select o.id, l.item, l.purse, l.quantity from odd o join lines l using (nr)),
    got as (
      select o.id, b.item, b.purse, b.quantity
      from odd o join balances b on b.campaign_id = ${campaign} and b.account = 'with:' || o.id and b.quantity > 0),
    held as (
      select id, item, purse, coalesce(d.quantity, 0) as due, coalesce(g.quantity, 0) as given, least(coalesce(d.quantity, 0), coalesce(g.quantity, 0)) as got
      from due d full join got g using (id, item, purse)),
    judged as (
      select o.list, o.unit_code, x.item, x.purse, o.why, o.state, o.served, x.due, x.given, x.got,
             least(coalesce(b.quantity, 0), x.due - x.got) as back
      from held x join odd o using (id) left join back b on b.entry_id = x.id and b.item = x.item and b.purse = x.purse),
    units as materialized (
      select list, unit_code, item, purse, case when got + back < due then why end as why,
             case when given > 0 and state in ('held', 'twin', 'out') then 'given-while-held'
                  when given > due then 'given-too-much'
                  when given + back < due and served then 'given-short' end as code,
             sum(due)::bigint as planned, sum(got)::bigint as delivered, sum(back)::bigint as returned, sum(given)::bigint as given,
             count(*)::int as rows, (count(*) filter (where due > 0))::int as owed, (count(*) filter (where due > 0 and got >= due))::int as served
      from judged group by 1, 2, 3, 4, 5, 6
      union all
      select p.list, p.unit_code, l.item, l.purse, case when not p.has then p.why end,
             case when p.has and p.state in ('held', 'twin') then 'given-while-held' when not p.has and p.served then 'given-short' end,
             sum(l.quantity * p.n)::bigint, sum(case when p.has then l.quantity * p.n else 0 end)::bigint, 0::bigint,
             sum(case when p.has then l.quantity * p.n else 0 end)::bigint, sum(p.n)::int, sum(p.n)::int,
             sum(case when p.has then p.n else 0 end)::int
      from plain p join lines l using (nr) group by 1, 2, 3, 4, 5, 6)`;
};

/** @returns sums by part of a region, and what does not fit, by unit */
export async function rowsHeld(sql: Queries, { campaign, region }: Looked): Promise<RowsHeld> {
  const [found] = await sql<RowsHeld[]>`
    with ${places(sql, region)},
    ${rowsInUnits(sql, campaign)},
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
      (select coalesce(jsonb_agg(jsonb_build_object('code', code, 'item', item, 'purse', purse, 'expected', expected, 'found', found,
         'rows', rows, 'ask', unit_code) order by unit_code, code, purse, item), '[]')
       from (select code, item, purse, unit_code, sum(planned)::bigint as expected, sum(given)::bigint as found, sum(rows)::int as rows
             from here where code is not null group by 1, 2, 3, 4) o) as off`;
  return found ?? { plans: [], off: [] };
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
  where b.campaign_id = ${campaign} and b.account ~ '^(promised|store|way):' and b.quantity <> 0
  group by 1, 2, 3 order by 1, 3, 2`;

/** @returns what went from part to part, into the region and out of it; undone transfers are left out */
export const flowsBetween = (sql: Queries, { campaign, region }: Looked): Promise<Flow[]> => sql<Flow[]>`
  with ${places(sql, region)},
  undone as materialized (select reverses from transfers where campaign_id = ${campaign} and reverses is not null),
  standing as (
    select t.item, t.purse, t.quantity,
           split_part(t.from_account, ':', 1) as source, split_part(t.from_account, ':', 2) as here,
           split_part(t.to_account, ':', 1) as target, split_part(t.to_account, ':', 2) as there
    from transfers t
    where t.campaign_id = ${campaign} and t.reverses is null and not exists (select from undone u where u.reverses = t.id)),
  -- One store gives to the rows of a few units, so sums come before names of places.
  placed as (
    select s.item, s.purse, s.quantity, s.source, s.target, s.there as word,
           case s.source when 'way' then (select d.to_code from dispatches d where d.id = s.here::bigint)
             when 'with' then (select e.unit_code from entries e where e.id = s.here::bigint)
             when 'from' then null else s.here end as here,
           case s.target when 'way' then d.to_code when 'with' then e.unit_code when 'to' then null when 'from' then null else s.there end as there
    from standing s
    left join entries e on e.id = case s.target when 'with' then s.there::bigint end
    left join dispatches d on d.id = case s.target when 'way' then s.there::bigint end),
  summed as (
    select item, purse, here, there, case source when 'from' then source else 'inside' end as source,
           case target when 'from' then target when 'to' then case when word in ('lost', 'counted') then 'gone' else 'spent' end else 'inside' end as target,
           sum(quantity)::bigint as quantity
    from placed group by 1, 2, 3, 4, 5, 6)
  select f.part as "from", t.part as "to", s.source, s.target, s.item, s.purse, sum(s.quantity)::bigint as quantity
  from summed s left join place f on f.code = s.here left join place t on t.code = s.there
  where f.part is distinct from t.part group by 1, 2, 3, 4, 5, 6`;
