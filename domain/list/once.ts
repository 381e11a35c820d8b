import type { Definition, Standard } from '../campaign/definition/definition';

/**
 * Somebody on several lists is paid by one row: the one whose category has the least rank, else the one proposed
 * first.
 */
export interface Once {
  /** The lists concerned. */
  across: string[];
  /** By category of this list; 0 where it is not named. */
  ranks: Record<string, number>;
}

const FEN = 100;

/**
 * The rule `once` of a definition, for each list that it concerns. Households and persons are different payees: a
 * row of each is no row too many by itself (a case `double` asks).
 *
 * first    whichever was proposed first
 * main     the list that is named first in `across`
 * highest  the standard that is worth most, for one household or one person
 * both     each row is paid: no rule
 */
export function onceOf({ lists = {}, standards }: Pick<Definition, 'lists' | 'standards'>): Record<string, Once> {
  const rules: Record<string, Once> = {};
  for (const [id, { once }] of Object.entries(lists)) {
    if (!once || once.take === 'both') continue;
    const across = [...new Set([...once.across, id])].filter((one) => lists[one]);
    const worth = (category: string) => worthOf(standards.find((standard) => standard.category === category));
    const rank = (list: string, category: string): number =>
      once.take === 'main' ? across.indexOf(list) : once.take === 'highest' ? -worth(category) : 0;
    // A list's own rule goes before that of another list.
    for (const list of across)
      if (list === id || !(lists[list]?.once || rules[list]))
        rules[list] = {
          across,
          ranks: Object.fromEntries(
            (lists[list]?.categories ?? []).map((category) => [category, rank(list, category)]),
          ),
        };
  }
  return rules;
}

/** In fen: money, and goods by their value. */
const worthOf = (standard: Standard | undefined): number =>
  Math.round(((standard?.cash ?? 0) + (standard?.goods ?? []).reduce((sum, { value = 0 }) => sum + value, 0)) * FEN);
