import { CountedInCircle, NoSuchDay, type Season } from '../calendar/moments';
import type { Definition, Text } from '../definition/definition';
import type { RegionTree, RegionView } from '../regions';
import type { Amendment } from './amendments';
import type { CompileProblem } from './compile-problems';

/** What the steps of a compilation share while they gather problems and warnings. */
export interface Compilation {
  definition: Definition;
  season: Season;
  tree: RegionTree<RegionView>;
  amendments: readonly Amendment[];
  problems: CompileProblem[];
  warnings: Text[];
}

/** @returns what the step returns; undefined when its dates are impossible, after noting the problem. */
export function attempt<T>(compilation: Compilation, path: string, found: string, step: () => T): T | undefined {
  try {
    return step();
  } catch (error) {
    if (!(error instanceof NoSuchDay || error instanceof CountedInCircle)) throw error;
    const allowed = 'a day such as "12-20", "2026-12-20 18:00" or "lunar 12-23", or a distance from another moment';
    compilation.problems.push({ path, found, allowed, message: error.message });
    return undefined;
  }
}
