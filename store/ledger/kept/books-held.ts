import { randomInt } from 'node:crypto';
import type { Places, Unnamed } from '../../../domain/ledger/reconciliation';
import type { Queries } from '../../db/db';

/** @returns where everything of a campaign is, by purse and item */
export const placesOf = (sql: Queries, campaign: string): Promise<Places[]> => sql<Places[]>`
  with undone as materialized (select reverses from transfers where campaign_id = ${campaign} and reverses is not null),
  standing as materialized (
    select t.item, t.purse, t.quantity, t.value_fen, t.from_account, t.to_account from transfers t
    where t.campaign_id = ${campaign} and (t.from_account like 'from:%' or t.to_account like 'from:%') and t.reverses is null
      and not exists (select from undone u where u.reverses = t.id)),
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

/**
 * Balances that are not the sum of their transfers: somebody has been at the database. A million accounts are not
 * compared one by one: each quantity counts by a number that follows from its account, and where the two totals differ
 * the accounts are looked at. The numbers are others each time, so nobody can choose accounts that look alike.
 */
export async function balancesOff(sql: Queries, { campaign }: { campaign: string }): Promise<Unnamed[]> {
  const seed = randomInt(2 ** 31);
  // Never 0; small enough that no total leaves the range of whole numbers.
  const weight = (account: string) => sql`(1 + (hashtextextended(${sql(account)}, ${seed}) & 4095))`;
  const suspect = await sql<{ item: string; purse: string }[]>`
    with moved as (
      select item, purse, sum(quantity * (${weight('to_account')} - ${weight('from_account')})) as total
      from transfers where campaign_id = ${campaign} group by 1, 2),
    there as (
      select item, purse, sum(quantity * ${weight('account')}) as total from balances where campaign_id = ${campaign} group by 1, 2)
    select item, purse from moved full join there using (item, purse)
    where coalesce(moved.total, 0) <> coalesce(there.total, 0)`;
  const each = suspect.map((one) => accountsOff(sql, { campaign, ...one }));
  return (await Promise.all(each)).flat();
}

const accountsOff = (
  sql: Queries,
  { campaign, item, purse }: { campaign: string; item: string; purse: string },
): Promise<Unnamed[]> => sql<Unnamed[]>`
  with of as (select * from transfers where campaign_id = ${campaign} and item = ${item} and purse = ${purse}),
  moved as (
    select account, sum(change)::bigint as quantity from (
      select to_account as account, quantity as change from of union all select from_account, -quantity from of) x
    group by 1)
  select 'balance-off' as code, account, ${item} as item, ${purse} as purse, coalesce(m.quantity, 0) as expected,
         coalesce(b.quantity, 0) as found, ${officeOf(sql)} as ask
  from moved m
  full join (select * from balances where campaign_id = ${campaign} and item = ${item} and purse = ${purse}) b using (account)
  where coalesce(m.quantity, 0) <> coalesce(b.quantity, 0) order by account`;

/** The region whose office answers for an account. */
export const officeOf = (sql: Queries) => sql`
  case split_part(account, ':', 1)
    when 'store' then split_part(account, ':', 2) when 'promised' then split_part(account, ':', 2)
    when 'way' then (select d.from_code from dispatches d where d.id = split_part(account, ':', 2)::bigint)
    when 'with' then (select e.unit_code from entries e where e.id = split_part(account, ':', 2)::bigint) end`;
