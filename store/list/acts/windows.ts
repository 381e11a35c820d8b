import type { Instant } from '../../../domain/instant';
import type { Fragment, Queries } from '../../db/db';
import { careOf, type Proposers } from './care';

interface Window {
  campaign: string;
  list: string;
  step: string;
  at: Instant;
  proposers: Proposers;
  /** The unit that acts itself; without it, an officer acts for the unit that is asked. */
  unit?: string | undefined;
}

/**
 * For the units of the rows in `chosen`: who is asked for the step now. A step is done only while a round asks for it.
 * @returns the part `windows (of, unit, key)` of a statement: code of the row's unit, the asked unit, and its
 * round's key
 */
export const askedForRows = (sql: Queries, { campaign, list, step, at, proposers, unit }: Window): Fragment => sql`
  caring as materialized (
    select a.unit_code as unit, r.key, ${careOf(sql, proposers, 'asked')} as top
    from asks a join rounds r on r.id = a.round_id join regions asked on asked.code = a.unit_code
    where a.campaign_id = ${campaign} and r.list = ${list} and r.does = ${step} and a.subject_id is null and r.state = 'open'
      and r.opens_at <= ${at} and r.locks_at > ${at} and (${unit ?? null}::text is null or a.unit_code = ${unit ?? null})
  ), windows as materialized (
    select distinct on (u.of) u.of, c.unit, c.key
    from (select g.code as of, g.path from regions g where g.code in (select unit_code from chosen)) u
    cross join lateral unnest(string_to_array(rtrim(u.path, '/'), '/')) with ordinality above(code, depth)
    join caring c on c.top = above.code
    order by u.of, above.depth desc, c.unit, c.key
  ),`;
