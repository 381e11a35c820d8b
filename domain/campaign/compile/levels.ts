import { isAsked, lineage, type RegionTree, type RegionView, subtree, type UnitsAsked } from '../../people/regions';
import type { RungDefinition } from '../definition/ladder';
import { levelIn } from '../definition/rung-audience';

/**
 * @param within code of a region of the scope: the units below it are meant; all of the scope when left out
 * @returns kinds of the regions above the deepest of the units that are asked, from its superior to the top of the
 *   scope; none when the scope itself is the only one, or nobody is asked
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
 * @returns levels above the units at which a rung tells somebody, 0 for the units themselves; null for a level that is
 *   not there. Where a tree has no townships (a city's communities hang below a county), the superior right above the
 *   units stands in for them, unless that is the county, which is told as such
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
