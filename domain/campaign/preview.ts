import { byTime } from '../compare';
import type { Instant } from '../instant';
import { CONTACT } from '../people/duties';
import { isAsked, type RegionTree, type RegionView, regionTree, subtree, type UnitsAsked } from '../people/regions';
import { dueRungs } from '../round/ladder';
import { type RoundInArea, roundsInAreas } from '../round/round';
import { isWrittenOnly } from '../round/rung-kinds';
import type { Plan, RoundPlan, Rung } from './plan';
import { channelsAt, type Reach, type Told, toldBy } from './preview-audience';

export type { Reach } from './preview-audience';

/** One message, with the data to render it and count its segments. */
export interface Sample extends Told {
  rung: Rung;
  round: Pick<RoundPlan, 'key' | 'stage' | 'form' | 'list' | 'dueAt' | 'locksAt'>;
}

/** The regions that a plan can write to, and their reach. */
export interface PreviewGround {
  /** Code of the highest region that gets messages. */
  scope: string;
  regions: readonly RegionView[];
  reach: readonly Reach[];
}

export interface PreviewInput extends Omit<PreviewGround, 'scope'> {
  plan: Plan;
  /** @returns segments of one SMS; they depend on names only by their length. */
  segmentsOf(sample: Sample): number;
}

/** One rung of one round: its messages if every unit stays silent and no superior acknowledges. */
export interface PreviewLine {
  at: Instant;
  /** Key of the round. */
  round: string;
  rung: string;
  kind: Rung['kind'];
  /** Kind of the addressed regions, for example `township`; empty when there is none. */
  to: string;
  /** The duty of those who are told, where it is not reporting. */
  role?: string;
  /** Number of addressed places, and how many of them no channel can reach. */
  places: number;
  unreachable: number;
  sms: number;
  segments: number;
  email: number;
}

type Figure = 'places' | 'unreachable' | 'sms' | 'segments' | 'email';

export interface Preview {
  /** By date. */
  lines: PreviewLine[];
  totals: Pick<PreviewLine, 'sms' | 'segments' | 'email'>;
}

interface Counting {
  tree: RegionTree<RegionView>;
  scope: string;
  /** @returns the units of an area, computed once. */
  unitsIn(area: string, asked: UnitsAsked): readonly RegionView[];
  /** By code and role. */
  reach: ReadonlyMap<string, Reach>;
}

type Counts = Pick<PreviewLine, 'to' | Figure>;

type AskedThere = Pick<RoundInArea, 'round' | 'area'>;

interface RungInArea extends AskedThere {
  rung: Rung;
}

/** @returns the largest possible set of messages. */
export function preview({ plan, segmentsOf, ...ground }: PreviewInput): Preview {
  const known = byLength(segmentsOf);
  const counting = countingOn({ ...ground, scope: plan.scope });
  return linesOf(roundsInAreas(plan), (place) => countsOf(counting, place, known));
}

/**
 * Counts messages without rendering them, so all segments are 0; for many plans over the same ground. Rungs with the
 * same recipients and channels are counted once.
 * @returns a function that counts the messages of given rounds
 */
export function messageCounter(ground: PreviewGround): (rounds: readonly AskedThere[]) => Preview {
  const counting = countingOn(ground);
  const known = new Map<string, Counts>();
  return (rounds) =>
    linesOf(rounds, (place) => {
      const { rung, round, area } = place;
      const key = JSON.stringify([
        area,
        round.of,
        round.only,
        round.tagged,
        round.except,
        rung.kind,
        rung.audience,
        rung.channels,
        rung.send,
      ]);
      const counts = known.get(key) ?? countsOf(counting, place, () => 0);
      known.set(key, counts);
      return counts;
    });
}

/**
 * @returns the lines that go out as soon as the campaign starts: of what lies behind in a round that is open, only the
 *   latest of each kind, as after an outage
 */
