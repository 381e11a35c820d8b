import { sentence } from '../../../../domain/text/refusal';
import type { RegionRow } from '../rows';
import { bad, plainName, type Reading } from './check-cells';

/** How a table names a place: its name, and those of regions above it, '' where the table gives none. */
export interface Named {
  name: string;
  above: string;
  county?: string;
}

/** Finds the region that a table names. */
export type PlaceFinder = (named: Named) => Reading<string>;

/** 清平村委会, 清平村村委会 and 清平村村民委员会 are 清平村 in a register. */
const OFFICES: readonly [ending: RegExp, place: string][] = [
  [/村?(村民)?委员会$/, '村'],
  [/村?村委会?$/, '村'],
  [/(社区)?(居民)?委员会$/, '社区'],
  [/(社区)?居委会$/, '社区'],
];

/** @returns the possible names of a place in the register: as written, and without the word for its office. */
export function namesOf(written: string): string[] {
  const name = plainName(written);
  return [...new Set([name, ...OFFICES.map(([ending, place]) => name.replace(ending, place))])];
}

/** @returns the region, or the one that it was merged into; closed for good, it is refused */
export function openOne({ code, closed }: RegionRow, byCode: ReadonlyMap<string, RegionRow>): Reading<string> {
  if (!closed) return { ok: true, value: code };
  const into = closed.into === null ? undefined : byCode.get(closed.into);
  return into && !into.closed ? { ok: true, value: into.code } : bad(sentence('region-closed'));
}

/** @param known regions that a table may name, and all above them */
export function placeFinder(known: Iterable<RegionRow>): PlaceFinder {
  const byCode = new Map<string, RegionRow>();
  const byName = new Map<string, RegionRow[]>();
  for (const region of known) {
    byCode.set(region.code, region);
    const namesakes = byName.get(region.name);
    if (namesakes) namesakes.push(region);
    else byName.set(region.name, [region]);
  }
  const liesIn = ({ parent }: RegionRow, names: readonly string[], steps = 0): boolean => {
    const superior = parent === null ? undefined : byCode.get(parent);
    if (!superior || steps > 10) return false;
    return names.includes(superior.name) || liesIn(superior, names, steps + 1);
  };
  return ({ name, above, county = '' }) => {
    const named =
      namesOf(name)
        .map((one) => byName.get(one) ?? [])
        .find((regions) => regions.length > 0) ?? [];
    const superiors = [above, county].filter((one) => one !== '' && one !== name);
    const found = named.filter((region) => superiors.every((one) => liesIn(region, namesOf(one))));
    const open = found.filter(({ closed }) => !closed);
    const [region, ...others] = open.length > 0 ? open : found;
    if (!region) return bad(sentence('place-unknown'));
    if (others.length > 0) return bad(sentence('place-unclear', { count: others.length + 1 }));
    return openOne(region, byCode);
  };
}
