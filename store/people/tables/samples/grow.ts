import type { Team } from '../../../../domain/people/invented-register';
import type { Random } from '../../../../domain/random';
import type { RegionRow } from '../rows';
import type { Layer, LeafKind, Shape } from '../shape';

/** Fewest regions of each asked kind: with a single one, all or none would be missing. */
const FEW = 3;
/** As many as the bureau of a city asks in config/samples/two-festivals. */
export const UNITS = 20;

/** What an invented register grows from. */
export interface Growth {
  asked: readonly string[];
  kinds: readonly LeafKind[];
  teams: readonly Team[];
  /** Of the leaves of the next township. */
  kindOfNext: Iterator<LeafKind, never>;
  random: Random;
  names: Iterator<string, never>;
  /** Villages of the superiors that have their regions of a layer already. */
  placed: Map<Layer['kind'], number>;
}

/** A region above the leaves that is about to be invented with all below it. */
interface Branch {
  code: string;
  parent: string | null;
  kind: Shape['top'] | Layer['kind'];
  below: readonly Layer[];
  villages: number;
}

/** Invents a region and all below it, superiors first: a township at a time, with its leaves, and others alone. */
export function* grow(growth: Growth, { code, parent, kind, below, villages }: Branch): Generator<RegionRow[]> {
  const region: RegionRow = { code, parent, kind, name: branchName(growth, kind) };
  const [next, ...rest] = below;
  if (!next) {
    yield [region, ...leavesOf(growth, code, villages), ...teamsOf(growth, region)];
    return;
  }
  yield [region];
  for (const [index, size] of sizesOf(growth, next, villages).entries())
    yield* grow(growth, { code: next.code(code, index), parent: code, kind: next.kind, below: rest, villages: size });
}

function branchName({ names, random }: Growth, kind: Branch['kind']): string {
  const stem = names.next().value;
  if (kind === 'township') return `${stem}${random() < 0.6 ? '镇' : '乡'}`;
  return `${stem}${{ country: '国', province: '省', city: '市', county: '县' }[kind]}`;
}

/** Villages of each of the regions of a layer; every kind of leaf gets a township. */
function sizesOf(growth: Growth, { kind, parts, spread }: Layer, villages: number): number[] {
  const { asked, kinds, random } = growth;
  const before = growth.placed.get(kind) ?? 0;
  growth.placed.set(kind, before + villages);
  const least = asked.includes(kind) ? FEW : kinds.length;
  return shares({
    total: villages,
    parts: Math.min(villages, Math.max(least, parts(villages, before))),
    spread,
    random,
  });
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

/** Units directly below the top, beside its counties or townships; with several parents, in equal parts. */
export const bodies = (
  { names }: Growth,
  { parents, kind, called, first }: { parents: readonly string[]; kind: string; called: string; first: number },
): RegionRow[] =>
  parents.slice(0, UNITS).flatMap((parent, nth, { length }) => {
    const own = Array.from({ length: Math.ceil((UNITS - nth) / length) }, () => `${names.next().value}${called}`);
    return leaves({ parent, kind, first, names: own });
  });

/** State codes of villages begin at 001 and 200. */
export const FIRST_BODY = 701;

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
