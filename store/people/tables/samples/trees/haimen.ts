import { seededRandom } from '../../../../../domain/random';
import type { RegionRow, RegisterRows } from '../../rows';
import { leaves } from '../grow';
import { inventContacts, placeNames } from '../invent';
import { stems } from './stems';

/** Where the teams of {@link haimen} come from; each school has one. */
const SCHOOLS = ['第一中学', '第二中学', '职业学校', '中心小学'];
const HAIMEN_VILLAGES = 24;

/** A made-up town: its villages, and beside them the teams of volunteers that its schools send to every door. */
export function haimen(): RegisterRows {
  const random = seededRandom(990100101);
  const names = placeNames(random);
  const top: RegionRow = { code: '990100101', parent: null, kind: 'township', name: '海门镇', tags: [] };
  const villages = leaves({
    parent: top.code,
    kind: 'village',
    first: 201,
    names: stems(names, { count: HAIMEN_VILLAGES, suffix: '村' }),
  });
  const teams = leaves({ parent: top.code, kind: 'unit', names: SCHOOLS.map((school) => `${school}义工队`) });
  const regions = [
    top,
    ...villages.map((village) => ({ ...village, tags: [] })),
    ...teams.map((team) => ({ ...team, tags: ['volunteers'] })),
  ];
  return { regions, contacts: inventContacts({ regions, random, firstNumber: 4001 }) };
}
