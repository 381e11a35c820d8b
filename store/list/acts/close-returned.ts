import type { Instant } from '../../../domain/instant';
import { endCases } from '../../case/end-cases';
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
 * Closes the cases whose rows have all been corrected, taken back, removed or moved, by whichever way.
 * @returns workflow ids of the rounds that wait for a unit less
 */
export const closeReturned = (tx: Queries, { campaign, list, now, unit, key }: CameBack): Promise<string[]> =>
  endCases(tx, {
    ...{ outcome: 'corrected', now, key },
    which: tx`
      l.campaign_id = ${campaign} and l.list = ${list} and (${unit ?? null}::text is null or f.region_code = ${unit ?? null})
      and not exists (
        select from entries e
        where e.campaign_id = ${campaign} and e.list = ${list} and e.unit_code = f.region_code and e.state = 'returned' and e.return_due = l.due_at)`,
  });
