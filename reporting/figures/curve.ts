import type { Instant } from '../../domain/instant';
import type { Queries } from '../../store/db/db';
import { byPart, type Part } from '../../store/db/scope';

/** How many units had reported by an instant. */
export interface CurvePoint {
  at: Instant;
  reported: number;
}

/** The returns of a stage over time, cumulative, a point for every hour with a return. */
export interface Curve {
  stage: string;
  /** Read when somebody asks: a season of a province has tens of thousands of points. */
  points(): CurvePoint[];
}

/** @returns the curve of each stage with returns, in each part */
export async function returnsCurves(
  sql: Queries,
  campaign: string,
  parts: readonly Part[],
): Promise<Map<Part, Curve[]>> {
  const counted = await byPart<{ stage: string; points: string }>(
    sql,
    parts,
    ({ part, joinOn }) => sql`
      select part, stage, json_agg(json_build_array(extract(epoch from hour + interval '1 hour')::bigint, reported) order by hour)::text as points
      from (
        select part, stage, hour, sum(count) over (partition by part, stage order by hour)::int as reported
        from (
          select ${part} as part, r.stage, date_trunc('hour', u.reported_at) as hour, count(*) as count
          from rounds r join asks u on u.round_id = r.id ${joinOn('u.unit_code')}
          where r.campaign_id = ${campaign} and u.reported_at is not null group by 1, 2, 3) hours) curves
      group by 1, 2 order by 1, 2`,
  );
  return new Map(
    [...counted].map(([part, stages]) => [
      part,
      stages.map(({ stage, points }) => ({ stage, points: () => pointsIn(points) })),
    ]),
  );
}

const pointsIn = (points: string): CurvePoint[] =>
  (JSON.parse(points) as [seconds: number, reported: number][]).map(([seconds, reported]) => ({
    at: new Date(seconds * 1000).toISOString(),
    reported,
  }));
