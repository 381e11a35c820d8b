import type { RegionKind } from '../../../domain/people/region-kinds';

/** The regions of one kind below their superior. */
export interface Layer {
  kind: 'province' | 'city' | 'county' | 'township';
  /**
   * @param villages below the superior @param before villages below the superiors before it
   * @returns how many regions the superior has
   */
  parts(villages: number, before: number): number;
  /** How uneven they are, see `shares`. */
  spread: number;
  code(superior: string, index: number): string;
}

/** The regions above the villages: the top, and the layers down to the townships. */
export interface Shape {
  top: 'country' | 'province' | 'city' | 'county';
  below: readonly Layer[];
}

/** No fixed kind stands above the provinces; whoever works for all of them adds one. */
export const COUNTRY: RegionKind = {
  code: 'country',
  name: { 'zh-CN': '全国', en: 'country' },
  words: [],
  rank: 5,
  asked: false,
};

/** Above this a register is a city of several counties. */
const VILLAGES_OF_ONE_COUNTY = 1000;
/** Above this it is a province, and above the next a country; the largest province has some 80,000. */
const VILLAGES_OF_ONE_CITY = 10_000;
export const VILLAGES_OF_ONE_PROVINCE = 100_000;

/**
 * China has about 489,000 villages in 38,700 townships, 2,800 counties and 333 cities (civil affairs statistics, end of
 * 2023).
 */
const VILLAGES_A_CITY = 1500;
const VILLAGES_A_COUNTY = 200;
const VILLAGES_A_TOWNSHIP = 12.6;

/** From the widest to the narrowest. */
const LAYERS: readonly Layer[] = [
  {
    kind: 'city',
    parts: (villages) => Math.ceil(villages / VILLAGES_A_CITY),
    spread: 0.3,
    code: (province, index) => countedUp(province, 100 * (index + 1)),
  },
  {
    kind: 'county',
    parts: (villages) => Math.ceil(villages / VILLAGES_A_COUNTY),
    spread: 0.3,
    code: (city, index) => countedUp(city, index + 1),
  },
  {
    kind: 'township',
    parts: (villages) => Math.max(1, Math.round(villages / VILLAGES_A_TOWNSHIP)),
    spread: 0.6,
    code: (county, index) => `${county}${100 + index}`,
  },
];

/** The whole of China with its communities, and a province such as Hunan: so many villages, so many of each layer. */
const NATION = { villages: 690_000, province: 31, city: 333, county: 2850, township: 41_000 };
const PROVINCE = { villages: 29_000, city: 14, county: 122, township: 1940 };

/** @returns the layers with as many regions, for as many villages, as the whole has; the sum is exact. */
function layersAsIn(whole: { villages: number } & Partial<Record<Layer['kind'], number>>): Layer[] {
  const regions = (kind: Layer['kind'], villages: number) =>
    Math.round((villages * (whole[kind] ?? 0)) / whole.villages);
  return LAYERS.map((layer) => ({
    ...layer,
    parts: (villages, before) => Math.max(1, regions(layer.kind, before + villages) - regions(layer.kind, before)),
  }));
}

const PROVINCES: Layer = {
  kind: 'province',
  parts: (villages) => Math.max(1, Math.round((villages * NATION.province) / NATION.villages)),
  spread: 0.3,
  // Within the last six digits there is no room above cities and counties.
  code: (country, index) => `${country.slice(0, -6)}99${String(index + 1).padStart(2, '0')}000000`,
};

/** State codes of cities and counties count up from their superior's, within the last six digits. */
function countedUp(superior: string, by: number): string {
  const own = superior.length - 6;
  return superior.slice(0, own) + String(Number(superior.slice(own)) + by).padStart(6, '0');
}

/** @returns the smallest tree with a superior above every kind asked; a province has none, except in a country. */
export function shapeFor({ asked, villages }: { asked: readonly string[]; villages: number }): Shape {
  if (villages > VILLAGES_OF_ONE_PROVINCE) return { top: 'country', below: [PROVINCES, ...layersAsIn(NATION)] };
  if (villages > VILLAGES_OF_ONE_CITY) return { top: 'province', below: layersAsIn(PROVINCE) };
  if (asked.includes('province') || asked.includes('city')) return { top: 'province', below: LAYERS };
  if (asked.includes('county') || villages > VILLAGES_OF_ONE_COUNTY) return { top: 'city', below: LAYERS.slice(1) };
  return { top: 'county', below: LAYERS.slice(2) };
}

export type LeafKind = 'village' | 'community';
const LEAF_KINDS: readonly LeafKind[] = ['village', 'community'];

/** @returns the kinds below the townships: villages, unless only communities are asked. */
export function leafKinds(asked: readonly string[]): readonly LeafKind[] {
  const kinds = LEAF_KINDS.filter((kind) => asked.includes(kind));
  return kinds.length > 0 ? kinds : ['village'];
}
