import type { Team } from '../../../../domain/people/invented-register';
import { FIXED_KINDS, isFixedKind, kindName, type RegionKind } from '../../../../domain/people/region-kinds';
import { type Random, seededRandom } from '../../../../domain/random';
import type { RegionRow, RegisterRows } from '../rows';
import { type Layer, type LeafKind, leafKinds, type Shape, shapeFor } from '../shape';
import { inventContacts, MOST_NAMES, placeNames } from './invent';

/** No place has a code that begins with 99. */
const NOWHERE = '990000';
/** Samples use the numbers below. */
const FIRST_NUMBER = 10_000;
/** Fewest regions of each asked kind: with a single one, all or none would be missing. */
const FEW = 3;
/** As many as the bureau of a city asks in config/samples/two-festivals. */
const UNITS = 20;

/**
 * Invents a register of any size with the shape of a real one: a county with townships and villages, or above 1,000
 * villages a city of counties; townships of very different sizes; some contacts without number, address or deputy.
 * @param villages how many, at least 1; communities count as villages, and a township has either
 * @param asked required kinds of region, each with a superior; those that an office has added lie where units do
 * @param teams units with tags, one of each in every township
 * @param kinds kinds of the register, for their names
 * @param seed the same seed, size, kinds and prefix give the same register
 * @param prefix the code of the top, which ends in six digits; the codes below begin with its county's
 * @throws RangeError when there are more villages than invented names, or fewer than kinds of them
 */
export function generateRegister({
  villages,
  asked = ['village'],
  teams = [],
  kinds: known = FIXED_KINDS,
  seed = 1,
  prefix = NOWHERE,
}: {
  villages: number;
  asked?: readonly string[];
  teams?: readonly Team[];
  kinds?: readonly RegionKind[];
  seed?: number;
  prefix?: string;
}): RegisterRows {
  const kinds = leafKinds(asked);
  // A tenth for the regions beside and above them.
  const most = Math.floor(MOST_NAMES * 0.9);
  if (!Number.isInteger(villages) || villages < kinds.length || villages > most) {
    throw new RangeError(`villages must be a whole number from ${kinds.length} to ${most}, not ${villages}`);
  }
  if (!/\d{6}$/.test(prefix)) throw new RangeError(`prefix must end in six digits, not "${prefix}"`);
  const random = seededRandom(seed);
  const growth: Growth = { asked, kinds, teams, kindOfNext: inTurn(kinds), random, names: placeNames(random) };
  const { top, below } = shapeFor({ asked, villages });
  const tree = grow(growth, { code: prefix, parent: null, kind: top, below, villages });
  const added = asked.filter((kind) => !isFixedKind(kind));
  const regions = [
    ...tree,
    ...(asked.includes('unit')
      ? bodies(growth, { parent: prefix, kind: 'unit', called: '公司', first: FIRST_BODY })
      : []),
    ...added.flatMap((kind, index) => {
      const first = FIRST_BODY + UNITS * (index + 1);
      return bodies(growth, { parent: prefix, kind, called: kindName(known, kind, 'zh-CN'), first });
    }),
  ];
  return { regions, contacts: inventContacts({ regions, random, firstNumber: FIRST_NUMBER }) };
}

interface Growth {
  asked: readonly string[];
  kinds: readonly LeafKind[];
  teams: readonly Team[];
  /** Of the leaves of the next township. */
  kindOfNext: Iterator<LeafKind, never>;
  random: Random;
  names: Iterator<string, never>;
}

/** A region above the leaves that is about to be invented with all below it. */
interface Branch {
  code: string;
  parent: string | null;
  kind: Shape['top'] | Layer['kind'];
  below: readonly Layer[];
  villages: number;
}

function* inTurn<T>(kinds: readonly T[]): Generator<T, never> {
  for (;;) yield* kinds;
}

function grow(growth: Growth, { code, parent, kind, below, villages }: Branch): RegionRow[] {
  const region: RegionRow = { code, parent, kind, name: branchName(growth, kind) };
  const [next, ...rest] = below;
  if (!next) return [region, ...leavesOf(growth, code, villages), ...teamsOf(growth, region)];
  return [
    region,
    ...sizesOf(growth, next, villages).flatMap((size, index) =>
      grow(growth, { code: next.code(code, index), parent: code, kind: next.kind, below: rest, villages: size }),
    ),
  ];
}

function branchName({ names, random }: Growth, kind: Branch['kind']): string {
  const stem = names.next().value;
  if (kind === 'township') return `${stem}${random() < 0.6 ? '镇' : '乡'}`;
  return `${stem}${{ province: '省', city: '市', county: '县' }[kind]}`;
}

/** Villages of each of the regions of a layer; every kind of leaf gets a township. */
function sizesOf({ asked, kinds, random }: Growth, { kind, parts, spread }: Layer, villages: number): number[] {
  const least = asked.includes(kind) ? FEW : kinds.length;
  return shares({ total: villages, parts: Math.min(villages, Math.max(least, parts(villages))), spread, random });
}

function leavesOf({ asked, kindOfNext, names }: Growth, township: string, count: number): RegionRow[] {
  const kind = kindOfNext.next().value;
  const suffix = kind === 'village' ? '村' : '社区';
  const own = Array.from({ length: count }, () => `${names.next().value}${suffix}`);
  return leaves({ parent: township, kind, names: own }).flatMap((leaf) =>
    asked.includes('group') ? [leaf, ...groups(leaf.code)] : [leaf],
  );
}

const groups = (leaf: string): RegionRow[] =>
  leaves({ parent: leaf, kind: 'group', names: Array.from({ length: FEW }, (_, index) => `${index + 1}组`) });

/** State codes of villages begin at 001 and 200, ours at 701. */
const FIRST_TEAM = 501;

/** Teams beside the leaves of a township. */
const teamsOf = ({ teams }: Growth, township: RegionRow): RegionRow[] =>
  teams.map(({ kind, tags }, index) => ({
    code: `${township.code}${FIRST_TEAM + index}`,
    parent: township.code,
    kind,
    name: `${township.name}${teams.length > 1 ? index + 1 : ''}队`,
    tags,
  }));

/** Units directly below the top, beside its counties or townships. */
const bodies = (
  { names }: Growth,
  { parent, kind, called, first }: { parent: string; kind: string; called: string; first: number },
): RegionRow[] =>
  leaves({ parent, kind, first, names: Array.from({ length: UNITS }, () => `${names.next().value}${called}`) });

/** State codes of villages begin at 001 and 200. */
const FIRST_BODY = 701;

/** @returns regions directly below `parent`, numbered from `first`. */
export const leaves = ({
  parent,
  kind,
  names,
  first = FIRST_BODY,
}: {
  parent: string;
  kind: string;
  names: readonly string[];
  first?: number;
}): RegionRow[] => names.map((name, index) => ({ code: `${parent}${first + index}`, parent, kind, name }));

/**
 * Divides a total unevenly, as in real townships: log-normal weights, at least 1 for each part.
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
