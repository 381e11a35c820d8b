import type { Instant } from '../../domain/instant';
import { promisedTo, storeOf } from '../../domain/ledger/accounts';
import type { TransferKind } from '../../domain/ledger/transfers';
import type { Fragment, Queries } from '../db/db';
import { within } from '../db/scope';
import type { Source } from '../table/keyset';

/** A transfer as it was posted. */
export interface PostedTransfer {
  id: number;
  kind: TransferKind;
  item: string;
  purse: string;
  quantity: number;
  valueFen: number | null;
  from: string;
  to: string;
  reverses: number | null;
  at: Instant;
  docNo: string | null;
}

const columns = (sql: Queries) => sql`
  t.id, t.kind, t.item, t.purse, t.quantity, t.value_fen as "valueFen", t.from_account as "from", t.to_account as "to", t.reverses,
  a.at, a.doc_no as "docNo"`;

/** A transfer lies in a reader's region when one of its ends does: a region's store, a note's office, a row's unit. */
const seenBy = (sql: Queries, top: string | null) =>
  top === null
    ? sql`true`
    : sql`exists (
        select from unnest(array[t.from_account, t.to_account]) account
        cross join lateral (select split_part(account, ':', 1) as kind, split_part(account, ':', 2) as about) w
        left join dispatches d on d.id = case w.kind when 'way' then w.about::bigint end
        left join entries e on e.id = case w.kind when 'with' then w.about::bigint end
        join regions g on g.code in (case when w.kind in ('store', 'promised') then w.about end, d.from_code, d.to_code, e.unit_code)
        where ${within(sql, top, 'g.path')})`;

/** A transfer in the journal: with the regions whose stores it goes between, and whether it still counts. */
export interface TransferFound extends PostedTransfer {
  fromPlace: string | null;
  toPlace: string | null;
  standing: 'stands' | 'undone' | 'undoes';
}

/** Transfers as far as the reader may see them. @param top highest region of the reader; null: all */
export function transferSource(sql: Queries, { top }: { top: string | null }): Source {
  const standing = sql`
    case when t.reverses is not null then 'undoes' when exists (select from transfers r where r.reverses = t.id) then 'undone'
         else 'stands' end`;
  const ofRegion = (account: Fragment) =>
    sql`case when ${account} ~ '^(store|promised):' then split_part(${account}, ':', 2) end`;
  return {
    columns: sql`${columns(sql)}, f.name as "fromPlace", o.name as "toPlace", ${standing} as standing`,
    from: sql`
      transfers t join ledger_acts a on a.id = t.act_id
      left join regions f on f.code = ${ofRegion(sql`t.from_account`)}
      left join regions o on o.code = ${ofRegion(sql`t.to_account`)}`,
    where: seenBy(sql, top),
    id: { as: sql`t.id`, type: 'bigint' },
    values: {
      campaign: { as: sql`t.campaign_id`, type: 'text' },
      at: { as: sql`a.at`, type: 'timestamptz' },
      kind: { as: sql`t.kind`, type: 'text' },
      item: { as: sql`t.item`, type: 'text' },
      purse: { as: sql`t.purse`, type: 'text' },
      docNo: { as: sql`a.doc_no`, type: 'text', nullable: true },
      standing: { as: standing, type: 'text' },
    },
    conditions: {
      place: (condition) => (condition.filter === 'whole' ? touchesStore(sql, condition.value) : sql`false`),
    },
  };
}

/** Into the store of a region, or out of it. */
const touchesStore = (sql: Queries, region: string) =>
  sql`array[t.from_account, t.to_account] && array[${storeOf(region)}, ${promisedTo(region)}]::text[]`;

/** @returns a transfer of a campaign, as far as the reader may see it; null for none */
export async function transferIn(
  sql: Queries,
  { id, campaign, top }: { id: number; campaign: string; top: string | null },
): Promise<PostedTransfer | null> {
  const [found] = await sql<PostedTransfer[]>`
    select ${columns(sql)} from transfers t join ledger_acts a on a.id = t.act_id
    where t.id = ${id} and t.campaign_id = ${campaign} and ${seenBy(sql, top)}`;
  return found ?? null;
}

/**
 * @param account only those of this account @param before only those with a smaller number
 * @returns transfers of a campaign, the newest first
 */
export const transfersOf = (
  sql: Queries,
  wanted: {
    campaign: string;
    top: string | null;
    account?: string | undefined;
    before?: number | undefined;
    limit: number;
  },
): Promise<PostedTransfer[]> => sql<PostedTransfer[]>`
  select ${columns(sql)} from transfers t join ledger_acts a on a.id = t.act_id
  where t.campaign_id = ${wanted.campaign} and (${wanted.before ?? null}::bigint is null or t.id < ${wanted.before ?? null})
    and (${wanted.account ?? null}::text is null or ${wanted.account ?? null} in (t.from_account, t.to_account))
    and ${seenBy(sql, wanted.top)}
  order by t.id desc limit ${wanted.limit}`;
