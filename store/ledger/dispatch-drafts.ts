import type { Instant } from '../../domain/instant';
import { storeOf } from '../../domain/ledger/accounts';
import type { WarningRule } from '../../domain/warning/alert/rules';
import { minutesIn } from '../../domain/warning/alert/steps';
import type { Hazard } from '../../domain/warning/feed/warning';
import type { Queries } from '../db/db';
import { json } from '../db/json';
import { within } from '../db/scope';

/** What a rule of warnings wants sent to one region. */
export interface DispatchDraft {
  id: number;
  campaign: string;
  /** Code and name of the receiving office. */
  to: string;
  toName: string;
  purse: string;
  goods: { item: string; quantity: number }[];
  /** From the dispatch until it should have arrived. */
  minutes: number;
  at: Instant;
  /** Name of the alert, and what it warns of. */
  alert: string;
  hazard: Hazard;
}

type Dispatched = NonNullable<WarningRule['dispatch']>;

interface Drafting {
  alert: number;
  rule: Dispatched;
  now: Instant;
}

/**
 * Drafts a note for each region of the rule's kind that lies in the alert's area, or around it. A worse warning
 * replaces a draft that still waits; one that was confirmed or dropped stays as it is.
 */
export async function draftDispatches(tx: Queries, { alert, rule, now }: Drafting): Promise<void> {
  const { to, purse, goods, within: time } = rule;
  await tx`
    insert into dispatch_drafts (campaign_id, alert_id, event, to_code, purse, goods, minutes, drafted_at)
    select a.campaign_id, a.id, a.event, g.code, ${purse}, ${json(tx, goods)}, ${Math.ceil(minutesIn(time))}, ${now}
    from alerts a join regions area on area.code = a.area
    join campaigns c on c.id = a.campaign_id join regions top on top.code = c.scope
    join regions g on g.kind = ${to} and starts_with(g.path, top.path)
      and (starts_with(g.path, area.path) or starts_with(area.path, g.path))
    where a.id = ${alert} order by g.code
    on conflict (campaign_id, event, to_code) do update
      set alert_id = excluded.alert_id, purse = excluded.purse, goods = excluded.goods, minutes = excluded.minutes,
          drafted_at = excluded.drafted_at
      where dispatch_drafts.dispatch_id is null and dispatch_drafts.dropped_at is null`;
}

const drafts = (sql: Queries) => sql`
  select d.id, d.campaign_id as campaign, d.to_code as "to", g.name as "toName", d.purse, d.goods, d.minutes, d.drafted_at as at,
         a.name as alert, a.hazard
  from dispatch_drafts d join regions g on g.code = d.to_code join alerts a on a.id = d.alert_id`;

const waits = (sql: Queries) => sql`d.dispatch_id is null and d.dropped_at is null`;

/** @returns a draft that waits, locked; null when there is none */
export async function lockDraft(
  tx: Queries,
  { id, campaign }: Pick<DispatchDraft, 'id' | 'campaign'>,
): Promise<DispatchDraft | null> {
  const [found] = await tx<DispatchDraft[]>`
    ${drafts(tx)} where d.id = ${id} and d.campaign_id = ${campaign} and ${waits(tx)} for update of d`;
  return found ?? null;
}

/** The note that an office has made of it. */
export const noteSent = async (tx: Queries, { id, dispatch }: { id: number; dispatch: number }): Promise<void> => {
  await tx`update dispatch_drafts set dispatch_id = ${dispatch} where id = ${id}`;
};

export const noteDropped = async (tx: Queries, { id, at }: { id: number; at: Instant }): Promise<void> => {
  await tx`update dispatch_drafts set dropped_at = ${at} where id = ${id}`;
};

/** An item that drafts want from a store, and how much of it is not there. */
export interface Lack {
  item: string;
  purse: string;
  wanted: number;
  there: number;
  lacks: number;
}

interface Looking {
  campaign: string;
  /** Code of the region whose store would send. */
  from: string;
  /** The reader's region; null for all. */
  top: string | null;
}

/** @returns the drafts that wait, the oldest first, and what the store would lack for all of them */
export async function draftsToConfirm(
  sql: Queries,
  { campaign, from, top }: Looking,
): Promise<{ drafts: DispatchDraft[]; lacks: Lack[] }> {
  const found = await sql<DispatchDraft[]>`
    ${drafts(sql)} where d.campaign_id = ${campaign} and ${waits(sql)} and ${within(sql, top, 'g.path')} order by d.id`;
  const wanted = found.flatMap(({ purse, goods }) => goods.map((one) => ({ ...one, purse })));
  const lacks = await sql<Lack[]>`
    select w.item, w.purse, w.quantity as wanted, coalesce(b.quantity, 0) as there, w.quantity - coalesce(b.quantity, 0) as lacks
    from (
      select item, purse, sum(quantity)::bigint as quantity
      from jsonb_to_recordset(${json(sql, wanted)}) as w(item text, purse text, quantity bigint) group by 1, 2) w
    left join balances b on b.campaign_id = ${campaign} and b.account = ${storeOf(from)} and b.item = w.item and b.purse = w.purse
    where w.quantity > coalesce(b.quantity, 0) order by 1, 2`;
  return { drafts: found, lacks };
}
