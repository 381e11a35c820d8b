import type { Definition } from '../../domain/campaign/definition/definition';
import { itemsOf } from '../../domain/ledger/items';
import type { Queries } from '../db/db';
import { json } from '../db/json';

/**
 * Keeps the items and purses of a campaign's definition where Postgres's own rules read them. What was ever in the
 * accounts stays; a campaign without purses keeps none.
 */
export async function keepItems(
  sql: Queries,
  campaign: string,
  { items = {}, purses = {} }: Partial<Pick<Definition, 'items' | 'purses'>>,
): Promise<void> {
  const kept = Object.keys(purses);
  const known = kept.length === 0 ? [] : itemsOf({ items }).map(({ id, priceFen }) => ({ id, price: priceFen }));
  await sql`
    insert into items (campaign_id, id, price_fen)
    select ${campaign}, id, price from jsonb_to_recordset(${json(sql, known)}) as i(id text, price bigint)
    on conflict (campaign_id, id) do update set price_fen = excluded.price_fen`;
  await sql`
    insert into purses (campaign_id, id) select ${campaign}, unnest(${kept}::text[]) on conflict do nothing`;
  await sql`
    delete from items i where campaign_id = ${campaign} and id <> all(${known.map(({ id }) => id)}::text[])
      and not exists (select from balances b where b.campaign_id = i.campaign_id and b.item = i.id)`;
  await sql`
    delete from purses p where campaign_id = ${campaign} and id <> all(${kept}::text[])
      and not exists (select from balances b where b.campaign_id = p.campaign_id and b.purse = p.id)`;
}
