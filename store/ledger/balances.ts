import type { Queries } from '../db/db';
import { within } from '../db/scope';
import type { Source } from '../table/keyset';

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

/** What lies in a store, or was promised to it. */
export interface Holding extends Omit<Balance, 'account' | 'region' | 'name'> {
  /** Tells it apart: account, item and purse. */
  key: string;
  where: 'store' | 'promised';
  region: string;
  regionName: string;
}

/** What lies in the stores that the reader may see. @param top highest region of the reader; null: all */
export function holdingSource(sql: Queries, { top }: { top: string | null }): Source {
  const key = sql`concat_ws(' ', b.account, b.item, b.purse)`;
  const where = sql`split_part(b.account, ':', 1)`;
  return {
    columns: sql`
      ${key} as key, b.item, b.purse, b.quantity, ${where} as where, g.code as region, g.name as "regionName"`,
    from: sql`balances b join regions g on g.code = split_part(b.account, ':', 2)`,
    // The first condition is that of the index.
    where: sql`
      b.account not like 'with:%' and b.account ~ '^(store|promised):' and b.quantity <> 0 and ${within(sql, top, 'g.path')}`,
    id: { as: key, type: 'text' },
    values: {
      campaign: { as: sql`b.campaign_id`, type: 'text' },
      region: { as: sql`g.code`, type: 'text' },
      regionName: { as: sql`g.name`, type: 'text' },
      item: { as: sql`b.item`, type: 'text' },
      purse: { as: sql`b.purse`, type: 'text' },
      where: { as: where, type: 'text' },
    },
  };
}
