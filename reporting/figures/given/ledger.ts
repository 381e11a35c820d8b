import type { Places } from '../../../domain/ledger/reconciliation';
import type { CampaignRow } from '../../../store/campaign/campaigns';
import type { Queries } from '../../../store/db/db';
import { type NamedLevel, reconcile, type WorthGiven } from '../../../store/ledger/reconcile';

/** An item of a purse in the stores of all offices of one level. Whole units; fen for money. */
export interface StoreLevel {
  /** Village, township, county … */
  kind: string;
  item: string;
  purse: string;
  /** From outside: gifts, purchases, the treasury. */
  came: number;
  /** From other offices, and to other offices. */
  into: number;
  outOf: number;
  /** To rows of lists, and what was brought back from them. */
  delivered: number;
  broughtBack: number;
  /** Spent, lost and given back. */
  left: number;
  stores: number;
}

/** Goods and money of a campaign: raised, allocated, delivered. */
export interface LedgerFigures {
  /** Where everything is, by purse and item. */
  places: Places[];
  /** What rows are entitled to and have, by purse and item; and by each region right below the scope. */
  whole: NamedLevel[];
  parts: NamedLevel[];
  /** What is with the rows of each of these regions, by category. */
  given: WorthGiven[];
  levels: StoreLevel[];
  /** Differences that the reconciliation has found. */
  differences: number;
}

/** @returns the accounts of a campaign as they stand; null where it keeps none */
export async function ledgerFigures(
  sql: Queries,
  { id: campaign, definition }: Pick<CampaignRow, 'id' | 'definition'>,
): Promise<LedgerFigures | null> {
  if (Object.keys(definition.purses ?? {}).length === 0) return null;
  const { places, whole, parts, given, differences } = await reconcile(sql, { campaign, top: null });
  return { places, whole, parts, given, levels: await storeLevels(sql, campaign), differences: differences.length };
}

/** Transfers that were undone count as if they had never been. */
const storeLevels = (sql: Queries, campaign: string): Promise<StoreLevel[]> => sql<StoreLevel[]>`
  with undone as materialized (select reverses as id from transfers where campaign_id = ${campaign} and reverses is not null),
  ends as (
    select split_part(x.store, ':', 2) as code, t.item, t.purse, split_part(x.other, ':', 1) as other, x.sign, sum(t.quantity)::bigint as q
    from transfers t cross join lateral (values (t.to_account, t.from_account, 1), (t.from_account, t.to_account, -1)) x(store, other, sign)
    where t.campaign_id = ${campaign} and t.reverses is null and x.store like 'store:%'
      and not exists (select from undone u where u.id = t.id)
    group by 1, 2, 3, 4, 5),
  there as (
    select split_part(account, ':', 2) as code, item, purse, quantity from balances
    where campaign_id = ${campaign} and account like 'store:%')
  select g.kind, l.item, l.purse,
         coalesce(sum(q) filter (where sign = 1 and other in ('from', 'promised')), 0)::bigint as came,
         coalesce(sum(q) filter (where sign = 1 and other = 'way'), 0)::bigint as into,
         coalesce(sum(q) filter (where sign = -1 and other = 'way'), 0)::bigint as "outOf",
         coalesce(sum(q) filter (where sign = -1 and other = 'with'), 0)::bigint as delivered,
         coalesce(sum(q) filter (where sign = 1 and other = 'with'), 0)::bigint as "broughtBack",
         coalesce(sum(q) filter (where sign = -1 and other in ('to', 'from')), 0)::bigint as left,
         coalesce((select sum(b.quantity) from there b join regions r on r.code = b.code
                   where r.kind = g.kind and b.item = l.item and b.purse = l.purse), 0)::bigint as stores
  from ends l join regions g on g.code = l.code
  group by g.kind, l.item, l.purse order by min(g.level), l.purse, l.item`;
