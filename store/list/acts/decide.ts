import type { Definition } from '../../../domain/campaign/definition/definition';
import type { Instant } from '../../../domain/instant';
import type { UndeliveredReason } from '../../../domain/ledger/undelivered';
import { type EntitledGoods, freezingStep } from '../../../domain/list/entitled';
import type { ToldBy } from '../../../domain/list/list-names';
import type { OutReason } from '../../../domain/list/row-life';
import type { Step } from '../../../domain/list/steps';
import { receiptNumber } from '../../../domain/report/receipt';
import { type Problem, Refused, sentence } from '../../../domain/text/refusal';
import { atomically, type Fragment, type Queries } from '../../db/db';
import { forManyRows, keepPlans } from '../../db/plans';
import { within } from '../../db/scope';
import { bookStepped } from '../../ledger/delivery/book-stepped';
import { knowsHelps } from '../../ledger/delivery/deliver-rows';
import { announceReleased } from '../../posting/close-postings';
import type { Hand } from '../deeds';
import { type ActedOnRows, type ActOnRows, actOnRows, FORBIDDING_SHOWN } from './act-on-rows';
import { closeReturned } from './close-returned';
import { otherCampaigns } from './helped-elsewhere';
import { settleMoved } from './moved-rows';
import { askForReturned, dueOf } from './returned-rows';
import { type RowFilter, rowFits } from './row-filter';
import { rowRefusals } from './row-refusals';

/** What an officer does with rows. Reasons are for those who look at the row; they may name a person. */
export type Decision =
  | {
      act: 'do';
      step: Exclude<Step, 'propose' | 'announce'>;
      /** How households were told, of the step `tell`. */
      told?: ToldBy | undefined;
      /** In which of the list's ways they are helped, of the step `deliver`. */
      helps?: readonly string[] | undefined;
      reason?: string | undefined;
    }
  | { act: 'return'; reason: string; workingDays: number }
  | { act: 'hold'; reason: string }
  | { act: 'release' }
  | { act: 'remove'; because: OutReason; reason: string }
  | { act: 'move'; to: string; reason: string }
  | { act: 'raise'; cash: number; goods?: readonly RaisedGoods[] | undefined; reason: string }
  | { act: 'explain'; because: UndeliveredReason; reason?: string | undefined };

/** Goods of the catalogue by which rows are raised; less than 0 lowers them. */
export interface RaisedGoods {
  item: string;
  purse: string;
  quantity: number;
}

/** Rows by number, each as it was seen; or all that fit, as many as were seen. */
export type RowsMeant = { rows: readonly { id: number; version: number }[] } | { all: RowFilter; count: number };

export interface Deciding {
  campaign: string;
  list: string;
  hand: Hand;
  /** Highest region of the deciding account; null means everything. */
  top: string | null;
  /** The sender's key (UUID): the same act sent twice is one. */
  submission: string;
  decision: Decision;
  meant: RowsMeant;
}

/** The receipt of an act. */
export interface Decided {
  receipt: string;
  kind: string;
  /** How many rows it has changed. */
  rows: number;
  at: Instant;
  /** The same act was sent before; this is its receipt. */
  repeated: boolean;
  /** Workflow ids of the rounds that wait for a unit less: it has no returned row any more. */
  rounds: readonly string[];
}

/** Why an officer holds a row; cases hold for reasons of their own, and end their hold themselves. */
export const HELD_BY_OFFICER = 'officer';

/** From here on a plan for few rows would be too slow. */
const MANY = 2000;

/**
 * Decides on one row or many, all or nothing.
 * @throws Refused with all that forbids it: the first hundred rows by number and unit, and how many there are.
 * Nothing is written then.
 */
export const decideRows = (sql: Queries, deciding: Deciding): Promise<Decided> =>
  atomically(sql, async (tx) => {
    const { campaign, list, hand, top, submission, decision, meant } = deciding;
    const { definition, now } = await runningCampaign(tx, campaign, list);
    const helps = helpsIn(deciding, definition);
    const forMany = 'all' in meant && meant.count > MANY;
    if (forMany) await Promise.all([forManyRows(tx), keepPlans(tx)]);
    const kind = decision.act === 'do' ? decision.step : decision.act;
    const [receipt] = await tx<{ id: number }[]>`
      insert into row_acts (campaign_id, list, submission, kind, at)
      values (${campaign}, ${list}, ${submission}, ${kind}, ${now})
      on conflict (campaign_id, submission) do nothing returning id`.catch(rowRefusals);
    if (!receipt) return firstReceipt(tx, campaign, submission);
    if (decision.act === 'move') await refusePlaceAbroad(tx, deciding, decision.to, definition.scope);
    const acting: ActOnRows = {
      ...{ campaign, list, hand, at: now, submission, definition },
      ...detailsOf(decision),
      ...(decision.act === 'raise' && { goods: goodsOf(definition, decision.goods) }),
      ...(decision.act === 'return' && { due: dueOf(definition, now, decision.workingDays) }),
      // Who approves stands above the unit.
      ...(decision.act === 'do' && decision.step === 'approve' && top !== null && { notOwn: top }),
      ...(kind === freezingStep(definition.lists[list]?.track ?? []) && { others: await otherCampaigns(tx, campaign) }),
      which: whichRows(tx, deciding, definition),
      ...('rows' in meant && { seen: meant.rows }),
    };
    const acted = await actOnRows(tx, acting).catch(rowRefusals);
    if (forMany) await tx`select set_config('enable_nestloop', 'on', true)`;
    await refuseForbidden(tx, deciding, acted);
    if (kind === 'deliver') await bookStepped(tx, { campaign, list, definition, hand, at: now, submission, helps });
    if (decision.act === 'release') await announceReleased(tx, { campaign, list, now });
    await tx`update row_acts set rows = ${acted.done} where id = ${receipt.id}`;
    if (acting.due !== undefined) await askForReturned(tx, { ...acting, due: acting.due, rows: acted.ids });
    const rounds = await settleCases(tx, acting, acted.ids);
    return { receipt: receiptNumber(receipt.id), kind, rows: acted.done, at: now, repeated: false, rounds };
  });

