import type { Queries } from '../db/db';
import { within } from '../db/scope';

/** What an account holds: units of an item, fen of money. */
export interface Balance {
  account: string;
  item: string;
  purse: string;
  quantity: number;
  /** Code and name of the region: whose store, to whom it was promised or sent; null outside. */
  region: string | null;
  name: string | null;
}

/**
 * @param top the reader's region; outside accounts only for a reader of everything
 * @param after the account after which to begin
 * @returns what lies in the accounts of a campaign except those of rows, by account; nothing is left out but zeros
 */
export const balancesOf = (
  sql: Queries,
  { campaign, top, after = '', limit }: { campaign: string; top: string | null; after?: string; limit: number },
): Promise<Balance[]> => sql<Balance[]>`
  select b.account, b.item, b.purse, b.quantity, g.code as region, g.name
  from balances b
  left join dispatches d on d.id = case when b.account like 'way:%' then split_part(b.account, ':', 2)::bigint end
  left join regions g on g.code = coalesce(d.to_code, case when b.account ~ '^(store|promised):' then split_part(b.account, ':', 2) end)
  where b.campaign_id = ${campaign} and b.quantity <> 0 and b.account not like 'with:%' and b.account > ${after}
    and (${top}::text is null or g.code is not null and ${within(sql, top, 'g.path')})
  order by b.account, b.item, b.purse limit ${limit}`;
