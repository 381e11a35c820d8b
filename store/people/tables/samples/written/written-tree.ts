import { seededRandom } from '../../../../../domain/random';
import type { RegionRow, RegisterRows } from '../../rows';
import { inventContacts, placeNames } from '../invent';

/** Regions of a sample as they are written: one by its name, or several that are made up. */
export interface Branch {
  kind: string;
  /** In full: 长沙市. */
  called?: string;
  /** How made-up names end: 村. */
  ends?: string;
  /** How many of them, one when left out; each has all that is below. */
  count?: number;
  tags?: string[];
  below?: readonly Branch[];
}

/**
 * @param top the region at the top, with its code
 * @param firstNumber telephone numbers count up from it: no two samples share one
 * @returns the register; the same each time
 */
export function registerFrom(top: Branch & { code: string }, firstNumber: number): RegisterRows {
  const random = seededRandom(Number(top.code));
  const names = placeNames(random);

  function grow({ called, ends = '', kind, tags = [], below = [] }: Branch, code: string, parent: string | null) {
    const name = called ?? `${names.next().value}${ends}`;
    const regions: RegionRow[] = [{ code, parent, kind, name, tags }];
    const born = new Map<string, number>();
    for (const branch of below.flatMap((one) => Array.from({ length: one.count ?? 1 }, () => one))) {
      const row = CODES[branch.kind] ? branch.kind : 'unit';
      const nth = born.get(row) ?? 0;
      born.set(row, nth + 1);
      regions.push(...grow(branch, (CODES[row] ?? BESIDE)(code, nth), code));
    }
    return regions;
  }

  const regions = grow(top, top.code, null);
  return { regions, contacts: inventContacts({ regions, random, firstNumber }) };
}

const BESIDE = (parent: string, nth: number): string => `${parent}${901 + nth}`;

/** As the state counts them: a city ends in two noughts, a county in its number, and townships and villages follow. */
const CODES: Readonly<Record<string, (parent: string, nth: number) => string>> = {
  city: (parent, nth) => String(Number(parent) + 100 * (nth + 1)),
  county: (parent, nth) => String(Number(parent) + nth + 1),
  township: (parent, nth) => `${parent}${100 + nth}`,
  village: (parent, nth) => `${parent}${201 + nth}`,
  community: (parent, nth) => `${parent}${BESIDE_VILLAGES + nth}`,
  unit: BESIDE,
};
/** So many villages no township has, so that both may lie in one. */
const BESIDE_VILLAGES = 401;
