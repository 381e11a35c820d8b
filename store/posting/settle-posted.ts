import type { Instant } from '../../domain/instant';
import { type PostingContent, withoutRow } from '../../domain/posting/content';
import type { Queries } from '../db/db';
import { json } from '../db/json';
import { announceReleased } from './close-postings';
import { digestOf } from './open-postings';

interface OnRow {
  /** Number of the row. */
  entry: number;
  now: Instant;
}

/**
 * What follows for the posting of a row when its case was decided: a row that goes on after its posting has closed is
 * announced at once; for a row whose objection was upheld comes the next version without it, and the others get no
 * new days.
 * @param tx the transaction of the decision
 */
export async function settlePosted(tx: Queries, { entry, now }: OnRow): Promise<void> {
  await announceReleased(tx, { entry, now });
  const [posted] = await tx<Standing[]>`
    select o.id, o.state, o.content, e.category, p.number
    from posted_rows p join postings o on o.id = p.posting_id join entries e on e.id = p.entry_id
    where p.entry_id = ${entry} and e.state = 'out' and e.because = 'objection' and o.state in ('open', 'closed')
    order by o.id desc limit 1 for update of o`;
  if (posted) await nextVersion(tx, posted, { entry, now });
}

interface Standing {
  id: number;
  state: 'open' | 'closed';
  content: PostingContent;
  category: string;
  number: number | null;
}

async function nextVersion(
  tx: Queries,
  { id, state, content, category, number }: Standing,
  { entry, now }: OnRow,
): Promise<void> {
  const next = withoutRow(content, category, number);
  const [made] = await tx<{ id: number }[]>`
    select nextval(pg_get_serial_sequence('postings', 'id')) as id`;
  const superseding = made?.id ?? 0;
  await tx`
    update postings set state = 'superseded', superseded_by = ${superseding}, ended_at = coalesce(ended_at, ${now})
    where id = ${id}`;
  await tx`
    insert into postings (id, lot_id, campaign_id, list, region_code, version, state, content, digest, ended_at)
    overriding system value
    select ${superseding}, lot_id, campaign_id, list, region_code,
           (select max(version) + 1 from postings v where v.campaign_id = o.campaign_id and v.list = o.list and v.region_code = o.region_code),
           ${state}, ${json(tx, next)}, decode(${digestOf(next)}, 'hex'), case ${state} when 'closed' then ${now}::timestamptz end
    from postings o where id = ${id}`;
  await tx`
    insert into posted_rows (posting_id, entry_id, number, off_at)
    select ${superseding}, entry_id, number, off_at from posted_rows where posting_id = ${id} and entry_id <> ${entry}`;
}
