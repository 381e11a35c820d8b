import { seededRandom } from '../../../../../domain/random';
import type { RegionRow, RegisterRows } from '../../rows';
import { leaves } from '../grow';
import { inventContacts, placeNames } from '../invent';
import { stems } from './stems';

/** Three counties of the prefecture, with the townships and the village that its account names; the rest is made up. */
const LIANGSHAN: readonly (readonly [code: string, name: string, townships: readonly string[]])[] = [
  ['513401', '西昌市', ['北城街道', '安宁镇', '川兴镇']],
  ['513434', '越西县', ['越城镇', '中所镇', '普雄镇']],
  ['513437', '雷波县', ['锦城镇', '黄琅镇', '桂花乡']],
];
const VILLAGES_A_TOWNSHIP = 2;
const GROUPS_A_VILLAGE = 3;
/** Of 桂花乡; one of its groups is the one of which the account gives figures. */
const NAMED_VILLAGE = '大坪村';
/** The community of the account, and the stations that look for people in the streets. */
const BESIDE: readonly RegionRow[] = [
  { code: '513401100401', parent: '513401100', kind: 'community', name: '河东社区' },
  { code: '513400901', parent: '513400', kind: 'unit', name: '州救助管理站', tags: ['station'] },
  { code: '513401901', parent: '513401', kind: 'unit', name: '西昌市救助管理站', tags: ['station'] },
];

export function liangshan(): RegisterRows {
  const random = seededRandom(513400);
  const names = placeNames(random);
  const top: RegionRow = { code: '513400', parent: null, kind: 'city', name: '凉山州' };
  const regions = [
    top,
    ...LIANGSHAN.flatMap(([code, name, townships]) => [
      { code, parent: top.code, kind: 'county', name },
      ...townships.flatMap((township, index) => {
        const below = `${code}${100 + index}`;
        const named = township === '桂花乡' ? [NAMED_VILLAGE] : [];
        const others = stems(names, { count: VILLAGES_A_TOWNSHIP - named.length, suffix: '村' });
        return [
          { code: below, parent: code, kind: 'township', name: township },
          ...leaves({ parent: below, kind: 'village', names: [...named, ...others] }).flatMap((village) => [
            village,
            ...leaves({ parent: village.code, kind: 'group', names: groupsOf(village.name) }),
          ]),
        ];
      }),
    ]),
    ...BESIDE,
  ];
  return { regions, contacts: inventContacts({ regions, random, firstNumber: 3001 }) };
}

/** Names of their own, so that no other village's group has them. */
const NAMED_GROUPS = ['大坪一组', '大坪二组', '大坪三组'];
const groupsOf = (village: string): string[] =>
  village === NAMED_VILLAGE ? NAMED_GROUPS : Array.from({ length: GROUPS_A_VILLAGE }, (_, index) => `${index + 1}组`);
