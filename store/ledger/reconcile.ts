import { type Difference, missingFrom, type Places } from '../../domain/ledger/reconciliation';
import type { Queries } from '../db/db';
import { within } from '../db/scope';
import { ledgerOf } from './ledger-of';

/** The accounts of a campaign held against each other. */
export interface Reconciliation {
  balanced: boolean;
  differences: Difference[];
  /** Where everything is, by purse and item. */
  places: Places[];
}

interface Wanted {
  campaign: string;
  /** The reader's region: differences that its offices are asked about; null for all. */
  top: string | null;
}

/**
 * Holds the transfers of a campaign against its balances, its notes and its lists. What does not fit is told by
 * place, so that somebody can be asked.
 * @throws Refused when the campaign keeps no accounts
 */
export async function reconcile(sql: Queries, wanted: Wanted): Promise<Reconciliation> {
  const { now, definition } = await ledgerOf(sql, wanted.campaign);
  // Each is one statement and so sees one moment; they may run at once.
  const [places, balances, ways, purses, rows] = await Promise.all([
    placesOf(sql, wanted.campaign),
    balancesOff(sql, wanted),
    onTheWayTooLong(sql, wanted, now),
    pursesShort(sql, wanted.campaign, definition.scope),
    rowsOff(sql, wanted),
  ]);
  const sums = places.flatMap((one): Difference[] => {
    const missing = missingFrom(one);
    if (missing === 0) return [];
    const { item, purse, came } = one;
    return [
      { code: 'sum-off', item, purse, expected: came, found: came - missing, ask: definition.scope, askName: null },
    ];
  });
  const found = [...balances, ...sums, ...ways, ...purses, ...rows];
  const differences = await named(sql, wanted.top, found);
  return { balanced: differences.length === 0, differences, places };
}

/** @returns where everything of a campaign is, by purse and item */
const placesOf = (sql: Queries, campaign: string): Promise<Places[]> => sql<Places[]>`
  with standing as (
    select t.* from transfers t
    where t.campaign_id = ${campaign} and t.reverses is null and not exists (select from transfers r where r.reverses = t.id)),
  came as (
    select item, purse, sum(quantity)::bigint as came,
           case when count(*) = count(coalesce(value_fen, case item when 'cny' then quantity end))
                then sum(coalesce(value_fen, quantity))::bigint end as value
    from standing where from_account like 'from:%' group by 1, 2),
  back as (select item, purse, sum(quantity)::bigint as back from standing where to_account like 'from:%' group by 1, 2),
  inside as (
    select item, purse,
           coalesce(sum(quantity) filter (where account like 'promised:%'), 0)::bigint as promised,
           coalesce(sum(quantity) filter (where account like 'store:%'), 0)::bigint as stores,
           coalesce(sum(quantity) filter (where account like 'way:%'), 0)::bigint as ways,
           coalesce(sum(quantity) filter (where account like 'with:%'), 0)::bigint as rows,
           coalesce(sum(quantity) filter (where account in ('to:lost', 'to:counted')), 0)::bigint as lost,
           coalesce(sum(quantity) filter (where account like 'to:%' and account not in ('to:lost', 'to:counted')), 0)::bigint as spent
    from balances where campaign_id = ${campaign} group by 1, 2)
  select i.*, coalesce(c.came, 0) as came, coalesce(b.back, 0) as back, c.value as "valueFen"
  from inside i left join came c using (item, purse) left join back b using (item, purse) order by purse, item`;

/** Balances that are not the sum of their transfers: somebody has been at the database. */
const balancesOff = (sql: Queries, { campaign }: Wanted): Promise<Difference[]> => sql<Difference[]>`
  with moved as (
    select account, item, purse, sum(change)::bigint as quantity from (
      select to_account as account, item, purse, quantity as change from transfers where campaign_id = ${campaign}
      union all select from_account, item, purse, -quantity from transfers where campaign_id = ${campaign}) x
    group by 1, 2, 3)
  select 'balance-off' as code, account, item, purse, coalesce(m.quantity, 0) as expected, coalesce(b.quantity, 0) as found,
         ${officeOf(sql)} as ask
  from moved m full join (select * from balances where campaign_id = ${campaign}) b using (account, item, purse)
  where coalesce(m.quantity, 0) <> coalesce(b.quantity, 0) order by account, item, purse`;

