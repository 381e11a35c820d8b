import { type Random, seededRandom } from '../../domain/random';
import { inventContacts, MOST_NAMES, placeNames } from './invent';
import type { RegionRow, RegisterRows } from './rows';

/** Above this a register is a city of several counties. */
const VILLAGES_OF_ONE_COUNTY = 1000;
/** China has about 489,000 villages in 38,700 townships and 2,800 counties (civil affairs statistics, end of 2023). */
const VILLAGES_A_COUNTY = 200;
const VILLAGES_A_TOWNSHIP = 12.6;
/** No place has a code that begins with 99. */
const NOWHERE = '990000';
/** Samples use the numbers below. */
const FIRST_NUMBER = 10_000;

/**
 * Invents a register of any size with the shape of a real one: a county with townships and villages, or above 1,000
 * villages a city of counties; townships of very different sizes; some contacts without number, address or deputy.
 * @param villages how many, at least 1
 * @param seed the same seed, size and prefix give the same register
 * @param prefix six digits, the code of the top; the codes below begin with its county's
 * @throws RangeError when there are more villages than invented names
 */
export function generateRegister({
  villages,
  seed = 1,
  prefix = NOWHERE,
}: {
  villages: number;
  seed?: number;
  prefix?: string;
}): RegisterRows {
  // A tenth for the counties and townships above them.
  const most = Math.floor(MOST_NAMES * 0.9);
  if (!Number.isInteger(villages) || villages < 1 || villages > most) {
    throw new RangeError(`villages must be a whole number from 1 to ${most}, not ${villages}`);
  }
  if (!/^\d{6}$/.test(prefix)) throw new RangeError(`prefix must be six digits, not "${prefix}"`);
  const random = seededRandom(seed);
  const names = placeNames(random);
  const regions =
    villages > VILLAGES_OF_ONE_COUNTY
      ? city({ code: prefix, villages, random, names })
      : county({ code: prefix, parent: null, villages, random, names });
  return { regions, contacts: inventContacts({ regions, random, firstNumber: FIRST_NUMBER }) };
}

type Names = Iterator<string, never>;
interface Growth {
  villages: number;
  random: Random;
  names: Names;
}

function city({ code, villages, random, names }: Growth & { code: string }): RegionRow[] {
  const top: RegionRow = { code, parent: null, kind: 'city', name: `${names.next().value}市` };
  const sizes = shares({ total: villages, parts: Math.ceil(villages / VILLAGES_A_COUNTY), spread: 0.3, random });
  const counties = sizes.flatMap((size, index) =>
    county({ code: String(Number(code) + index + 1).padStart(6, '0'), parent: code, villages: size, random, names }),
  );
  return [top, ...counties];
}

function county({
  code,
  parent,
  villages,
  random,
  names,
}: Growth & { code: string; parent: string | null }): RegionRow[] {
  const top: RegionRow = { code, parent, kind: 'county', name: `${names.next().value}县` };
  const townships = Math.max(1, Math.round(villages / VILLAGES_A_TOWNSHIP));
  const sizes = shares({ total: villages, parts: townships, random });
  return [
    top,
    ...sizes.flatMap((size, index) => {
      const name = `${names.next().value}${random() < 0.6 ? '镇' : '乡'}`;
      const township: RegionRow = { code: `${code}${100 + index}`, parent: code, kind: 'township', name };
      const below = Array.from({ length: size }, () => `${names.next().value}村`);
      return [township, ...leaves({ parent: township.code, kind: 'village', names: below })];
    }),
  ];
}

/** @returns regions directly below `parent`, numbered from 701: state codes of villages begin at 001 and 200. */
export const leaves = ({
  parent,
  kind,
  names,
}: {
  parent: string;
  kind: string;
  names: readonly string[];
}): RegionRow[] => names.map((name, index) => ({ code: `${parent}${701 + index}`, parent, kind, name }));

/**
 * Shares a total out unevenly, as townships are: log-normal weights, at least 1 to each part.
 * @param spread standard deviation of the logarithm; 0.6 makes the largest of a dozen about six times the smallest
 */
export function shares({
  total,
  parts,
  spread = 0.6,
  random,
}: {
  total: number;
  parts: number;
  spread?: number;
  random: Random;
}): number[] {
  const weights = Array.from({ length: parts }, () => Math.exp(spread * normal(random)));
  const sum = weights.reduce((a, b) => a + b, 0);
  const free = total - parts;
  let weighed = 0;
  let given = 0;
  return weights.map((weight) => {
    weighed += weight;
    // Rounding the running sum, not each part, makes the parts add up to the total.
    const share = Math.round((free * weighed) / sum) - given;
    given += share;
    return share + 1;
  });
}

/** Box–Muller; 1 − random keeps the logarithm away from 0. */
const normal = (random: Random): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
