import type { Instant } from '../../domain/instant';
import type { Queries } from '../../store/db/db';
import { byPart, type Part } from '../../store/db/scope';

/** How many units of a stage had reported by an instant. */
export interface CurvePoint {
  stage: string;
  at: Instant;
  reported: number;
}

/** @returns the returns of each stage over time in each part, cumulative, a point for every hour with a return */
export const returnsCurves = (
  sql: Queries,
  campaign: string,
  parts: readonly Part[],
): Promise<Map<Part, CurvePoint[]>> =>
  byPart<CurvePoint>(
    sql,
    parts,
    ({ part, joinOn }) => sql`
      select part, stage, hour + interval '1 hour' as at,
             sum(count) over (partition by part, stage order by hour)::int as reported
      from (
        select ${part} as part, r.stage, date_trunc('hour', u.reported_at) as hour, count(*) as count
        from rounds r join asks u on u.round_id = r.id ${joinOn('u.unit_code')}
        where r.campaign_id = ${campaign} and u.reported_at is not null group by 1, 2, 3) hours
      order by 1, 2, 3`,
  );
