import type { Queries } from '../../store/db/db';
import { within } from '../../store/db/scope';
import { type InCampaign, type RoundAsked, roundAsked } from './own-rounds';

/** A round, counted over the units below a region. */
export interface RoundBelow extends RoundAsked {
  expected: number;
  onTime: number;
  late: number;
  onPaper: number;
  /** Sums of the numbers in the reports that count, by field; money in fen. */
  sums: Record<string, number>;
}

/** @returns the rounds that ask places below the region, as they began; nothing for a place without places below */
export const roundsBelow = (sql: Queries, { campaign, place }: InCampaign): Promise<RoundBelow[]> => sql<RoundBelow[]>`
  with asked as materialized (
    select u.id, u.key, u.round_id, u.reported_at, u.on_paper, u.report_id
    from asks u join regions g on g.code = u.unit_code
    where u.campaign_id = ${campaign} and u.subject_id is null and u.round_id is not null and g.code <> ${place}
      and ${within(sql, place, 'g.path')}),
  counted as (
    select a.key, min(a.round_id) as round_id, count(*)::int as expected,
           count(*) filter (where a.reported_at < r.due_at)::int as on_time,
           count(*) filter (where a.reported_at >= r.due_at)::int as late, count(*) filter (where a.on_paper)::int as on_paper
    from asked a join rounds r on r.id = a.round_id group by a.key),
  summed as (
    select key, jsonb_object_agg(field, sum) as sums from (
      select a.key, f.key as field, sum((f.value #>> '{}')::numeric) as sum
      from asked a join reports p on p.id = a.report_id cross join lateral jsonb_each(p.figures) f
      where jsonb_typeof(f.value) = 'number' group by 1, 2) s group by key)
  select ${roundAsked(sql)}, n.expected, n.on_time as "onTime", n.late, n.on_paper as "onPaper", coalesce(s.sums, '{}') as sums
  from counted n join rounds r on r.id = n.round_id join campaigns c on c.id = r.campaign_id left join summed s on s.key = n.key
  order by r.opens_at, r.key`;
