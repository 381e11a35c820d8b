import { seededRandom } from '../../../../../domain/random';
import type { RegionRow, RegisterRows } from '../../rows';
import { inventContacts, placeNames } from '../invent';
import { stems } from './stems';

/** Of the 25 places some are not towns: subdistricts' former offices, and farms. */
const TOWNS: readonly (readonly [suffix: string, count: number])[] = [
  ['镇', 18],
  ['办事处', 4],
  ['场', 3],
];

/** A made-up city without counties: its towns, farms and former offices stand directly below it. */
export function civilAffairs(): RegisterRows {
  const random = seededRandom(990200);
  const names = placeNames(random);
  const top: RegionRow = { code: '990200', parent: null, kind: 'city', name: '平原市' };
  const towns = TOWNS.flatMap(([suffix, count]) => stems(names, { count, suffix })).map(
    (name, index): RegionRow => ({ code: `${top.code}${101 + index}`, parent: top.code, kind: 'township', name }),
  );
  const regions = [top, ...towns];
  return { regions, contacts: inventContacts({ regions, random, firstNumber: 5001 }) };
}
