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
import { entitledRows } from './choose-rows';

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

/** Locks the rows that a result is about, in the order of their numbers, as everybody locks rows. */
export const lockRowsTold = async (tx: Queries, batch: number): Promise<void> => {
  await tx`
    select count(*) from (
      select 1 from entries e where e.id in (
        select l.entry_id from bank_lines l join bank_told t on t.line = l.line where l.batch_id = ${batch})
      order by e.id for no key update of e) locked`;
};

/**
 * Writes into the lines of a batch what the bank says of each. That its account is wrong explains why a row has not got
 * what it is entitled to.
 */
export const settleLines = async (tx: Queries, { batch, result }: Settling): Promise<void> => {
  await tx`
    update bank_lines l set state = case when t.failure is null then 'paid' else 'failed' end, reason = t.failure, result_id = ${result}
    from bank_told t where l.batch_id = ${batch} and l.line = t.line`;
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
  const { campaign, definition, batch, list, result, at, hand } = settling;
  const paid = tx`select l.* from bank_lines l where l.batch_id = ${batch} and l.result_id = ${result} and l.state = 'paid'`;
  const [any] = await tx`${paid} limit 1`;
  if (!any) return null;
  const key = randomUUID();
  const before = definition.lists[list]?.track.indexOf('deliver') ?? -1;
  await tx`
    create temp table bank_owed on commit drop as
    select distinct p.entry_id from (${paid}) p join (${entitledRows(tx, campaign)}) n on n.entry_id = p.entry_id
    left join balances b on b.campaign_id = ${campaign} and b.account = 'with:' || n.entry_id and b.item = n.item and b.purse = n.purse
    where n.quantity > coalesce(b.quantity, 0) + case when n.item = ${MONEY} and n.purse = p.purse then p.fen else 0 end`;
  const act = { act: 'do', step: 'deliver' } as const;
  const which = tx`
    e.id in (select entry_id from (${paid}) p) and e.state = 'in' and e.done = ${before}
    and e.id not in (select entry_id from bank_owed)`;
  const doing = { campaign, definition, list, hand, at, submission: key };
  await actOnRows(tx, { ...doing, act, which, each: true, anytime: true }).catch(rowRefusals);
  await tx`
    insert into deeds (campaign_id, entry_id, unit_code, kind, at, account_id, by_name, via, before, after, because, submission)
    select ${campaign}, e.id, e.unit_code, 'given', ${at}, ${hand.account ?? null}, ${hand.name ?? null}, ${hand.via}, s.standing, s.standing,
           case e.state when 'in' then 'part' else coalesce(e.because, e.state) end, ${key}
    from (${paid}) p join entries e on e.id = p.entry_id
    cross join lateral (select jsonb_build_object('done', e.done, 'state', e.state, 'category', e.category, 'heads', e.heads) as standing) s
    where not exists (select from deeds d where d.submission = ${key} and d.entry_id = e.id and d.kind = 'deliver')`;
  const noted = await noteAct(tx, { campaign, key, kind: 'deliver', at, hand }, { batch, result });
  await postPaid(tx, { ...settling, act: noted.act }).catch(ledgerRefusals);
  await tx`
    insert into deliveries (deed_id, campaign_id, entry_id, outcome, how, handed_at, things, act_id)
    select d.id, ${campaign}, p.entry_id, 'given', 'card', ${at},
           jsonb_build_array(jsonb_build_object('item', ${MONEY}::text, 'purse', p.purse, 'quantity', p.fen)), ${noted.act}
    from (${paid}) p join deeds d on d.submission = ${key} and d.entry_id = p.entry_id`;
  return noted.act;
}

/** Transfers of one statement: a trigger holds their balances in memory. All rows are locked already. */
const TRANSFERS_AT_ONCE = 50_000;

async function postPaid(
  tx: Queries,
  { campaign, batch, purse, store, result, act }: Settling & { act: number },
): Promise<void> {
  for (let after = 0; ; ) {
    const [posted] = await tx<{ last: number | null }[]>`
      with next as (
        select line, entry_id, fen from bank_lines
        where batch_id = ${batch} and result_id = ${result} and state = 'paid' and line > ${after} order by line limit ${TRANSFERS_AT_ONCE}
      ), written as (
        insert into transfers (act_id, campaign_id, kind, item, purse, quantity, from_account, to_account)
        select ${act}, ${campaign}, 'deliver', ${MONEY}, ${purse}, fen, ${storeOf(store)}, 'with:' || entry_id from next order by line)
      select max(line) as last from next`;
    if (!posted || posted.last === null) return;
    after = posted.last;
  }
}