/** The region whose office answers for an account. */
const officeOf = (sql: Queries) => sql`
  case split_part(account, ':', 1)
    when 'store' then split_part(account, ':', 2) when 'promised' then split_part(account, ':', 2)
    when 'way' then (select d.from_code from dispatches d where d.id = split_part(account, ':', 2)::bigint)
    when 'with' then (select e.unit_code from entries e where e.id = split_part(account, ':', 2)::bigint) end`;

/** Of a note whose receiver says that no more comes, the sender is asked; of one that is late, the receiver. */
const onTheWayTooLong = (sql: Queries, { campaign }: Wanted, now: string): Promise<Difference[]> => sql<Difference[]>`
  select 'on-the-way' as code, b.account, b.item, b.purse, 0 as expected, b.quantity as found, d.id as dispatch, d.case_id as case,
         case when d.closed_at is null then d.to_code else d.from_code end as ask
  from balances b join dispatches d on d.id = split_part(b.account, ':', 2)::bigint
  where b.campaign_id = ${campaign} and b.account like 'way:%' and b.quantity > 0 and (d.closed_at is not null or d.due_at < ${now})
  order by d.id, b.item, b.purse`;

/** After a loss, rows may be entitled to more than there is. */
const pursesShort = (sql: Queries, campaign: string, scope: string): Promise<Difference[]> => sql<Difference[]>`
  select 'purse-short' as code, s.item, s.purse, s.quantity as expected, r.there as found, ${scope} as ask
  from entitled_sums s cross join lateral (select received(s.campaign_id, s.item, s.purse) as there) r
  where s.campaign_id = ${campaign} and s.quantity > r.there order by 3, 2`;

/**
 * Rows held against what was handed over to them, by unit: less than they are entitled to although they count as
 * served, more, or anything while they are held or off the list.
 */
const rowsOff = (sql: Queries, { campaign }: Wanted): Promise<Difference[]> => sql<Difference[]>`
  with given as materialized (
    select split_part(account, ':', 2)::bigint as entry_id, item, purse, quantity from balances
    where campaign_id = ${campaign} and account like 'with:%' and quantity > 0),
  held as (
    select coalesce(n.entry_id, g.entry_id) as entry_id, item, purse, coalesce(n.quantity, 0) as due, coalesce(g.quantity, 0) as given
    from (select * from entitlements where campaign_id = ${campaign}) n full join given g using (entry_id, item, purse)),
  judged as (
    select h.*, e.unit_code,
           case when h.given > 0 and e.state in ('held', 'twin', 'out') then 'given-while-held'
                when h.given > h.due then 'given-too-much'
                when h.given < h.due and e.done >= coalesce(array_position(l.track, 'deliver'), 1000) then 'given-short' end as code
    from held h join entries e on e.id = h.entry_id join lists l on l.campaign_id = e.campaign_id and l.id = e.list)
  select code, item, purse, sum(due)::bigint as expected, sum(given)::bigint as found, count(*)::int as rows, unit_code as ask
  from judged where code is not null group by 1, 2, 3, unit_code order by unit_code, 1, 3, 2`;

async function named(sql: Queries, top: string | null, found: readonly Difference[]): Promise<Difference[]> {
  const asked = [...new Set(found.flatMap(({ ask }) => ask ?? []))];
  const regions = await sql<{ code: string; name: string }[]>`
    select g.code, g.name from regions g where g.code = any(${asked}::text[]) and ${within(sql, top, 'g.path')}`;
  const names = new Map(regions.map(({ code, name }) => [code, name]));
  return found
    .filter(({ ask }) => top === null || (ask !== null && names.has(ask)))
    .map((one) => ({ ...one, askName: names.get(one.ask ?? '') ?? null }));
}
