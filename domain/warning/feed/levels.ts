import { lineage, type RegionTree, subtree } from '../../people/regions';

/**
 * How many levels above the units of an area the township and the county stand. Where a tree has no such level (a
 * city's communities hang below a county), the superior right above the units stands in for the township.
 * @param tree the campaign's scope and what is below it: nobody above is told
 */
export function levelsUp(
  tree: RegionTree,
  { area, of }: { area: string; of: string },
): { township: number | null; county: number | null } {
  const unit = subtree(tree, area).find(({ kind }) => kind === of);
  if (!unit) return { township: null, county: null };
  const kinds = lineage(tree, unit.code).map(({ kind }) => kind);
  const levelOf = (kind: string) => {
    const level = kinds.indexOf(kind, 1);
    return level < 0 ? null : level;
  };
  const county = levelOf('county');
  const township = levelOf('township') ?? (kinds.length > 1 ? 1 : null);
  return { township: township === county ? null : township, county };
}
