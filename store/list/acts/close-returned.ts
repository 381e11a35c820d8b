import type { Instant } from '../../../domain/instant';
import type { Queries } from '../../db/db';

interface CameBack {
  campaign: string;
  list: string;
  now: Instant;
  /** Code of the unit; all units where it is left out. */
  unit?: string;
  /** Key of the round in whose report they came back: that report answers it. */
  key?: string | undefined;
}

/**
 * Closes the cases whose rows have all been corrected, taken back, removed or moved, by whichever way. Their units are
 * asked no more.
 * @returns workflow ids of the rounds that have one unit less to wait for
 */
export async function closeReturned(tx: Queries, { campaign, list, now, unit, key }: CameBack): Promise<string[]> {
  const closed = await tx<{ lot: number; unit: string }[]>`
    update cases f set state = 'closed', outcome = 'corrected', due_at = null, closed_at = ${now}
    from case_lots l
    where l.id = f.lot_id and l.campaign_id = ${campaign} and l.list = ${list} and f.state <> 'closed'
      and (${unit ?? null}::text is null or f.region_code = ${unit ?? null}) and not exists (
        select from entries e
        where e.campaign_id = ${campaign} and e.list = ${list} and e.unit_code = f.region_code and e.state = 'returned' and e.return_due = l.due_at)
    returning f.lot_id as lot, f.region_code as unit`;
  if (closed.length === 0) return [];
  const rounds = await tx<{ round: string }[]>`
    with answered as (
      select a.id, r.id as round, r.key from jsonb_to_recordset(${tx.json(closed)}) as c(lot bigint, unit text)
      join rounds r on r.lot_id = c.lot and r.state = 'open' join asks a on a.round_id = r.id and a.unit_code = c.unit
      where a.reported_at is null and r.key is distinct from ${key ?? null}),
    unasked as (update asks set round_id = null from answered where asks.id = answered.id)
    select distinct round from answered order by 1`;
  return rounds.map(({ round }) => round);
}
