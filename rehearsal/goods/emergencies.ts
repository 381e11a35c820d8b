import { resolveDay } from '../../domain/campaign/calendar/moments';
import { seasonOf } from '../../domain/campaign/compile/round-dates';
import type { Definition } from '../../domain/campaign/definition/definition';
import type { Instant } from '../../domain/instant';

/** Goods that a warning sends (应急调运), and when it arrives. */
export interface Emergency {
  purse: string;
  item: string;
  warnedAt: Instant;
}

/**
 * @returns what the warnings of a rehearsal send for the first time; of rules with one item, because what is asked of a
 *   note is asked of one thing
 */
export function emergenciesOf(definition: Definition): Emergency[] {
  const { warnings, rehearsal } = definition;
  const season = seasonOf(definition);
  const all = (rehearsal?.warnings ?? []).flatMap(({ type, hazard, colour, at }): Emergency[] => {
    const { [hazard]: own, default: usual } = warnings?.rules ?? {};
    const { purse, goods } = own?.[colour]?.dispatch ?? usual?.[colour]?.dispatch ?? {};
    const [thing, ...others] = goods ?? [];
    return type !== 'cancel' && purse !== undefined && thing && others.length === 0
      ? [{ purse, item: thing.item, warnedAt: resolveDay(season, at, 'opens') }]
      : [];
  });
  const isFirst = (one: Emergency) => all.find((other) => isSame(one, other)) === one;
  return all.filter(isFirst);
}

/** @returns whether it is the same item of the same purse */
export const isSame = (one: Pick<Emergency, 'purse' | 'item'>, other: Pick<Emergency, 'purse' | 'item'>): boolean =>
  one.purse === other.purse && one.item === other.item;
