import { seededRandom } from '../../../../../domain/random';
import type { RegionRow, RegisterRows } from '../../rows';
import { leaves } from '../grow';
import { inventContacts, placeNames } from '../invent';
import { stems } from './stems';

const COMMUNITIES_A_STREET = 6;

/** A made-up street: its communities. */
export function communities(): RegisterRows {
  const random = seededRandom(990300101);
  const names = placeNames(random);
  const top: RegionRow = { code: '990300101', parent: null, kind: 'township', name: '和畅街道' };
  const below = leaves({
    parent: top.code,
    kind: 'community',
    first: 1,
    names: stems(names, { count: COMMUNITIES_A_STREET, suffix: '社区' }),
  }).map((region, index) => ({ ...region, code: `${top.code}${String(index + 1).padStart(3, '0')}` }));
  const regions = [top, ...below];
  return { regions, contacts: inventContacts({ regions, random, firstNumber: 6001 }) };
}
