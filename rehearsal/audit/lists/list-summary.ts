import type { Plan } from '../../../domain/campaign/plan';
import { listTotals, sumOf } from '../../../reporting/figures/list/list-totals';
import { milestoneFigures } from '../../../reporting/figures/milestones';
import type { Sql } from '../../../store/db/db';
import { headsOf, objectionsOf } from '../../../store/rehearsal/rehearsed-lists';

/** What became of a list. */
export interface ListSummary {
  id: string;
  /** Null for a list without quotas. */
  slots: number | null;
  proposed: number;
  /** Of these, by the first milestone of the quota; null where there is none. */
  byMilestone: number | null;
  checked: number;
  removed: number;
  /** Of the removed ones: those whose slot is lost. */
  burnt: number;
  posted: number;
  objections: number;
  upheld: number;
  served: number;
  /** Households or persons that the rows stand for which are on the list in the end. */
  heads: number;
}

/** @returns what became of the lists of a campaign, counted as its report counts it */
export async function summarizeLists(sql: Sql, { campaign, stages }: Plan): Promise<ListSummary[]> {
  const [totals, milestones, objections, heads] = await Promise.all([
    listTotals(sql, { campaign }),
    milestoneFigures(sql, campaign),
    objectionsOf(sql, campaign),
    headsOf(sql, campaign),
  ]);
  const rounds = stages.flatMap((stage) => stage.rounds);
  return [...new Set(totals.map(({ list }) => list))].map((id) => {
    const { slots, proposed, steps, removed, burnt, upheld } = sumOf(totals.filter(({ list }) => list === id));
    const keys = rounds.flatMap(({ list, key }) => (list === id ? [key] : []));
    const first = milestones.find(({ key, quota }) => quota && keys.includes(key));
    return {
      ...{ id, slots, proposed },
      byMilestone: first?.quota ? first.quota.rows : null,
      checked: steps.check ?? 0,
      ...{ removed, burnt },
      posted: steps.announce ?? 0,
      objections: objections.get(id) ?? 0,
      upheld,
      served: steps.deliver ?? 0,
      heads: heads.get(id) ?? 0,
    };
  });
}
