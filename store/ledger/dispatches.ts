import type { Instant } from '../../domain/instant';
import type { Fragment, Queries } from '../db/db';
import { within } from '../db/scope';
import { lockLate } from './dispatch/late';

/** A dispatch note. */
export interface Dispatch {
  id: number;
  campaign: string;
  /** Codes of the offices. */
  from: string;
  to: string;
  dueAt: Instant;
  closedAt: Instant | null;
  docNo: string | null;
  /** The case about what did not arrive, else the one that asks whether it has. */
  case: number | null;
}

/** Its offices by their names. */
interface Between {
  fromName: string;
  toName: string;
}

/** Something of a dispatch: how much was sent, and how much is still on the way. */
export interface OnTheWay {
  item: string;
  purse: string;
  sent: number;
  left: number;
}

/** Writes a dispatch note; what it carries is posted to its account. @returns its number */
export async function addDispatch(
  tx: Queries,
  { campaign, act, from, to, dueAt }: Pick<Dispatch, 'campaign' | 'from' | 'to' | 'dueAt'> & { act: number },
): Promise<number> {
  const [made] = await tx<{ id: number }[]>`
    insert into dispatches (campaign_id, act_id, from_code, to_code, due_at)
    values (${campaign}, ${act}, ${from}, ${to}, ${dueAt}) returning id`;
  return made?.id ?? 0;
}

/** The case about what did not arrive on note `d`, else the open one that asks whether it has. */
export const CASE_OF_NOTE = (sql: Queries): Fragment => sql`
  coalesce(d.case_id, (select min(f.id) from cases f where f.dispatch_id = d.id and f.state = 'asked'))`;

const dispatches = (sql: Queries) => sql`
  select d.id, d.campaign_id as campaign, d.from_code as "from", d.to_code as "to", d.due_at as "dueAt", d.closed_at as "closedAt",
         a.doc_no as "docNo", ${CASE_OF_NOTE(sql)} as case
  from dispatches d join ledger_acts a on a.id = d.act_id`;

/**
 * @returns the note with its open case about a late arrival, locked against another arrival; null when there is none
 */
export async function lockDispatch(tx: Queries, id: number): Promise<(Dispatch & { late: number | null }) | null> {
  const late = await lockLate(tx, id);
  const [found] = await tx<Dispatch[]>`${dispatches(tx)} where d.id = ${id} for update of d`;
  return found ? { ...found, late } : null;
}

/** @returns the note that an act has written, the first of several */
export async function dispatchOfAct(sql: Queries, act: number): Promise<number> {
  const [found] = await sql<{ id: number }[]>`select min(id) as id from dispatches where act_id = ${act}`;
  return found?.id ?? 0;
}

/** @returns what a dispatch carries, by item and purse */
export const onTheWay = (sql: Queries, { id, campaign }: Pick<Dispatch, 'id' | 'campaign'>): Promise<OnTheWay[]> =>
  sql<OnTheWay[]>`
    select b.item, b.purse, b.quantity as left,
           (select coalesce(sum(t.quantity), 0)::bigint from transfers t join dispatches d on d.act_id = t.act_id
            where d.id = ${id} and t.to_account = b.account and t.item = b.item and t.purse = b.purse) as sent
    from balances b where b.campaign_id = ${campaign} and b.account = ${`way:${id}`} order by b.item, b.purse`;

/** The receiver says that no more of it comes. */
export const closeDispatch = async (tx: Queries, { id, at }: { id: number; at: Instant }): Promise<void> => {
  await tx`update dispatches set closed_at = ${at} where id = ${id} and closed_at is null`;
};

/** Notes the case that asks about what did not arrive. */
export const noteShortage = async (tx: Queries, { id, case: of }: { id: number; case: number }): Promise<void> => {
  await tx`update dispatches set case_id = ${of} where id = ${id}`;
};

/**
 * @param top the reader's region: notes from it and to it; null for everything
 * @returns the notes of a campaign that still carry something, the oldest first
 */
export const openDispatches = (
  sql: Queries,
  { campaign, top }: { campaign: string; top: string | null },
): Promise<(Dispatch & Between & OnTheWay)[]> => sql<(Dispatch & Between & OnTheWay)[]>`
  select d.*, f.name as "fromName", t.name as "toName", b.item, b.purse, b.quantity as left, s.sent
  from (${dispatches(sql)} where d.campaign_id = ${campaign}) d
  join balances b on b.campaign_id = d.campaign and b.account = 'way:' || d.id and b.quantity > 0
  join regions f on f.code = d.from join regions t on t.code = d.to
  cross join lateral (
    select coalesce(sum(t.quantity), 0)::bigint as sent from transfers t join dispatches n on n.act_id = t.act_id
    where n.id = d.id and t.to_account = b.account and t.item = b.item and t.purse = b.purse) s
  where ${within(sql, top, 'f.path')} or ${within(sql, top, 't.path')}
  order by d.id, b.item, b.purse`;
