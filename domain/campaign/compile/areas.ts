import { isAsked, type RegionTree, type RegionView, subtree, type UnitsAsked } from '../../people/regions';
import type { Area } from '../plan';

/**
 * Most units of one `round` workflow. One workflow for each village is some 60 times slower on the same server than one
 * for a few hundred. Beyond that little is gained, and each workflow has more to ask and tell at once.
 */
export const MAX_UNITS = 500;

/**
 * Cuts a scope into the largest subtrees with at most {@link MAX_UNITS} asked units, in the order of the register.
 * Every unit is in exactly one area; a subtree without units is in none.
 * @returns null when an asked unit itself has more asked units below it, because no cut separates these
 */
export function cutAreas(tree: RegionTree<RegionView>, scope: string, asked: UnitsAsked): Area[] | null {
  const units = countUnits(tree, scope, asked);
  const areas: Area[] = [];
  const open = [scope];
  for (let code = open.pop(); code !== undefined; code = open.pop()) {
    const count = units.get(code) ?? 0;
    if (count === 0) continue;
    if (count <= MAX_UNITS) areas.push({ code, name: tree.byCode.get(code)?.name ?? code, units: count });
    else if (isAskedAt(tree, code, asked)) return null;
    else
      open.push(
        ...tree
          .childrenOf(code)
          .map((child) => child.code)
          .toReversed(),
      );
  }
  return areas;
}

function isAskedAt(tree: RegionTree<RegionView>, code: string, asked: UnitsAsked): boolean {
  const region = tree.byCode.get(code);
  return region !== undefined && isAsked(asked, region);
}

/** @returns the number of asked units in each subtree. */
function countUnits(tree: RegionTree<RegionView>, scope: string, asked: UnitsAsked): Map<string, number> {
  const counts = new Map<string, number>();
  // Superiors come before the regions below them: going backwards, every region's count is complete when it is added.
  for (const region of subtree(tree, scope).toReversed()) {
    const own = (counts.get(region.code) ?? 0) + (isAsked(asked, region) ? 1 : 0);
    counts.set(region.code, own);
    if (region.parent !== null && region.code !== scope)
      counts.set(region.parent, (counts.get(region.parent) ?? 0) + own);
  }
  return counts;
}
