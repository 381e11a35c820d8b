import type { Language } from './definition';
import type { Instant } from './instant';
import type { Channel, Plan, Rung } from './plan';
import { type RegionTree, type RegionView, regionTree, subtree } from './regions';
import { type RoundInArea, roundsInAreas } from './round';

/** How a region can be reached; no number or address is needed to count. */
export interface Reach {
  code: string;
  phone: boolean;
  email: boolean;
  deputyPhone: boolean;
  deputyEmail: boolean;
}

/** One message as its reader would get it, for whoever counts its segments. */
export interface Sample {
  message: string;
  language: Language;
  stage: string;
  rung: Rung;
  dueAt: Instant;
  locksAt: Instant;
  /** Name of the place that is told. */
  place: string;
  /** Names of the silent units below it; none in a message to a unit itself. */
  missing: string[];
}

export interface PreviewInput {
  plan: Plan;
  language: Language;
  regions: readonly RegionView[];
  reach: readonly Reach[];
  /** @returns segments of one SMS; they depend on its words only by their length. */
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

export interface Preview {
  /** By date. */
  lines: PreviewLine[];
  totals: { sms: number; segments: number; email: number };
}

/** Names that a digest carries at most; the link lists the rest. */
const NAMES_CARRIED = 30;

/** @returns every message that would go out at most. */
export function preview(input: PreviewInput): Preview {
  const tree = regionTree(input.regions);
  const reach = new Map(input.reach.map((entry) => [entry.code, entry]));
  const counting = { ...input, tree, reachOf: reach, segmentsOf: byLength(input.segmentsOf) };
  const lines = mergeAreas(roundsInAreas(input.plan).flatMap((round) => roundLines(counting, round)));
  const total = (key: 'sms' | 'segments' | 'email') => lines.reduce((sum, line) => sum + line[key], 0);
  return { lines, totals: { sms: total('sms'), segments: total('segments'), email: total('email') } };
}

interface Counting extends Omit<PreviewInput, 'reach'> {
  tree: RegionTree<RegionView>;
  reachOf: ReadonlyMap<string, Reach>;
}

/** Rendering is slow, and places whose names are equally long take equally many segments. */
function byLength(segmentsOf: PreviewInput['segmentsOf']): PreviewInput['segmentsOf'] {
  const known = new Map<string, number>();
  return (sample) => {
    const { message, language, rung, dueAt, locksAt, stage, place, missing } = sample;
    const names = missing.slice(0, NAMES_CARRIED);
    const key = [
      message,
      language,
      stage,
      rung.id,
      dueAt,
      locksAt,
      place.length,
      missing.length,
      names.length,
      names.join('').length,
    ].join('|');
    const segments = known.get(key) ?? segmentsOf(sample);
    known.set(key, segments);
    return segments;
  };
}

function roundLines(counting: Counting, { round, area }: RoundInArea): PreviewLine[] {
  const units = subtree(counting.tree, area).filter(({ kind }) => kind === round.of);
  return round.rungs.map((rung) => {
    const told = toldBy(counting, rung, units);
    const tallies = isWrittenOnly(rung)
      ? []
      : [...told].map(([region, missing]) => {
          const { dueAt, locksAt, stage } = round;
          const sample = {
            message: rung.message,
            language: counting.language,
            stage,
            rung,
            dueAt,
            locksAt,
            place: region.name,
            missing,
          };
          return tally(counting, { rung, region, sample });
        });
    const sum = (key: 'sms' | 'segments' | 'email') => tallies.reduce((total, one) => total + one[key], 0);
    return {
      at: rung.at,
      round: round.key,
      rung: rung.id,
      kind: rung.kind,
      to: [...told.keys()][0]?.kind ?? '',
      places: told.size,
      unreachable: tallies.filter(({ sms, email }) => sms + email === 0).length,
      sms: sum('sms'),
      segments: sum('segments'),
      email: sum('email'),
    };
  });
}

/** The call list itself is a list of units for people who telephone: nothing is sent. */
const isWrittenOnly = ({ kind, audience }: Rung): boolean => kind === 'call-list' && audience.up === 0;

/** The regions that a rung tells, each with the silent units below it: all of them, at most. */
function toldBy({ tree, plan }: Counting, { audience }: Rung, units: RegionView[]): Map<RegionView, string[]> {
  if (audience.up === 0) return new Map(units.map((unit) => [unit, []]));
  const told = new Map<RegionView, string[]>();
  for (const unit of units) {
    const superior = ancestor(tree, { unit, up: audience.up, top: plan.scope });
    if (!superior) continue;
    const missing = told.get(superior);
    if (missing) missing.push(unit.name);
    else told.set(superior, [unit.name]);
  }
  return told;
}

/** @returns the region `up` levels above the unit, or null when that is above the top. */
function ancestor(
  tree: RegionTree<RegionView>,
  { unit, up, top }: { unit: RegionView; up: number; top: string },
): RegionView | null {
  let region: RegionView | undefined = unit;
  for (let level = 0; level < up; level++) {
    if (!region || region.code === top || region.parent === null) return null;
    region = tree.byCode.get(region.parent);
  }
  return region ?? null;
}

function tally(
  { reachOf, segmentsOf }: Counting,
  { rung, region, sample }: { rung: Rung; region: RegionView; sample: Sample },
) {
  const channels = people(reachOf.get(region.code), rung).flatMap((reachable) => chosen(rung, reachable));
  const sms = channels.filter((channel) => channel === 'sms').length;
  return { sms, segments: sms === 0 ? 0 : sms * segmentsOf(sample), email: channels.length - sms };
}

/** The channels of each person who is told: the contact, or else the deputy, or both. */
function people(reach: Reach | undefined, { audience }: Rung): Channel[][] {
  if (!reach) return [];
  const contact = channelsOf(reach.phone, reach.email);
  const deputy = channelsOf(reach.deputyPhone, reach.deputyEmail);
  return audience.deputy ? [contact, deputy] : [contact.length > 0 ? contact : deputy];
}

const channelsOf = (phone: boolean, email: boolean): Channel[] => [
  ...(phone ? ['sms' as const] : []),
  ...(email ? ['email' as const] : []),
];

function chosen({ channels, send }: Rung, reachable: Channel[]): Channel[] {
  const usable = channels.filter((channel) => reachable.includes(channel));
  return send === 'each' ? usable : usable.slice(0, 1);
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
  to: a.to || b.to,
  places: a.places + b.places,
  unreachable: a.unreachable + b.unreachable,
  sms: a.sms + b.sms,
  segments: a.segments + b.segments,
  email: a.email + b.email,
});
