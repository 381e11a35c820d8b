import type { Instant } from './instant';
import type { Plan, RoundPlan, Rung } from './plan';
import { channelsAt, isWrittenOnly, type Reach, type Told, toldBy } from './preview-audience';
import { type RegionTree, type RegionView, regionTree, subtree } from './regions';
import { type RoundInArea, roundsInAreas } from './round';

export type { Reach } from './preview-audience';

/** One message, for whoever puts it into words to count its segments. */
export interface Sample extends Told {
  rung: Rung;
  round: Pick<RoundPlan, 'key' | 'stage' | 'dueAt' | 'locksAt'>;
}

export interface PreviewInput {
  plan: Plan;
  regions: readonly RegionView[];
  reach: readonly Reach[];
  /** @returns segments of one SMS; they depend on names only by their length. */
  segmentsOf(sample: Sample): number;
}

/** One rung of one round: what would go out if every unit stayed silent and nobody acknowledged anything. */
export interface PreviewLine {
  at: Instant;
  /** Key of the round. */
  round: string;
  rung: string;
  kind: Rung['kind'];
  /** Kind of the regions that are told, for example `township`; empty when there is none. */
  to: string;
  /** Places that are told, and how many of them no machine can reach. */
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
  reach: ReadonlyMap<string, Reach>;
  segmentsOf: PreviewInput['segmentsOf'];
}

/** @returns every message that would go out at most. */
export function preview({ plan, regions, reach, segmentsOf }: PreviewInput): Preview {
  const counting: Counting = {
    tree: regionTree(regions),
    scope: plan.scope,
    reach: new Map(reach.map((entry) => [entry.code, entry])),
    segmentsOf: byLength(segmentsOf),
  };
  const lines = mergeAreas(roundsInAreas(plan).flatMap((round) => roundLines(counting, round)));
  const totals = { sms: sum(lines, 'sms'), segments: sum(lines, 'segments'), email: sum(lines, 'email') };
  return { lines, totals };
}

const sum = <F extends Figure>(lines: readonly Record<F, number>[], figure: F): number =>
  lines.reduce((total, line) => total + line[figure], 0);

/** Putting into words is slow, and places with names of one length take equally many segments. */
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

function roundLines(counting: Counting, { round, area }: RoundInArea): PreviewLine[] {
  const units = subtree(counting.tree, area).filter(({ kind }) => kind === round.of);
  return round.rungs.map((rung) => {
    const told = toldBy(rung, { tree: counting.tree, scope: counting.scope, units });
    const sent = isWrittenOnly(rung) ? [] : told.map((one) => messagesTo(counting, { ...one, rung, round }));
    return {
      at: rung.at,
      round: round.key,
      rung: rung.id,
      kind: rung.kind,
      to: told[0]?.region.kind ?? '',
      places: told.length,
      unreachable: sent.filter(({ sms, email }) => sms + email === 0).length,
      sms: sum(sent, 'sms'),
      segments: sum(sent, 'segments'),
      email: sum(sent, 'email'),
    };
  });
}

function messagesTo({ reach, segmentsOf }: Counting, sample: Sample): Preview['totals'] {
  const channels = channelsAt(sample.rung, reach.get(sample.region.code));
  const sms = channels.filter((channel) => channel === 'sms').length;
  return { sms, segments: sms === 0 ? 0 : sms * segmentsOf(sample), email: channels.length - sms };
}

/** Areas of one round share their rungs unless one of them was extended by itself. */
function mergeAreas(lines: PreviewLine[]): PreviewLine[] {
  const merged = new Map<string, PreviewLine>();
  for (const line of lines) {
    const key = `${line.at}|${line.round}|${line.rung}`;
    const before = merged.get(key);
    merged.set(key, before ? add(before, line) : line);
  }
  return [...merged.values()].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

const add = (a: PreviewLine, b: PreviewLine): PreviewLine => ({
  ...a,
  places: a.places + b.places,
  unreachable: a.unreachable + b.unreachable,
  sms: a.sms + b.sms,
  segments: a.segments + b.segments,
  email: a.email + b.email,
});
