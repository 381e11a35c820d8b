import type { Instant } from '../../domain/instant';
import { getCampaign } from '../../store/campaign/campaigns';
import type { Queries } from '../../store/db/db';
import { asOf } from './as-of';

export interface MilestoneFigures {
  stage: string;
  key: string;
  at: Instant;
  /** Share of units that should have reported by `at`, 0–1. */
  share: number;
  expected: number;
  /** Units that reported strictly before `at`; while `at` is still ahead, units that have reported until now. */
  reported: number;
  /** `ahead` until the clock reaches `at`. */
  outcome: 'ahead' | 'met' | 'missed';
}

/** @returns every milestone of the plan in its order, with its outcome. */
export async function milestoneFigures(sql: Queries, campaign: string): Promise<MilestoneFigures[]> {
  const row = await getCampaign(sql, campaign);
  const now = asOf(row);
  const milestones = row.plan.stages.flatMap((stage) =>
    stage.rounds.flatMap(({ key, areas, milestones: marks }) => {
      const planned = areas.reduce((sum, { units }) => sum + units, 0);
      return marks.map(({ at, share }) => ({ stage: stage.id, key, at, share, planned }));
    }),
  );
  const reached = await reachedBy(sql, campaign, milestones);
  return milestones.map(({ planned, ...milestone }, nr) => {
    const { expected, reported } = reached.get(nr) ?? { expected: planned, reported: 0 };
    const outcome = now < milestone.at ? 'ahead' : isMet(milestone.share, { expected, reported }) ? 'met' : 'missed';
    return { ...milestone, expected, reported, outcome };
  });
}

/** Counts whole units: 8 meet 70 % of 11. A rounding error of a binary fraction must not demand one more. */
const isMet = (share: number, { expected, reported }: { expected: number; reported: number }): boolean =>
  reported >= Math.ceil(Number((share * expected).toFixed(6)));

async function reachedBy(sql: Queries, campaign: string, milestones: { key: string; at: Instant }[]) {
  if (milestones.length === 0) return new Map<number, { expected: number; reported: number }>();
  const rows = await sql<{ nr: number; expected: number; reported: number }[]>`
    select m.nr, count(u.unit_code) as expected, count(*) filter (where u.reported_at < m.at) as reported
    from unnest(${milestones.map((_, nr) => nr)}::int[], ${milestones.map(({ key }) => key)}::text[],
                ${milestones.map(({ at }) => at)}::timestamptz[]) as m(nr, key, at)
    join asks u on u.campaign_id = ${campaign} and u.key = m.key and u.round_id is not null
    group by m.nr`;
  return new Map(rows.map(({ nr, ...counts }) => [nr, counts]));
}
