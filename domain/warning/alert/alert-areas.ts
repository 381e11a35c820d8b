import { cutAreas } from '../../campaign/compile/areas';
import { type RegionView, regionTree, subtree } from '../../people/regions';

/**
 * The areas in which a campaign answers a warning, each by a workflow of its own: counties, since warnings stop there,
 * or less where less was warned; none has more units than a round asks.
 * @param regions the campaign's scope and everything below it
 * @param warned codes within the scope
 */
export function alertAreas(
  regions: readonly RegionView[],
  { warned, of }: { warned: readonly string[]; of: string },
): string[] {
  const tree = regionTree(regions);
  const areas = warned.flatMap((code) => {
    const counties = subtree(tree, code).filter(({ kind }) => kind === 'county');
    const parts = counties.length > 0 ? counties.map((county) => county.code) : [code];
    return parts.flatMap((part) => (cutAreas(tree, part, { of }) ?? []).map((area) => area.code));
  });
  return [...new Set(areas)];
}
