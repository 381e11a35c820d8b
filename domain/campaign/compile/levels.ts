import { isAsked, lineage, type RegionTree, type RegionView, subtree, type UnitsAsked } from '../../people/regions';
import type { RungDefinition } from '../definition/ladder';
import { levelIn } from '../definition/rung-audience';

/**
 * @param within code of a region of the scope, for the units below it; the whole scope when left out
 * @returns kinds of the regions above the deepest asked unit, from its superior to the top of the scope; none when the
 *   scope itself is the only unit, or without units
 */
export function kindsAbove(
  tree: RegionTree<RegionView>,
  { scope, within = scope }: { scope: string; within?: string },
  asked: UnitsAsked,
): string[] {
  const depths = new Map<string, number>([[within, 0]]);
  let deepest = { code: within, depth: -1 };
  for (const region of subtree(tree, within)) {
    const { code, parent } = region;
    const depth = code === within ? 0 : (depths.get(parent ?? within) ?? 0) + 1;
    depths.set(code, depth);
    if (depth > deepest.depth && isAsked(asked, region)) deepest = { code, depth };
  }
  if (deepest.depth < 0) return [];
  const line = lineage(tree, deepest.code);
  const top = line.findIndex(({ code }) => code === scope);
  return line.slice(1, top < 0 ? line.length : top + 1).map(({ kind }) => kind);
}

/**
 * @param above kinds of the regions above the units, from their superior upward
 * @returns the level of a rung's recipients above the units, 0 for the units themselves; null for a missing level. In a
 *   tree without townships (a city's communities are below a county) the superior right above the units takes their
 *   place, unless it is the county, which has its own rungs
 */
export function levelOf(
  { to, up, of }: Pick<RungDefinition, 'to' | 'up' | 'of'>,
  above: readonly string[],
): number | null {
  if (of === undefined) {
    const wanted = levelIn({ to, up });
    return wanted <= above.length ? wanted : null;
  }
  const level = above.indexOf(of) + 1;
  if (level > 0) return level;
  return of === 'township' && above.length > 0 && above[0] !== 'county' ? 1 : null;
}
