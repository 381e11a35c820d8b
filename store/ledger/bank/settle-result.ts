import { randomUUID } from 'node:crypto';
import type { Definition } from '../../../domain/campaign/definition/definition';
import type { Instant } from '../../../domain/instant';
import { storeOf } from '../../../domain/ledger/accounts';
import { MONEY } from '../../../domain/ledger/items';
import type { Queries } from '../../db/db';
import { actOnRows } from '../../list/acts/act-on-rows';
import { rowRefusals } from '../../list/acts/row-refusals';
import type { Hand } from '../../list/deeds';
import { ledgerRefusals } from '../ledger-refusals';
import { noteAct } from '../post';
import { waysOf } from './choose-rows';

/** A result that fits its batch line by line, to be booked as a whole. */
export interface Settling {
  campaign: string;
  definition: Definition;
  batch: number;
  list: string;
  purse: string;
  /** Code of the region whose store pays. */
  store: string;
  /** Number that the result will have. */
  result: number;
  at: Instant;
  hand: Hand;
}

/**
 * Locks the rows that a result is about, in the order of their numbers, as everybody locks rows. What they are goes
 * into a table of the transaction: no later step reads all rows of a province again. What they are entitled to is there
 * once for all that are alike; it stays as it is while a bank is asked (ND020).
 */
export const lockRowsTold = async (
  tx: Queries,
  { campaign, batch, list }: Pick<Settling, 'campaign' | 'batch' | 'list'>,
): Promise<void> => {
  await tx`
    create temp table bank_ways on commit drop as
    select row_number() over () as way, entitled from (
      select distinct entitled from entries where campaign_id = ${campaign} and list = ${list} and entitled is not null) d`;
  await tx`
    create temp table bank_rows (
      nr int not null, entry_id bigint not null, fen bigint not null, paid boolean not null, unit_code text not null, done smallint not null,
      state text not null, because text, category text not null, heads int not null, way int) on commit drop`;
  await tx`
    insert into bank_rows
    select row_number() over (), locked.* from (
      select e.id, l.fen, t.failure is null, e.unit_code, e.done, e.state, e.because, e.category, e.heads, w.way
      from bank_lines l join bank_told t on t.line = l.line join entries e on e.id = l.entry_id
      left join bank_ways w on w.entitled = e.entitled
      where l.batch_id = ${batch} order by e.id for no key update of e) locked`;
  await tx`analyze bank_rows`;
};

/**
 * Writes into the lines of a batch what the bank says of each. That its account is wrong explains why a row has not got
 * what it is entitled to.
 */
export const settleLines = async (tx: Queries, { batch, result }: Settling): Promise<void> => {
  await tx`
    update bank_lines l set state = case when t.failure is null then 'paid' else 'failed' end, reason = t.failure, result_id = ${result}
    from bank_told t where l.batch_id = ${batch} and l.line = t.line`;
  const [failed] = await tx`select from bank_rows where not paid limit 1`;
  if (!failed) return;
  await tx`
    update entries e set undelivered_because = 'account' from bank_lines l
    where l.batch_id = ${batch} and l.result_id = ${result} and l.state = 'failed' and l.reason <> 'other' and e.id = l.entry_id
      and e.undelivered_because is null`;
};

/**
 * Books what a bank has paid: for half a million rows in single statements, because the bank has decided and nothing is
 * left to judge. Each row gets its money; it has its delivery behind it when that was all that it waited for. What was
 * paid to a row that was held meanwhile is booked as well, and the reconciliation tells of it.
 * @returns the number of the act; null when nobody was paid
 * @throws Refused when the store holds too little
 */
export async function bookPaid(tx: Queries, settling: Settling): Promise<number | null> {
  const { campaign, definition, batch, list, purse, result, at, hand } = settling;
  const [any] = await tx`select from bank_rows where paid limit 1`;
  if (!any) return null;
  const key = randomUUID();
  const noted = await noteAct(tx, { campaign, key, kind: 'deliver', at, hand }, { batch, result });
  const before = definition.lists[list]?.track.indexOf('deliver') ?? -1;
  const { count: served } = await tx`
    create temp table bank_served on commit drop as
    select p.entry_id
    from bank_rows p left join (
      select w.way, e.item, e.purse, e.quantity
      from (${waysOf(tx, tx`bank_ways`)}) e join bank_ways w on w.entitled = e.entitled) due on due.way = p.way
    left join balances b
      on b.campaign_id = ${campaign} and b.account = 'with:' || p.entry_id and b.item = due.item and b.purse = due.purse
    where p.paid and p.state = 'in' and p.done = ${before}
    group by p.entry_id
    having coalesce(bool_and(due.quantity <= coalesce(b.quantity, 0)
      + case when due.item = ${MONEY} and due.purse = ${purse} then p.fen else 0 end), true)`;
  if (served > 0) {
    const which = tx`e.id in (select entry_id from bank_served) and e.state = 'in' and e.done = ${before}`;
    const doing = {
      campaign,
      definition,
      list,
      hand,
      at,
      submission: key,
      act: { act: 'do', step: 'deliver' } as const,
    };
    await actOnRows(tx, { ...doing, which, each: true, anytime: true }).catch(rowRefusals);
  }
  await postPaid(tx, { ...settling, act: noted.act }).catch(ledgerRefusals);
  await tx`
    with served as (
      select id, entry_id from deeds where submission = ${key} and kind = 'deliver'
    ), given as (
      insert into deeds (campaign_id, entry_id, unit_code, kind, at, account_id, by_name, via, before, after, because, submission)
      select ${campaign}, r.entry_id, r.unit_code, 'given', ${at}, ${hand.account ?? null}, ${hand.name ?? null}, ${hand.via}, s.standing, s.standing,
             case r.state when 'in' then 'part' else coalesce(r.because, r.state) end, ${key}
      from bank_rows r
      cross join lateral (select jsonb_build_object('done', r.done, 'state', r.state, 'category', r.category, 'heads', r.heads) as standing) s
      where r.paid and r.entry_id not in (select entry_id from served) order by r.nr
      returning id, entry_id)
    insert into deliveries (deed_id, campaign_id, entry_id, outcome, how, handed_at, things, act_id)
    select d.id, ${campaign}, r.entry_id, 'given', 'card', ${at},
           jsonb_build_array(jsonb_build_object('item', ${MONEY}::text, 'purse', ${purse}::text, 'quantity', r.fen)), ${noted.act}
    from (select * from served union all select * from given) d join bank_rows r on r.entry_id = d.entry_id`;
  return noted.act;
}

/** Transfers of one statement: a trigger holds their balances in memory. All rows are locked already. */
const TRANSFERS_AT_ONCE = 50_000;

async function postPaid(tx: Queries, { campaign, purse, store, act }: Settling & { act: number }): Promise<void> {
  const [told] = await tx<{ last: number }[]>`select max(nr) as last from bank_rows`;
  for (let after = 0; after < (told?.last ?? 0); after += TRANSFERS_AT_ONCE)
    await tx`
      insert into transfers (act_id, campaign_id, kind, item, purse, quantity, from_account, to_account)
      select ${act}, ${campaign}, 'deliver', ${MONEY}, ${purse}, fen, ${storeOf(store)}, 'with:' || entry_id
      from bank_rows where paid and nr > ${after} and nr <= ${after + TRANSFERS_AT_ONCE} order by nr`;
}
