import type { Team } from '../../../../domain/people/invented-register';
import { FIXED_KINDS, isFixedKind, kindName, type RegionKind } from '../../../../domain/people/region-kinds';
import { type Random, seededRandom } from '../../../../domain/random';
import type { ExportedRegister } from '../export';
import type { RegionRow } from '../rows';
import { COUNTRY, leafKinds, shapeFor, VILLAGES_OF_ONE_PROVINCE } from '../shape';
import { bodies, FIRST_BODY, type Growth, grow, UNITS } from './grow';
import { inventContacts, MOST_NAMES, placeNames } from './invent';

/** No place has a code that begins with 99. */
const NOWHERE = '990000';
/** Samples use the numbers below. */
const FIRST_NUMBER = 10_000;
/** Regions of a part, about: with their contacts they are imported in a few seconds, and fit one file. */
const PART_REGIONS = 20_000;

/**
 * Parameters of an invented register.
 *
 * villages  how many, at least 1; communities count as villages, and a township has either
 * asked     required kinds of region, each with a superior; those that an office has added lie where units do
 * teams     units with tags, one of each in every township
 * kinds     kinds of the register, for their names
 * seed      the same seed, size, kinds and prefix give the same register
 * prefix    the code of the top, which ends in six digits; the codes below begin with its county's
 */
interface Wanted {
  villages: number;
  asked?: readonly string[];
  teams?: readonly Team[];
  kinds?: readonly RegionKind[];
  seed?: number;
  prefix?: string;
}

/**
 * Invents a register of any size with the shape of a real one: a county with townships and villages, above 1,000
 * villages a city of counties, above 10,000 a province, above 100,000 a country; townships of very different sizes;
 * some contacts without number, address or deputy.
 * @throws RangeError when there are more villages than invented names, or fewer than kinds of them
 */
export function generateRegister(wanted: Wanted): ExportedRegister {
  const whole: ExportedRegister = { regions: [], contacts: [] };
  for (const { regions, contacts, kinds } of registerInParts(wanted)) {
    for (const region of regions) whole.regions.push(region);
    for (const contact of contacts) whole.contacts.push(contact);
    if (kinds) whole.kinds = kinds;
  }
  return whole;
}

/**
 * The same one part after the other, superiors first, because a country does not fit into memory: each part is one
 * import, or one pair of files. The first has the kinds that the register needs beside the fixed ones.
 * @throws RangeError as above
 */
export function* registerInParts(wanted: Wanted): Generator<ExportedRegister> {
  refuseImpossible(wanted);
  // The contacts are drawn by the numbers that follow those of the regions, so these are drawn a first time for that.
  const random = randomAfterRegions(wanted);
  let firstNumber = FIRST_NUMBER;
  let kinds = isCountry(wanted) ? [COUNTRY] : null;
  for (const regions of regionsInParts(wanted, growthOf(wanted))) {
    const contacts = inventContacts({ regions, random, firstNumber });
    firstNumber += contacts.length;
    yield { regions, contacts, ...(kinds && { kinds }) };
    kinds = null;
  }
}

const isCountry = ({ villages }: Wanted): boolean => villages > VILLAGES_OF_ONE_PROVINCE;

function refuseImpossible({ villages, asked, prefix = NOWHERE }: Wanted): void {
  const kinds = leafKinds(asked ?? []);
  // A tenth for the regions beside and above them.
  const most = Math.floor(MOST_NAMES * 0.9);
  if (!Number.isInteger(villages) || villages < kinds.length || villages > most)
    throw new RangeError(`villages must be a whole number from ${kinds.length} to ${most}, not ${villages}`);
  if (isCountry({ villages }) && asked?.includes('group'))
    throw new RangeError(`groups have no level left below ${villages} villages: ${VILLAGES_OF_ONE_PROVINCE} at most`);
  if (!/\d{6}$/.test(prefix)) throw new RangeError(`prefix must end in six digits, not "${prefix}"`);
}

function growthOf({ asked = ['village'], teams = [], seed = 1 }: Wanted): Growth {
  const random = seededRandom(seed);
  const kinds = leafKinds(asked);
  return { asked, kinds, teams, kindOfNext: inTurn(kinds), random, names: placeNames(random), placed: new Map() };
}

function randomAfterRegions(wanted: Wanted): Random {
  const growth = growthOf(wanted);
  const parts = regionsInParts(wanted, growth);
  while (!parts.next().done);
  return growth.random;
}

function* inTurn<T>(kinds: readonly T[]): Generator<T, never> {
  for (;;) yield* kinds;
}

/** A part ends only after a township, so that every superior has somebody below it in its part. */
function* regionsInParts(wanted: Wanted, growth: Growth): Generator<RegionRow[]> {
  const { villages, prefix = NOWHERE } = wanted;
  const { top, below } = shapeFor({ asked: growth.asked, villages });
  // A province that is asked for nothing is only there so that cities have a superior: offices belong to the cities.
  const ofCities = top === 'province' && growth.asked.includes('city') && !growth.asked.includes(top);
  const cities: string[] = [];
  let part: RegionRow[] = [];
  for (const grown of grow(growth, { code: prefix, parent: null, kind: top, below, villages })) {
    part.push(...grown);
    cities.push(...grown.flatMap(({ code, kind }) => (ofCities && kind === 'city' ? [code] : [])));
    if (part.length < PART_REGIONS || grown.length === 1) continue;
    yield part;
    part = [];
  }
  part.push(...besideTheTree(wanted, growth, ofCities ? cities : [prefix]));
  if (part.length > 0) yield part;
}

function besideTheTree(
  { kinds: known = FIXED_KINDS }: Wanted,
  growth: Growth,
  parents: readonly string[],
): RegionRow[] {
  const { asked } = growth;
  const units = asked.includes('unit')
    ? bodies(growth, { parents, kind: 'unit', called: '公司', first: FIRST_BODY })
    : [];
  const added = asked.filter((kind) => !isFixedKind(kind));
  return [
    ...units,
    ...added.flatMap((kind, index) => {
      const first = FIRST_BODY + UNITS * (index + 1);
      return bodies(growth, { parents, kind, called: kindName(known, kind, 'zh-CN'), first });
    }),
  ];
}
