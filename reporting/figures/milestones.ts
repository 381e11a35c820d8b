import type { Instant } from '../../domain/instant';
import { dueOf } from '../../domain/round/milestone-due';
import { getCampaign } from '../../store/campaign/campaigns';
import type { Queries } from '../../store/db/db';
import { asOf } from './as-of';

export interface MilestoneFigures {
  stage: string;
  key: string;
  at: Instant;
  /** Share of units that should have reported by `at`, or of each unit's slots that should have a row by then; 0–1. */
  share: number;
  /** Units that are asked; of the quota those with slots. */
  expected: number;
  /**
   * Units that reported strictly before `at`, or handed in what their quota wants; while `at` is still ahead, until
   * now.
   */
  reported: number;
  /** Of the quota, summed over the units: rows handed in by then, rows due, and slots. Null for shares of units. */
  quota: { rows: number; wanted: number; slots: number } | null;
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
      return marks.map(({ at, share, of = 'units' }) => ({ stage: stage.id, key, at, share, of, planned }));
    }),
  );
  const reached = await reachedBy(sql, campaign, milestones);
  const ofQuotas = await quotasBy(sql, campaign, milestones);
  return milestones.map(({ planned, of, ...milestone }, nr) => {
    const ofQuota = of === 'quota' ? (ofQuotas.get(nr) ?? NO_QUOTAS) : null;
    const { expected, reported } = ofQuota ?? reached.get(nr) ?? { expected: planned, reported: 0 };
    // Each unit has its own quota, so all of them must reach it.
    const enough = dueOf(ofQuota ? 1 : milestone.share, expected);
    const outcome = now < milestone.at ? 'ahead' : reported >= enough ? 'met' : 'missed';
    const { rows = 0, wanted = 0, slots = 0 } = ofQuota ?? {};
    return { ...milestone, expected, reported, quota: ofQuota && { rows, wanted, slots }, outcome };
  });
}

interface OfQuota {
  expected: number;
  reported: number;
  rows: number;
  wanted: number;
  slots: number;
}
const NO_QUOTAS: OfQuota = { expected: 0, reported: 0, rows: 0, wanted: 0, slots: 0 };

/** Rows that are struck later were handed in all the same (quota_progress), so the figure of the day stays. */
async function quotasBy(
  sql: Queries,
  campaign: string,
  milestones: { key: string; at: Instant; share: number; of: string }[],
): Promise<Map<number, OfQuota>> {
  const meant = milestones.flatMap(({ key, at, share, of }, nr) => (of === 'quota' ? [{ nr, key, at, share }] : []));
  if (meant.length === 0) return new Map();
  const found = await sql<(OfQuota & { nr: number })[]>`
    select m.nr, count(*)::int as expected, count(*) filter (where p.rows >= p.wanted)::int as reported,
           sum(p.rows)::int as rows, sum(p.wanted)::int as wanted, sum(p.slots)::int as slots
    from jsonb_to_recordset(${sql.json(meant)}) as m(nr int, key text, at timestamptz, share numeric)
    join rounds r on r.campaign_id = ${campaign} and r.key = m.key
    cross join lateral quota_progress(r.id, m.share, m.at) p
    group by m.nr`;
  return new Map(found.map(({ nr, ...counts }) => [nr, counts]));
}

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
