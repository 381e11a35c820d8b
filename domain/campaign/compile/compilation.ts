import type { RegionKind } from '../../people/region-kinds';
import type { RegionTree, RegionView } from '../../people/regions';
import { type Sentence, sentence } from '../../text/refusal';
import { CountedInCircle, NoSuchDay } from '../calendar/moments';
import type { Season } from '../calendar/season';
import type { Definition } from '../definition/definition';
import type { Told } from '../definition/definition-problems';
import type { Amendment } from './amendments';
import type { CompileProblem } from './compile-problems';

/** The data that the steps of a compilation share, with the problems and warnings so far. */
export interface Compilation {
  definition: Definition;
  season: Season;
  tree: RegionTree<RegionView>;
  /** Kinds of the register; left out when a running plan is compiled again. */
  kinds?: readonly RegionKind[] | undefined;
  amendments: readonly Amendment[];
  problems: CompileProblem[];
  warnings: Sentence[];
}

/** @returns the result of the step; undefined when its dates are impossible, after noting the problem. */
export function attempt<T>(compilation: Compilation, path: string, found: Told, step: () => T): T | undefined {
  try {
    return step();
  } catch (error) {
    if (!(error instanceof NoSuchDay || error instanceof CountedInCircle)) throw error;
    compilation.problems.push({ field: path, found, allowed: sentence('a-day-or-distance'), ...error.sentence });
    return undefined;
  }
}
