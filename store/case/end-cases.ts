import type { Instant } from '../../domain/instant';
import type { Fragment, Queries } from '../db/db';

interface Ending {
  /** Which of the open cases `f`, of lots `l`. */
  which: Fragment;
  outcome: string;
  now: Instant;
  /** Key of a round whose report ends them itself. */
  key?: string | undefined;
}

/**
 * Ends open cases whose matter is settled in another way than by an answer. Who was asked is asked no more.
 * @returns workflow ids of the rounds that wait for a unit less
 */
export async function endCases(tx: Queries, { which, outcome, now, key }: Ending): Promise<string[]> {
  const ended = await tx<{ lot: number; unit: string }[]>`
    update cases f set state = 'closed', outcome = ${outcome}, due_at = null, closed_at = ${now}
    from case_lots l where l.id = f.lot_id and f.state <> 'closed' and ${which}
    returning f.lot_id as lot, f.assignee_code as unit`;
  if (ended.length === 0) return [];
  const rounds = await tx<{ round: string }[]>`
    with answered as (
      select a.id, r.id as round from jsonb_to_recordset(${tx.json(ended)}) as c(lot bigint, unit text)
      join rounds r on r.lot_id = c.lot and r.state = 'open' and r.key is distinct from ${key ?? null}
      join asks a on a.round_id = r.id and a.unit_code = c.unit and a.reported_at is null),
    unasked as (update asks set round_id = null from answered where asks.id = answered.id)
    select distinct round from answered order by 1`;
  return rounds.map(({ round }) => round);
}
