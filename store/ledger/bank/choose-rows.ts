import type { Definition } from '../../../domain/campaign/definition/definition';
import { MONEY } from '../../../domain/ledger/items';
import { Refused, sentence } from '../../../domain/text/refusal';
import type { Fragment, Queries } from '../../db/db';
import { forManyRows, keepPlans } from '../../db/plans';
import { within } from '../../db/scope';
import type { BatchAsked } from './batches';

interface Choosing extends Pick<BatchAsked, 'campaign' | 'list' | 'purse' | 'region' | 'corrects'> {
  batch: number;
  definition: Definition;
  /** Highest region of who makes the batch; null for everything. */
  top: string | null;
  /** Numbers of rows that are left out. */
  without: readonly number[];
}

/**
 * Makes the lines of a batch: of every row whose next step is its delivery and to which the purse still owes money, so
 * much as it owes. A row that another batch asks for, or that waits for the correction of one, is none of them. Lines
 * are in the order of the rows' regions.
 * @throws Refused when the list has no delivery
 */
export async function chooseRows(tx: Queries, choosing: Choosing): Promise<void> {
  const { batch, campaign, list, purse, corrects, definition, without } = choosing;
  const before = definition.lists[list]?.track.indexOf('deliver') ?? -1;
  if (before < 0) throw new Refused(sentence('bank-no-delivery', { list }));
  await Promise.all([forManyRows(tx), keepPlans(tx)]);
  const payable = tx`
    e.campaign_id = ${campaign} and e.list = ${list} and e.state = 'in' and e.done = ${before} and e.entitled is not null
    and ${within(tx, choosing.top, 'g.path')} and ${within(tx, choosing.region, 'g.path')} and e.id <> all(${[...without]}::bigint[])`;
  // Locked in the order of their numbers, as everybody locks rows. What was handed over until then is seen by the next
  // statement, and who hands something over later finds the line.
  await tx`
    select count(*) from (
      select 1 from entries e join regions g on g.code = e.unit_code
      where ${payable} order by e.id for no key update of e) locked`;
  await tx`
    insert into bank_lines (batch_id, line, entry_id, purse, fen, failed_batch, failed_line)
    select ${batch}, row_number() over (order by g.path, e.id), e.id, ${purse}, d.fen, d.failed_batch, d.failed_line
    from entries e join regions g on g.code = e.unit_code
    join (${corrects === null ? owed(tx, { campaign, purse }) : failedAndOwed(tx, { campaign, purse, corrects })}) d on d.entry_id = e.id
    where ${payable} and not exists (
      select from bank_lines l where l.entry_id = e.id and l.purse = ${purse} and (l.state = 'open'
        ${corrects === null ? tx`or l.state = 'failed' and not exists (select from bank_batches c where c.corrects_id = l.batch_id)` : tx``}))`;
  await tx`select set_config('enable_nestloop', 'on', true)`;
}

/**
 * What each row is entitled to, as the view `entitlements`, for very many rows at once: they are alike in a few ways,
 * and each of these is read once.
 * @param rows a table, or a query in brackets, with `entry_id`, `state` and `entitled`
 */
export const entitledRows = (tx: Queries, rows: Fragment): Fragment => tx`
  select r.entry_id, way.item, way.purse, way.quantity
  from ${rows} r join (
    select d.entitled, l.item, l.purse, sum(l.quantity)::bigint as quantity
    from (select distinct entitled from ${rows} r where entitled is not null) d
    cross join lateral entitled_lines(d.entitled) l group by 1, 2, 3) way on way.entitled = r.entitled
  where r.state <> 'out'`;

/** What a purse still owes each row, in fen. */
const owed = (tx: Queries, { campaign, purse }: { campaign: string; purse: string }): Fragment => tx`
  select n.entry_id, n.quantity - coalesce(b.quantity, 0) as fen, null::bigint as failed_batch, null::integer as failed_line
  from (${entitledRows(tx, tx`(select id as entry_id, state, entitled from entries where campaign_id = ${campaign})`)}) n
  left join balances b on b.campaign_id = ${campaign} and b.account = 'with:' || n.entry_id and b.item = n.item and b.purse = n.purse
  where n.item = ${MONEY} and n.purse = ${purse} and n.quantity > coalesce(b.quantity, 0)`;

/** What has failed of a batch and is still owed, never more than has failed. */
const failedAndOwed = (
  tx: Queries,
  { corrects, ...of }: { campaign: string; purse: string; corrects: number },
): Fragment => tx`
  select f.entry_id, least(f.fen, o.fen) as fen, f.batch_id as failed_batch, f.line as failed_line
  from bank_lines f join (${owed(tx, of)}) o on o.entry_id = f.entry_id
  where f.batch_id = ${corrects} and f.state = 'failed'`;

/** @throws Refused when the store that pays holds less than the batch asks for */
export async function refusePoorStore(
  tx: Queries,
  { campaign, store, purse, fen }: { campaign: string; store: string; purse: string; fen: number },
): Promise<void> {
  const [held] = await tx<{ there: number }[]>`
    select quantity as there from balances
    where campaign_id = ${campaign} and account = ${`store:${store}`} and item = ${MONEY} and purse = ${purse}`;
  const there = held?.there ?? 0;
  if (there >= fen) return;
  const yuan = (some: number): string => (some / 100).toFixed(2);
  throw new Refused(sentence('bank-store-lacks', { region: store, purse, there: yuan(there), sum: yuan(fen) }));
}
