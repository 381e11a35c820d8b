import { type Random, seededRandom } from '../../../../../domain/random';
import type { RegionRow, RegisterRows } from '../../rows';
import { leaves, shares } from '../grow';
import { inventContacts, placeNames } from '../invent';
import { type Names, stems } from './stems';

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
/** It has reported falsely last year: it is asked for no list in this one, and the tag is taken away for the next. */
const BARRED = { name: '市园林管理处', tag: '取消补助资格' };
const COUNTIES = 11;
/** Two and four a county, so that a rehearsal of the whole city stays short. */
const TOWNSHIPS = 22;
const COMMUNITIES = 44;

/** A made-up city: its counties and its municipal units stand side by side directly below it. */
export function twoFestivals(): RegisterRows {
  const random = seededRandom(350600);
  const names = placeNames(random);
  const top: RegionRow = { code: '350600', parent: null, kind: 'city', name: '漳和市' };
  const units = MUNICIPAL_UNITS.map(
    (name, index): RegionRow => ({
      code: `3506U${String(index + 1).padStart(2, '0')}`,
      parent: top.code,
      kind: 'unit',
      name,
      ...(name === BARRED.name && { tags: [BARRED.tag] }),
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