/** @returns workflow ids of the rounds that wait for a unit less, because rows were removed or moved */
async function settleCases(tx: Queries, acting: ActOnRows, rows: readonly number[]): Promise<string[]> {
  const { act, campaign, list, at: now, to } = acting;
  if (act.act !== 'move' && act.act !== 'remove') return [];
  const moved = to === undefined ? [] : await settleMoved(tx, { ...acting, rows, to });
  return [...moved, ...(await closeReturned(tx, { campaign, list, now }))];
}

/**
 * @returns the goods in the words of the catalogue
 * @throws Refused for an item or a purse that the campaign does not have
 */
function goodsOf({ items, purses }: Definition, goods: readonly RaisedGoods[] = []): EntitledGoods[] {
  return goods.map(({ item, purse, quantity }) => {
    const known = items[item];
    if (!known) throw new Refused(sentence('ledger-no-item', { item, known: Object.keys(items).join(', ') || '–' }));
    if (!purses[purse])
      throw new Refused(sentence('ledger-no-purse', { purse, known: Object.keys(purses).join(', ') || '–' }));
    return { name: known.name, unit: known.unit, quantity, item, purse };
  });
}

/** @throws Refused for a way that the list does not have, and for another step than a delivery */
function helpsIn({ list, decision }: Deciding, definition: Definition): readonly string[] {
  const helps = decision.act === 'do' ? (decision.helps ?? []) : [];
  const delivers = decision.act === 'do' && decision.step === 'deliver';
  if (helps.length > 0 && !(delivers && knowsHelps({ definition, list }, helps)))
    throw new Refused(sentence('delivery-help-unknown'));
  return helps;
}

/** @throws Refused when there is no such campaign or list, or the campaign is over */
async function runningCampaign(
  tx: Queries,
  campaign: string,
  list: string,
): Promise<{ definition: Definition; now: Instant }> {
  const [found] = await tx<{ definition: Definition; now: Instant; state: string }[]>`
    select definition, campaign_now(id) as now, state from campaigns where id = ${campaign}`;
  if (!found) throw new Refused(sentence('unknown-campaign', { campaign }));
  if (found.state === 'cancelled') throw new Refused(sentence('cancelled'));
  if (!found.definition.lists?.[list]) throw new Refused(sentence('unknown-list'));
  return found;
}

/** @returns the receipt of an act that was sent before */
export async function firstReceipt(tx: Queries, campaign: string, submission: string): Promise<Decided> {
  const [first] = await tx<{ id: number; kind: string; rows: number; at: Instant }[]>`
    select id, kind, rows, at from row_acts where campaign_id = ${campaign} and submission = ${submission}`;
  if (!first) throw new Refused(sentence('rows-busy'));
  const { id, ...act } = first;
  return { ...act, receipt: receiptNumber(id), repeated: true, rounds: [] };
}

/** A row moves to a unit of the same kind of place, within what the account decides over and the campaign covers. */
async function refusePlaceAbroad(tx: Queries, { top }: Deciding, to: string, scope: string): Promise<void> {
  const [there] = await tx`
    select from regions g where g.code = ${to} and ${within(tx, top, 'g.path')} and ${within(tx, scope, 'g.path')}`;
  if (!there) throw new Refused(sentence('unknown-region', { region: to }));
}

