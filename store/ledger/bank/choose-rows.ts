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
  const failed =
    corrects === null
      ? null
      : tx`join bank_lines f on f.entry_id = e.id and f.batch_id = ${corrects} and f.state = 'failed'`;
  // Of what has failed never more than has failed is paid again.
  const owed = tx`way.quantity - coalesce(b.quantity, 0)`;
  await tx`
    insert into bank_lines (batch_id, line, entry_id, purse, fen, failed_batch, failed_line)
    select ${batch}, row_number() over (order by g.path, e.id), e.id, ${purse},
           ${failed ? tx`least(f.fen, ${owed}), f.batch_id, f.line` : tx`${owed}, null, null`}
    from entries e join regions g on g.code = e.unit_code
    join (${waysOf(tx, tx`entries where campaign_id = ${campaign} and list = ${list}`)}) way
      on way.entitled = e.entitled and way.item = ${MONEY} and way.purse = ${purse}
    ${failed ?? tx``}
    left join balances b on b.campaign_id = ${campaign} and b.account = 'with:' || e.id and b.item = ${MONEY} and b.purse = ${purse}
    where ${payable} and way.quantity > coalesce(b.quantity, 0) and not exists (
      select from bank_lines l where l.entry_id = e.id and l.purse = ${purse} and (l.state = 'open'
        ${failed ? tx`` : tx`or l.state = 'failed' and not exists (select from bank_batches c where c.corrects_id = l.batch_id)`}))`;
  await tx`select set_config('enable_nestloop', 'on', true)`;
}

/**
 * What rows are entitled to, as the view `entitlements`, for very many rows at once: they are alike in a few ways, and
 * each of these is read once.
 * @param rows a table with `entitled`, and which of its rows
 */
export const waysOf = (tx: Queries, rows: Fragment): Fragment => tx`
  select d.entitled, l.item, l.purse, sum(l.quantity)::bigint as quantity
  from (select distinct entitled from ${rows}) d cross join lateral entitled_lines(d.entitled) l group by 1, 2, 3`;

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
