import { type Random, seededRandom } from '../../../../domain/random';
import type { ContactRow, RegionRow, RegisterRows } from '../rows';
import { leaves, shares } from './generate';
import { inventContacts, placeNames } from './invent';

/** The samples in `config/samples/`, made once with `nuandong register generate --sample NAME`. */
export const SAMPLES = ['qiubei', 'two-festivals', 'liangshan', 'haimen', 'civil-affairs', 'communities'] as const;
export type Sample = (typeof SAMPLES)[number];

/** @returns the same register each time. */
export const sampleRegister = (sample: Sample): RegisterRows => TREES[sample]();
const TREES: Readonly<Record<Sample, () => RegisterRows>> = {
  qiubei,
  'two-festivals': twoFestivals,
  liangshan,
  haimen,
  'civil-affairs': civilAffairs,
  communities,
};

type Names = Iterator<string, never>;
const stems = (names: Names, { count, suffix }: { count: number; suffix: string }): string[] =>
  Array.from({ length: count }, () => `${names.next().value}${suffix}`);

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

function qiubei(): RegisterRows {
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

const MUNICIPAL_UNITS = [
  '市教育局',
  '市民政局',
  '市卫生健康局',
  '市住房和城乡建设局',
  '市交通运输局',
  '市农业农村局',
  '市水利局',
  '市商务局',
  '市文化和旅游局',
  '市林业局',
  '市城市管理局',
  '市市场监督管理局',
  '市体育局',
  '市供销合作社',
  '市总工会',
  '市残疾人联合会',
  '市供水公司',
  '市公交公司',
  '市粮食储备公司',
  '市园林管理处',
];
const COUNTIES = 11;
const TOWNSHIPS = 45;
const COMMUNITIES = 260;

/** A made-up city: its counties and its municipal units stand side by side directly below it. */
function twoFestivals(): RegisterRows {
  const random = seededRandom(350600);
  const names = placeNames(random);
  const top: RegionRow = { code: '350600', parent: null, kind: 'city', name: '漳和市' };
  const units = MUNICIPAL_UNITS.map(
    (name, index): RegionRow => ({
      code: `3506U${String(index + 1).padStart(2, '0')}`,
      parent: top.code,
      kind: 'unit',
      name,
    }),
  );
  const counties = shares({ total: TOWNSHIPS, parts: COUNTIES, spread: 0.3, random }).map((townships, index) => {
    const code = String(350601 + index);
    // The first two are the city itself.
    const county: RegionRow = {
      code,
      parent: top.code,
      kind: 'county',
      name: `${names.next().value}${index < 2 ? '区' : '县'}`,
    };
    return { county, townships };
  });
  const communities = shares({ total: COMMUNITIES, parts: TOWNSHIPS, random });
  const below = counties.flatMap(({ county, townships }) => [
    county,
    ...townshipsOf({ county, sizes: communities.splice(0, townships), names, random }),
  ]);
  const regions = [top, ...below, ...units];
  return { regions, contacts: inventContacts({ regions, random, firstNumber: 1001 }) };
}

const townshipsOf = ({
  county,
  sizes,
  names,
  random,
}: {
  county: RegionRow;
  sizes: readonly number[];
  names: Names;
  random: Random;
}): RegionRow[] =>
  sizes.flatMap((size, index) => {
    const name = `${names.next().value}${random() < 0.5 ? '街道' : '镇'}`;
    const township: RegionRow = { code: `${county.code}${100 + index}`, parent: county.code, kind: 'township', name };
    const communities = stems(names, { count: size, suffix: '社区' });
    return [township, ...leaves({ parent: township.code, kind: 'community', names: communities })];
  });

/** Three counties of the prefecture, with the townships and the village that its account names; the rest is made up. */
const LIANGSHAN: readonly (readonly [code: string, name: string, townships: readonly string[]])[] = [
  ['513401', '西昌市', ['北城街道', '安宁镇', '川兴镇']],
  ['513434', '越西县', ['越城镇', '中所镇', '普雄镇']],
  ['513437', '雷波县', ['锦城镇', '黄琅镇', '桂花乡']],
];
const VILLAGES_A_TOWNSHIP = 4;
const GROUPS_A_VILLAGE = 3;
/** Of 桂花乡. */
const NAMED_VILLAGE = '大坪村';

function liangshan(): RegisterRows {
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
            ...leaves({ parent: village.code, kind: 'group', names: [...groupNames] }),
          ]),
        ];
      }),
    ]),
  ];
  return { regions, contacts: inventContacts({ regions, random, firstNumber: 3001 }) };
}

const groupNames: readonly string[] = Array.from({ length: GROUPS_A_VILLAGE }, (_, index) => `${index + 1}组`);

/** Where the teams of {@link haimen} come from; each school has one. */
const SCHOOLS = ['第一中学', '第二中学', '职业学校', '中心小学'];
const HAIMEN_VILLAGES = 24;

/** A made-up town: its villages, and beside them the teams of volunteers that its schools send to every door. */
function haimen(): RegisterRows {
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

/** Of the 25 places some are not towns: subdistricts' former offices, and farms. */
const TOWNS: readonly (readonly [suffix: string, count: number])[] = [
  ['镇', 18],
  ['办事处', 4],
  ['场', 3],
];

/** A made-up city without counties: its towns, farms and former offices stand directly below it. */
function civilAffairs(): RegisterRows {
  const random = seededRandom(990200);
  const names = placeNames(random);
  const top: RegionRow = { code: '990200', parent: null, kind: 'city', name: '平原市' };
  const towns = TOWNS.flatMap(([suffix, count]) => stems(names, { count, suffix })).map(
    (name, index): RegionRow => ({ code: `${top.code}${101 + index}`, parent: top.code, kind: 'township', name }),
  );
  const regions = [top, ...towns];
  return { regions, contacts: inventContacts({ regions, random, firstNumber: 5001 }) };
}

const COMMUNITIES_A_STREET = 6;

/** A made-up street: its communities. */
function communities(): RegisterRows {
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
