import type { ListDefinition } from '../../domain/campaign/definition/definition';
import { type MinimumDue, minimaAt } from '../../domain/list/pairs/minima';
import type { Fragment, Queries } from '../db/db';
import { below } from '../db/scope';
import { STANDING } from '../list/lists';
import { minimaMet, stands } from '../list/pairs/pair-deeds';

/**
 * The posts of silent units that help somebody, of whom nothing is entered yet in the round. `counts` says of how many
 * (silent) and of how many something is (reported): never of whom.
 * @returns a query of (region_code, role, counts)
 */
export const helpersTold = (sql: Queries, round: string): Fragment => sql`
  select h.region_code, h.role,
         jsonb_build_object('list', r.list, 'expected', count(*), 'reported', count(*) filter (where x.entered),
           'silent', count(*) filter (where not x.entered)) as counts
  from rounds r join asks a on a.round_id = r.id and a.reported_at is null
  join duties h on h.region_code = a.unit_code and not h.deputy
  join entries e on e.helper_id = h.id and e.campaign_id = r.campaign_id and e.list = r.list and e.state = any(${STANDING})
  cross join lateral (
    select exists (select from deeds d where d.entry_id = e.id and d.round_key = r.key and ${stands(sql)}) as entered) x
  where r.id = ${round} group by r.list, h.region_code, h.role having count(*) filter (where not x.entered) > 0`;

/** @returns the minima of a round about pairs, in the periods of this day; null for any other round */
export async function minimaOfRound(
  sql: Queries,
  { round, today }: { round: string; today: string },
): Promise<MinimumDue[] | null> {
  const [list] = await sql<{ minimum: ListDefinition['minimum'] }[]>`
    select c.definition #> array['lists', r.list, 'minimum'] as minimum
    from rounds r join campaigns c on c.id = r.campaign_id where r.id = ${round} and r.does = 'support'`;
  return list ? minimaAt(list.minimum, today) : null;
}

/** @returns how many pairs of helpers in region `s.region_code` lack something, as SQL with the round as `r` */
export const pairsBelow = (sql: Queries, minima: readonly MinimumDue[] | null): Fragment =>
  minima === null
    ? sql`null::int`
    : sql`(
    select count(*)::int from regions top join regions g on ${below(sql, sql`g.path`, sql`top.path`)}
    join duties h on h.region_code = g.code
    join entries e on e.helper_id = h.id and e.campaign_id = r.campaign_id and e.list = r.list and e.state = any(${STANDING})
    cross join lateral (${minimaMet(sql, minima)}) m
    where top.code = s.region_code and m.below)`;
