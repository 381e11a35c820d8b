import type { Instant } from '../../domain/instant';
import type { RowState } from '../../domain/list/row-life';
import type { Queries } from '../db/db';

/** A transfer of a rehearsal, in the order in which they were booked. */
export interface RehearsedTransfer {
  id: number;
  kind: string;
  item: string;
  purse: string;
  quantity: number;
  from: string;
  to: string;
  at: Instant;
}

/** What lies in an account at the end. */
export interface RehearsedBalance {
  account: string;
  item: string;
  purse: string;
  quantity: number;
}

/** A row that is entitled to something, or has got something. */
export interface RehearsedGift {
  /** Number of the row, and of the person or household. */
  id: number;
  subject: number;
  list: string;
  category: string;
  unit: string;
  state: RowState;
  heads: number;
  due: { item: string; purse: string; quantity: number }[];
  /** Why something of it was not given, a word; null where nobody says. */
  because: string | null;
}

/** A row that a bank was asked to pay. */
export interface RehearsedLine {
  batch: number;
  line: number;
  row: number;
  unit: string;
  purse: string;
  fen: number;
  state: 'open' | 'paid' | 'failed' | 'withdrawn';
  /** The line that had failed, where it is paid again. */
  again: { batch: number; line: number } | null;
}

/** Everything about the accounts of a rehearsal. */
export interface RehearsedLedger {
  transfers: RehearsedTransfer[];
  balances: RehearsedBalance[];
  gifts: RehearsedGift[];
  cards: RehearsedLine[];
}

/** @returns what was booked in a rehearsal, and for whom; nobody is named */
export async function rehearsedLedger(sql: Queries, campaign: string): Promise<RehearsedLedger> {
  const [transfers, balances, gifts, cards] = await Promise.all([
    sql<RehearsedTransfer[]>`
      select t.id, t.kind, t.item, t.purse, t.quantity, t.from_account as "from", t.to_account as "to", a.at
      from transfers t join ledger_acts a on a.id = t.act_id where t.campaign_id = ${campaign} order by t.id`,
    sql<RehearsedBalance[]>`
      select account, item, purse, quantity from balances where campaign_id = ${campaign} order by account, item, purse`,
    sql<RehearsedGift[]>`
      select e.id, e.subject_id as subject, e.list, e.category, e.unit_code as unit, e.state, e.heads, e.undelivered_because as because,
             coalesce((select jsonb_agg(jsonb_build_object('item', l.item, 'purse', l.purse, 'quantity', l.quantity))
                       from (select item, purse, sum(quantity)::bigint as quantity from entitled_lines(e.entitled) group by 1, 2) l), '[]') as due
      from entries e where e.campaign_id = ${campaign} and e.entitled is not null order by e.id`,
    sql<RehearsedLine[]>`
      select l.batch_id as batch, l.line, l.entry_id as row, e.unit_code as unit, l.purse, l.fen, l.state,
             case when l.failed_batch is not null then jsonb_build_object('batch', l.failed_batch, 'line', l.failed_line) end as again
      from bank_lines l join entries e on e.id = l.entry_id where e.campaign_id = ${campaign} order by 1, 2`,
  ]);
  return { transfers, balances, gifts, cards };
}
