import { byTime } from '../../domain/compare';
import { groupBy } from '../../domain/group-by';
import type { Instant } from '../../domain/instant';
import type { Acted } from './audit-input';

/**
 * Tells who had reported and who had acknowledged at any instant, from the people's own notes. An act at the same
 * instant counts as before it: in a rehearsal people act first, and rungs are climbed after them.
 */
export interface Chronicle {
  isSilent(round: string, unit: string, at: Instant): boolean;
  /** @returns whether the region acknowledged in this round after `since` and not later than `until`. */
  hasAcknowledged(round: string, region: string, during: { since: Instant; until: Instant }): boolean;
}

/** @param acted in any order; of two notes of one unit at the same instant the later in the list counts */
export function chronicle(acted: readonly Acted[]): Chronicle {
  const placeOf = (round: string, region: string) => `${round} ${region}`;
  const byPlace = groupBy(acted, ({ round, region }) => placeOf(round, region));
  for (const acts of byPlace.values()) acts.sort(byTime);
  const actsOf = (round: string, region: string) => byPlace.get(placeOf(round, region)) ?? [];

  return {
    isSilent(round, unit, at) {
      const last = actsOf(round, unit)
        .filter((act) => (act.kind === 'reported' || act.kind === 'returned') && act.at <= at)
        .at(-1);
      return last?.kind !== 'reported';
    },
    hasAcknowledged: (round, region, { since, until }) =>
      actsOf(round, region).some((act) => act.kind === 'acknowledged' && act.at > since && act.at <= until),
  };
}
