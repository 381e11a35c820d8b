import type { Instant } from '../../domain/instant';
import type { Fragment, Queries } from '../db/db';
import { keepPlans } from '../db/plans';

/** Postings of one transaction: some fifteen thousand rows. */
const AT_ONCE = 500;

/**
 * Closes postings of a lot whose last day is over. Their rows that are on their way take the step `announce`; rows that
 * are held wait for their cases.
 * @param tx a transaction
 * @returns the number of postings that are still open: of a large lot, call it again
 */
export async function closePostings(tx: Queries, { lot, now }: { lot: number; now: Instant }): Promise<number> {
  await keepPlans(tx);
  const due = await tx<{ id: number }[]>`
    update postings set state = 'closed', ended_at = ${now} where id in (
      select o.id from postings o join posting_lots l on l.id = o.lot_id
      where o.lot_id = ${lot} and o.state = 'open' and l.closes_at <= ${now} order by o.id limit ${AT_ONCE} for update of o)
    returning id`;
  await announceRows(tx, { now, rows: tx`p.posting_id = any(${due.map(({ id }) => id)}::bigint[])` });
  const [row] = await tx<{ open: number }[]>`
    select count(*)::int as open from postings where lot_id = ${lot} and state = 'open'`;
  return row?.open ?? 0;
}

/**
 * The step `announce` is done for posted rows that are on their way.
 * @param rows the condition of the posted rows `p` and their rows `e`, as SQL
 */
export const announceRows = (tx: Queries, { now, rows }: { now: Instant; rows: Fragment }): Promise<unknown> => tx`
  with moved as (
    update entries e set done = e.done + 1, because = null, version = e.version + 1, changed_at = ${now}
    from posted_rows p, lists l
    where ${rows} and p.off_at is null and e.id = p.entry_id and e.state = 'in' and l.campaign_id = e.campaign_id and l.id = e.list
      and e.done = array_position(l.track, 'announce') - 1
    returning e.id, e.campaign_id, e.unit_code, e.done, e.state, e.category, e.heads)
  insert into deeds (campaign_id, entry_id, unit_code, kind, at, by_name, via, before, after)
  select campaign_id, id, unit_code, 'announce', ${now}, 'posting', 'system',
         jsonb_build_object('done', done - 1, 'state', state, 'category', category, 'heads', heads),
         jsonb_build_object('done', done, 'state', state, 'category', category, 'heads', heads)
  from moved order by id`;

/** Rows that were held while their posting closed, and go on now, are announced at once. */
export const announceReleased = (
  tx: Queries,
  { now, ...of }: { now: Instant } & ({ campaign: string; list: string } | { entry: number }),
): Promise<unknown> =>
  announceRows(tx, {
    now,
    rows: tx`${'entry' in of ? tx`e.id = ${of.entry}` : tx`e.campaign_id = ${of.campaign} and e.list = ${of.list}`}
      and exists (select from postings o where o.id = p.posting_id and o.state = 'closed')
      and not exists (select from posted_rows q join postings o on o.id = q.posting_id
                      where q.entry_id = e.id and q.off_at is null and o.state = 'open')`,
  });

/** Takes postings down before their end; their rows stand before the posting again. @returns how many */
export async function withdrawPostings(
  tx: Queries,
  { lot, posting, now }: { lot?: number; posting?: number; now: Instant },
): Promise<{ lot: number; workflowId: string }[]> {
  return tx<{ lot: number; workflowId: string }[]>`
    update postings o set state = 'withdrawn', ended_at = ${now} from posting_lots l
    where l.id = o.lot_id and o.state = 'open' and (o.lot_id = ${lot ?? null} or o.id = ${posting ?? null})
    returning o.lot_id as lot, l.workflow_id as "workflowId"`;
}

/** A lot of postings that hang. */
export interface OpenLot {
  lot: number;
  workflowId: string;
}

/** @returns lots of a campaign with open postings. */
export const openPostingLots = (sql: Queries, campaign: string): Promise<OpenLot[]> => sql<OpenLot[]>`
  select l.id as lot, l.workflow_id as "workflowId" from posting_lots l
  where l.campaign_id = ${campaign} and exists (select from postings o where o.lot_id = l.id and o.state = 'open') order by l.id`;
