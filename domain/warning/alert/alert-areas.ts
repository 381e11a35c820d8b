import { cutAreas } from '../../campaign/compile/areas';
import { type RegionView, regionTree, subtree } from '../../people/regions';

/**
 * @returns the areas in which a campaign answers a warning, each by its own workflow: counties, because warnings end at
 *   their borders, or smaller parts where less was warned; none has more units than a round may ask.
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
