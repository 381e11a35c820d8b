/** The regions of one kind below their superior. */
export interface Layer {
  kind: 'city' | 'county' | 'township';
  /** @returns how many regions a number of villages needs. */
  parts(villages: number): number;
  /** How uneven they are, see `shares`. */
  spread: number;
  code(superior: string, index: number): string;
}

/** The regions above the villages: the top, and the layers down to the townships. */
export interface Shape {
  top: 'province' | 'city' | 'county';
  below: readonly Layer[];
}

/** Above this a register is a city of several counties. */
const VILLAGES_OF_ONE_COUNTY = 1000;
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

/** State codes of cities and counties count up from their superior's, within the last six digits. */
function countedUp(superior: string, by: number): string {
  const own = superior.length - 6;
  return superior.slice(0, own) + String(Number(superior.slice(own)) + by).padStart(6, '0');
}

/** @returns the smallest tree with a superior above every kind asked; a province has none. */
export function shapeFor({ asked, villages }: { asked: readonly string[]; villages: number }): Shape {
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