export function linesAtOnce(plan: Plan, lines: readonly PreviewLine[], now: Instant): PreviewLine[] {
  const climbed = new Set(
    roundsInAreas(plan)
      .filter(({ round }) => round.opensAt <= now && now < round.locksAt)
      .flatMap(({ round }) => dueRungs(round.rungs, [], now).climb.map(({ at, id }) => `${at} ${round.key} ${id}`)),
  );
  return lines.filter(({ at, round, rung }) => climbed.has(`${at} ${round} ${rung}`));
}

/** @returns the messages of lines together. */
export const totalsOf = (lines: readonly PreviewLine[]): Preview['totals'] => ({
  sms: sum(lines, 'sms'),
  segments: sum(lines, 'segments'),
  email: sum(lines, 'email'),
});

function countingOn({ scope, regions, reach }: PreviewGround): Counting {
  const tree = regionTree(regions);
  const found = new Map<string, readonly RegionView[]>();
  return {
    tree,
    scope,
    reach: new Map(reach.map((entry) => [`${entry.code} ${entry.role}`, entry])),
    unitsIn(area, asked) {
      const key = JSON.stringify([area, asked.of, asked.only, asked.tagged, asked.except]);
      const units = found.get(key) ?? subtree(tree, area).filter((region) => isAsked(asked, region));
      found.set(key, units);
      return units;
    },
  };
}

function linesOf(rounds: readonly AskedThere[], countsAt: (place: RungInArea) => Counts): Preview {
  const lines = mergeAreas(
    rounds.flatMap(({ round, area }) =>
      round.rungs.map((rung) => ({
        at: rung.at,
        round: round.key,
        rung: rung.id,
        kind: rung.kind,
        ...(rung.audience.role !== undefined && { role: rung.audience.role }),
        ...countsAt({ rung, round, area }),
      })),
    ),
  );
  return { lines, totals: totalsOf(lines) };
}

const sum = <F extends Figure>(lines: readonly Record<F, number>[], figure: F): number =>
  lines.reduce((total, line) => total + line[figure], 0);

/** Rendering is slow, and names of the same length take the same number of segments. */
function byLength(segmentsOf: PreviewInput['segmentsOf']): PreviewInput['segmentsOf'] {
  const known = new Map<string, number>();
  return (sample) => {
    const { rung, round, region, missing, silent } = sample;
    const lengths = [region.name.length, missing.length, missing.join('').length, String(silent).length];
    const key = [round.key, round.dueAt, round.locksAt, rung.id, ...lengths].join('|');
    const segments = known.get(key) ?? segmentsOf(sample);
    known.set(key, segments);
    return segments;
  };
}

function countsOf(
  { tree, scope, reach, unitsIn }: Counting,
  { rung, round, area }: RungInArea,
  segmentsOf: PreviewInput['segmentsOf'],
): Counts {
  const told = toldBy(rung, { tree, scope, units: unitsIn(area, round) });
  const sent = isWrittenOnly(rung)
    ? []
    : told.map((one) => {
        const channels = channelsAt(rung, reach.get(`${one.region.code} ${rung.audience.role ?? CONTACT}`));
        const sms = channels.filter((channel) => channel === 'sms').length;
        return { sms, segments: sms && sms * segmentsOf({ ...one, rung, round }), email: channels.length - sms };
      });
  return {
    to: told[0]?.region.kind ?? '',
    places: told.length,
    unreachable: sent.filter(({ sms, email }) => sms + email === 0).length,
    sms: sum(sent, 'sms'),
    segments: sum(sent, 'segments'),
    email: sum(sent, 'email'),
  };
}

/** Areas of one round share their rungs unless one of them was extended alone. */
function mergeAreas(lines: PreviewLine[]): PreviewLine[] {
  const merged = new Map<string, PreviewLine>();
  for (const line of lines) {
    const key = `${line.at}|${line.round}|${line.rung}`;
    const before = merged.get(key);
    merged.set(key, before ? add(before, line) : line);
  }
  return [...merged.values()].sort(byTime);
}

const add = (a: PreviewLine, b: PreviewLine): PreviewLine => ({
  ...a,
  places: a.places + b.places,
  unreachable: a.unreachable + b.unreachable,
  sms: a.sms + b.sms,
  segments: a.segments + b.segments,
  email: a.email + b.email,
});