function detailsOf(decision: Decision): Pick<ActOnRows, 'act' | 'because' | 'reason' | 'due' | 'to' | 'cash'> {
  switch (decision.act) {
    case 'do':
      return {
        act: { act: 'do', step: decision.step },
        reason: decision.reason,
        because: decision.step === 'tell' ? decision.told : undefined,
      };
    case 'return':
      return { act: { act: 'return' }, reason: decision.reason };
    case 'hold':
      return { act: { act: 'hold' }, reason: decision.reason, because: HELD_BY_OFFICER };
    case 'release':
      return { act: { act: 'release' }, because: HELD_BY_OFFICER };
    case 'remove':
      return { act: { act: 'remove', because: decision.because }, reason: decision.reason };
    case 'move':
      return { act: { act: 'move' }, reason: decision.reason, to: decision.to };
    case 'explain':
      return { act: { act: 'explain' }, because: decision.because, reason: decision.reason };
    case 'raise':
      return { act: { act: 'raise' }, reason: decision.reason, cash: decision.cash };
  }
}

/** The rows within the account's region. */
function whichRows(tx: Queries, { top, meant, list }: Deciding, { lists }: Definition): Fragment {
  const scope = within(tx, top, 'g.path');
  if ('rows' in meant) return tx`e.id = any(${meant.rows.map(({ id }) => id)}::bigint[]) and ${scope}`;
  const region = meant.all.units ?? top;
  return tx`${scope} and ${rowFits(tx, meant.all, lists[list]?.track ?? [])}
            ${region === null ? tx`` : tx`and ${inUnitsOf(tx, region)}`}`;
}

/** As a list of units, which an index serves: joined, a county's rows are found by reading those of the province. */
const inUnitsOf = (tx: Queries, region: string): Fragment => tx`
  e.unit_code = any(array(select g.code from regions g where ${within(tx, region, 'g.path')}))`;

/** @throws Refused with all that forbids the act */
async function refuseForbidden(tx: Queries, { meant, ...deciding }: Deciding, acted: ActedOnRows): Promise<void> {
  const { chosen, forbidding, forbid } = acted;
  if ('all' in meant && chosen !== meant.count) {
    const faster = await lastActByOthers(tx, deciding);
    throw new Refused(sentence('rows-changed', { seen: meant.count, found: chosen }), faster);
  }
  const missing = 'rows' in meant && chosen < meant.rows.length ? await missingOf(tx, deciding, meant.rows) : [];
  const all = forbidding + missing.length;
  if (all === 0) return;
  const changed = await whoChanged(
    tx,
    forbid.flatMap(({ id, code }) => (code === 'row-changed' ? [id] : [])),
  );
  const problems = forbid.map(({ id, unit, code }): Problem => {
    const by = changed.get(id);
    const said = code === 'row-changed' && by ? sentence('row-changed-by', { by }) : { code, values: {} };
    return { field: `${id} ${unit}`, ...said };
  });
  const unknown = missing.map((id): Problem => ({ field: String(id), ...sentence('row-unknown') }));
  throw new Refused(sentence('rows-forbid', { rows: all }), [...problems, ...unknown].slice(0, FORBIDDING_SHOWN));
}

/** @returns the numbers of rows that are not on this list, or not in the account's region: it hears of neither */
async function missingOf(
  tx: Queries,
  { campaign, list, top }: Omit<Deciding, 'meant'>,
  rows: readonly { id: number }[],
): Promise<number[]> {
  const there = await tx<{ id: number }[]>`
    select e.id from entries e join regions g on g.code = e.unit_code
    where e.campaign_id = ${campaign} and e.list = ${list} and e.id = any(${rows.map(({ id }) => id)}::bigint[])
      and ${within(tx, top, 'g.path')}`;
  const known = new Set(there.map(({ id }) => id));
  return rows.flatMap(({ id }) => (known.has(id) ? [] : [id]));
}

/** @returns the officer who did the last deed with each row; a unit's own change names nobody */
async function whoChanged(tx: Queries, rows: readonly number[]): Promise<Map<number, string>> {
  if (rows.length === 0) return new Map();
  const found = await tx<{ id: number; by: string }[]>`
    select distinct on (d.entry_id) d.entry_id as id, a.name as by from deeds d join accounts a on a.id = d.account_id
    where d.entry_id = any(${[...rows]}::bigint[]) order by d.entry_id, d.id desc`;
  return new Map(found.map(({ id, by }) => [id, by]));
}

/** @returns what somebody else has done with rows of the list last, for the one who comes second */
async function lastActByOthers(tx: Queries, { campaign, list, hand }: Omit<Deciding, 'meant'>): Promise<Problem[]> {
  const [act] = await tx<{ by: string; rows: number }[]>`
    select coalesce(a.name, d.by_name) as by, l.rows from row_acts l
    cross join lateral (select account_id, by_name from deeds where submission = l.submission limit 1) d
    left join accounts a on a.id = d.account_id
    where l.campaign_id = ${campaign} and l.list = ${list} and l.rows > 0
      and (d.account_id, d.by_name) is distinct from (${hand.account ?? null}::bigint, ${hand.name ?? null}::text)
      and coalesce(a.name, d.by_name) is not null
    order by l.id desc limit 1`;
  return act ? [{ field: null, ...sentence('rows-decided-by', act) }] : [];
}
