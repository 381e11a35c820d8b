import { seededRandom } from '../../../../../domain/random';
import type { ContactRow, RegionRow, RegisterRows } from '../../rows';
import { leaves, shares } from '../grow';
import { inventContacts, placeNames } from '../invent';
import { stems } from './stems';

/** Townships are those of the county; the villages named here occur in the Red Cross's own account of its visits. */
const QIUBEI_TOWNSHIPS: readonly (readonly [name: string, ...villages: string[]])[] = [
  ['锦屏镇', '清平村'],
  ['双龙营镇', '雄山村', '大布红村', '平坦村'],
  ['曰者镇'],
  ['八道哨乡'],
  ['腻脚乡'],
  ['舍得乡'],
  ['新店乡'],
  ['树皮乡'],
  ['天星乡', '马六塘村', '九道丫村'],
  ['平寨乡'],
  ['官寨乡'],
  ['温浏乡'],
];
const QIUBEI_VILLAGES = 100;
/** Those who stand beside the townships: the station pays for its patients itself, the federation takes referrals. */
const QIUBEI_UNITS = [
  { name: '县皮肤病防治站', tags: ['dermatology-station'] },
  { name: '县残疾人联合会', tags: ['disabled-federation'] },
];
/** What people of the county's office do besides reporting. */
const QIUBEI_DUTIES = [
  { of: 'contact', role: '物资保管员' },
  { of: 'deputy', role: '值班员' },
] as const;

export function qiubei(): RegisterRows {
  const random = seededRandom(532626);
  const names = placeNames(random);
  const named = QIUBEI_TOWNSHIPS.reduce((sum, [, ...villages]) => sum + villages.length, 0);
  const invented = shares({ total: QIUBEI_VILLAGES - named, parts: QIUBEI_TOWNSHIPS.length, random });
  const top: RegionRow = { code: '532626', parent: null, kind: 'county', name: '丘北县' };
  const regions = [
    top,
    ...QIUBEI_TOWNSHIPS.flatMap(([name, ...villages], index) => {
      const township: RegionRow = { code: `${top.code}${100 + index}`, parent: top.code, kind: 'township', name };
      const others = stems(names, { count: invented[index] ?? 0, suffix: '村' });
      return [township, ...leaves({ parent: township.code, kind: 'village', names: [...villages, ...others] })];
    }),
    ...QIUBEI_UNITS.map(
      ({ name, tags }, index): RegionRow => ({
        code: `${top.code}${901 + index}`,
        parent: top.code,
        kind: 'unit',
        name,
        tags,
      }),
    ),
  ].map((region) => ({ tags: [], ...region }));
  const contacts = inventContacts({ regions, random, firstNumber: 1 });
  return { regions, contacts: [...contacts, ...QIUBEI_DUTIES.flatMap((duty) => alsoAs(contacts, duty))] };
}

/** @returns the contact with the duty `of` at the top, with another duty. */
const alsoAs = (contacts: readonly ContactRow[], { of, role }: { of: string; role: string }): ContactRow[] =>
  contacts
    .filter((contact) => contact.role === of)
    .slice(0, 1)
    .map((contact) => ({ ...contact, role }));
