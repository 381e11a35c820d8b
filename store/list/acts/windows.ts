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
 * Who cares for a row is its unit, a region above it, or right below one of these (careOf): only they and their asks
 * are looked up, each by its key (`offset 0`), because a province asks 20,000 units and a sending is about a few.
 * @returns the part `windows (of, unit, key)` of a statement: code of the row's unit, the asked unit, and its
 * round's key
 */
export const askedForRows = (sql: Queries, { campaign, list, step, at, proposers, unit }: Window): Fragment => sql`
  above as materialized (
    select u.code as of, up.code, up.depth
    from (select distinct unit_code as code from chosen) c
    cross join lateral (select code, path from regions where code = c.code offset 0) u
    cross join lateral unnest(string_to_array(rtrim(u.path, '/'), '/')) with ordinality up(code, depth)
  ), asked as materialized (
    ${unit === undefined ? nearby(sql) : sql`select code, parent_code, path from regions where code = ${unit}`}
  ), caring as materialized (
    select a.unit_code as unit, r.key, ${careOf(sql, proposers, 'asked')} as top
    from asked cross join lateral (
      select round_id, unit_code from asks
      where unit_code = asked.code and campaign_id = ${campaign} and subject_id is null offset 0) a
    join rounds r on r.id = a.round_id
    where r.list = ${list} and r.does = ${step} and r.state = 'open' and r.opens_at <= ${at} and r.locks_at > ${at}
  ), windows as materialized (
    select distinct on (above.of) above.of, c.unit, c.key from above join caring c on c.top = above.code
    order by above.of, above.depth desc, c.unit, c.key
  ),`;

const nearby = (sql: Queries): Fragment => sql`
  select x.* from (select distinct code from above) up
  cross join lateral (select code, parent_code, path from regions where code = up.code offset 0) x
  union
  select x.* from (select distinct code from above) up
  cross join lateral (select code, parent_code, path from regions where parent_code = up.code offset 0) x`;
