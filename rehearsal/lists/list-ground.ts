import type { Definition } from '../../domain/campaign/definition/definition';
import type { Plan } from '../../domain/campaign/plan';
import { numberOf } from '../../domain/ledger/approximate';
import { isAsked, type RegionView } from '../../domain/people/regions';
import { inventQuotas, slotsFor } from './invented-quotas';
import type { Office, SlotsGiven } from './office';

/** What the simulated villages know of the lists before the campaign begins. */
export interface ListGround {
  /** Codes of all units that are asked for rows, in one order. */
  units: string[];
  /** Slots by list and unit; a list without quotas is absent. */
  slots: Map<string, Map<string, number>>;
}

/** @returns the units and their slots; the same for the same seed */
export function listGround(
  { lists, standards }: Pick<Definition, 'lists' | 'standards'>,
  { plan, regions, seed }: { plan: Plan; regions: readonly RegionView[]; seed: number },
): ListGround {
  const rounds = plan.stages.flatMap((stage) => stage.rounds).filter(({ does }) => does === 'propose');
  const unitsOf = (list?: string) =>
    regions
      .filter((region) => rounds.some((round) => (!list || round.list === list) && isAsked(round, region)))
      .map(({ code }) => code)
      .sort();
  const slots = new Map<string, Map<string, number>>();
  for (const [list, { limit, categories }] of Object.entries(lists)) {
    const units = unitsOf(list);
    if (limit !== 'quotas' || units.length === 0) continue;
    const planned = standards.find(({ category }) => category === categories[0])?.planned?.households;
    const total = slotsFor(units.length, numberOf(planned) ?? undefined);
    slots.set(list, inventQuotas({ seed, about: list, units, total }));
  }
  return { units: unitsOf(), slots };
}

/** Gives the units their slots, as an officer does before the campaign opens; all of the first category. */
export async function giveInventedQuotas(
  office: Office,
  { lists }: Pick<Definition, 'lists'>,
  { slots }: ListGround,
): Promise<void> {
  for (const [list, bySlots] of slots) {
    const category = lists[list]?.categories[0] ?? '';
    const quotas = [...bySlots].map(([unit, count]): SlotsGiven => ({ unit, category, slots: count }));
    await office.giveQuotas(list, quotas);
  }
}
