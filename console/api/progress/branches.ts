import type { RegionCompleteness } from '../../../reporting/figures/completeness';
import { type Kept, keep } from '../../shell/kept';

interface Branch {
  /** From the top down to the region. */
  path: readonly RegionCompleteness[];
  /** The regions right below it. */
  rows: readonly RegionCompleteness[];
}

/**
 * @param write writes an answer
 * @returns a function that gives the branch of a region, as seen from the highest region that the reader may see
 */
export function branches(
  tree: readonly RegionCompleteness[],
  write: (branch: Branch) => string,
): (top: string, code: string) => Kept {
  const byCode = new Map(tree.map((region) => [region.code, region]));
  const below = new Map<string, RegionCompleteness[]>();
  for (const region of tree) {
    if (region.parent === null) continue;
    const rows = below.get(region.parent) ?? [];
    rows.push(region);
    below.set(region.parent, rows);
  }
  const kept = new Map<string, () => Kept>();
  return (top, code) => {
    const key = `${top} ${code}`;
    const found = kept.get(key) ?? keep(() => write({ path: pathTo(byCode, code, top), rows: below.get(code) ?? [] }));
    kept.set(key, found);
    return found();
  };
}

/** @returns the path from the top down to a region */
function pathTo(
  byCode: ReadonlyMap<string, RegionCompleteness>,
  code: string,
  top: string,
): readonly RegionCompleteness[] {
  const way: RegionCompleteness[] = [];
  for (let region = byCode.get(code); region; region = region.parent === null ? undefined : byCode.get(region.parent)) {
    way.unshift(region);
    if (region.code === top) break;
  }
  return way;
}
