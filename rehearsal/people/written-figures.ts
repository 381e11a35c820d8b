import type { Definition } from '../../domain/campaign/definition/definition';
import type { Plan } from '../../domain/campaign/plan';
import type { Instant } from '../../domain/instant';
import { isAsked, type RegionView, regionTree, subtree } from '../../domain/people/regions';
import { roundsInAreas } from '../../domain/round/round';
import { inventQuotas } from '../lists/invented-quotas';
import type { Answers } from './answers';
import type { Place } from './villages';

/** A unit in a round, and the figures that its report must have, because all reports add up to what is written. */
export interface Written {
  /** Id and key of the round. */
  round: string;
  key: string;
  unit: string;
  locksAt: Instant;
  figures: Answers;
}

/** All reports whose figures were written beforehand. */
export interface WrittenFigures {
  all: readonly Written[];
  /** @returns the figures of a report; null where the unit answers as it likes */
  of(place: Pick<Place, 'unit' | 'key'>): Answers | null;
}

/** Who answers an objection finds that it is wrong. */
const OBJECTION = 'case.objection';
const WRONG: Answers = { outcome: 'rejected' };

/**
 * Divides what the definition says that the reports of a form add up to: a flow among all reports, a stock among the
 * units, each of which reports the same every time. Where it was written who gets what, an objection changes nothing:
 * a document tells how many got something in the end.
 */
export function writeFigures({
  definition: { forms, rehearsal },
  plan,
  regions,
  seed,
  areServed,
}: {
  definition: Pick<Definition, 'forms' | 'rehearsal'>;
  plan: Plan;
  regions: readonly RegionView[];
  seed: number;
  /** Whether it was written who gets what. */
  areServed: boolean;
}): WrittenFigures {
  const tree = regionTree(regions);
  const asked = roundsInAreas(plan).flatMap(({ id, area, round }) =>
    subtree(tree, area).flatMap((region) => (isAsked(round, region) ? [{ id, round, unit: region.code }] : [])),
  );
  const all = Object.entries(rehearsal?.figures ?? {}).flatMap(([form, totals]) => {
    const reports = asked.filter(({ round }) => round.form === form);
    const shares = (forms[form]?.fields ?? []).flatMap(({ id, over }) => {
      const total = totals[id];
      if (total === undefined) return [];
      const share = (report: (typeof reports)[number]) =>
        over === 'last' ? report.unit : `${report.round.key} ${report.unit}`;
      const units = [...new Set(reports.map(share))];
      const parts = inventQuotas({ seed, about: `${form} ${id}`, units, total });
      return [(report: (typeof reports)[number]) => [id, String(parts.get(share(report)) ?? 0)] as const];
    });
    return reports.map(
      (report): Written => ({
        ...{ round: report.id, key: report.round.key, unit: report.unit, locksAt: report.round.locksAt },
        figures: Object.fromEntries(shares.map((of) => of(report))),
      }),
    );
  });
  const byPlace = new Map(all.map((one) => [`${one.key} ${one.unit}`, one.figures]));
  const ofCase = (key: string): Answers | null => (areServed && key.startsWith(OBJECTION) ? WRONG : null);
  return { all, of: ({ key, unit }) => byPlace.get(`${key} ${unit}`) ?? ofCase(key) };
}
