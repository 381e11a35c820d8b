import { isAsked, lineage, type RegionTree, type RegionView, subtree, type UnitsAsked } from '../../people/regions';
import type { Area, Branch } from '../plan';

/**
 * Most units of one `round` workflow. One workflow for each village is some 60 times slower on the same server than one
 * for a few hundred. Beyond that little is gained, and each workflow has more to ask and tell at once.
 */
export const MAX_UNITS = 500;

/** Children of one workflow: Temporal's documents advise 500 at most, and the 2,001st wedges the parent for ever. */
export const MAX_CHILDREN = 500;

/**
 * Cuts a scope into the largest subtrees with at most {@link MAX_UNITS} asked units, in the order of the register.
 * Every unit is in exactly one area; a subtree without units is in none.
 * @returns null when an asked unit itself has more asked units below it, because no cut separates these
 */
export function cutAreas(
  tree: RegionTree<RegionView>,
  scope: string,
  asked: UnitsAsked,
  most = MAX_UNITS,
): Area[] | null {
  const units = countUnits(tree, scope, asked);
  const areas: Area[] = [];
  const open = [scope];
  for (let code = open.pop(); code !== undefined; code = open.pop()) {
    const count = units.get(code) ?? 0;
    if (count === 0) continue;
    if (count <= most) areas.push({ code, name: tree.byCode.get(code)?.name ?? code, units: count });
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

/**
 * Groups areas for the workflows between a campaign and its rounds: a province for each, if it has no more areas than
 * one workflow may have children. Areas that hang beside each other share a group.
 * @param areas of the scope, in the order of the register
 * @returns groups of at most {@link MAX_CHILDREN} neighbouring areas, in their order; each area is in exactly one
 */
export function cutBranches(
  tree: RegionTree<RegionView>,
  scope: string,
  areas: readonly Area[],
  most = MAX_CHILDREN,
): Branch[] {
  const counts = new Map<string, number>();
  for (const { code: area } of areas)
    for (const { code } of lineage(tree, area)) counts.set(code, (counts.get(code) ?? 0) + 1);
  const own = new Set(areas.map(({ code }) => code));
  const cut = (code: string): Branch[] => {
    const count = counts.get(code) ?? 0;
    if (count === 0) return [];
    if (own.has(code) || count <= most) return [{ code, name: tree.byCode.get(code)?.name ?? code, areas: count }];
    return joined(
      tree.childrenOf(code).flatMap((child) => cut(child.code)),
      (row) => row.length <= most && row.every((branch) => branch.areas === 1),
    );
  };
  const branches = cut(scope);
  return branches.length <= most ? branches : joined(branches, (row) => areasOf(row) <= most);
}

/** @returns the branches, neighbours as one as long as the row of them may be */
function joined(branches: readonly Branch[], mayBe: (row: readonly Branch[]) => boolean): Branch[] {
  const rows: Branch[][] = [];
  for (const branch of branches) {
    const row = rows.at(-1);
    if (row && mayBe([...row, branch])) row.push(branch);
    else rows.push([branch]);
  }
  return rows.flatMap((row) => {
    const [first, ...others] = row;
    if (!first) return [];
    const last = others.at(-1);
    return { code: first.code, name: last ? `${first.name}–${last.name}` : first.name, areas: areasOf(row) };
  });
}

const areasOf = (branches: readonly Branch[]): number => branches.reduce((sum, { areas }) => sum + areas, 0);
