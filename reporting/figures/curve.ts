import type { Instant } from '../../domain/instant';
import type { Queries } from '../../store/db/db';
import { within } from '../../store/db/scope';

/** How many units of a stage had reported by an instant. */
export interface CurvePoint {
  stage: string;
  at: Instant;
  reported: number;
}

/**
 * @returns the returns of each stage over time, cumulative, a point for every hour with a return; only of `region` and
 *   below when given
 */
export const returnsCurve = (sql: Queries, campaign: string, region: string | null): Promise<CurvePoint[]> => sql<
  CurvePoint[]
>`
  select stage, hour + interval '1 hour' as at, sum(count) over (partition by stage order by hour)::int as reported
  from (
    select r.stage, date_trunc('hour', u.reported_at) as hour, count(*) as count
    from rounds r join asks u on u.round_id = r.id ${region === null ? sql`` : sql`join regions g on g.code = u.unit_code and ${within(sql, region, 'g.path')}`}
    where r.campaign_id = ${campaign} and u.reported_at is not null group by 1, 2) hours
  order by 1, 2`;
