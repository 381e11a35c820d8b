import type { Area, RoundDates, Rung } from '../campaign/plan';
import { groupBy } from '../group-by';
import type { Instant } from '../instant';
import { WAVE } from './branch-life';
import { newRound, nextOfRound } from './life';
import type { RoundInArea } from './round';
import type { Tally } from './tally';

/** Rounds of one ask in neighbouring areas, to be opened at once. */
export interface WaveToOpen {
  campaign: string;
  round: RoundInArea['round'];
  areas: readonly AreaOfWave[];
  /** Campaign time; left out by older code, whose rounds climb for themselves. */
  now?: Instant;
}

interface AreaOfWave extends Pick<Area, 'code'> {
  override?: Pick<RoundDates, 'dueAt' | 'locksAt'>;
  /** What the round climbs as soon as it is open. */
  first?: Rung;
}

/** What was done for the rounds of a wave; they do the rest themselves. */
export interface WaveNews {
  /** Whether their asks are stored. */
  opened: boolean;
  /** Code of an area → the counts, where its first rung was climbed. */
  climbed: Readonly<Record<string, Tally>>;
}

/** @returns the same of what an activity of older code has told: the number of units that it has asked */
export const newsOfWave = (told: WaveNews | number): WaveNews =>
  typeof told === 'number' ? { opened: true, climbed: {} } : told;

/** @returns the rung that a new round climbs before anything else; undefined when it does something else first */
export function firstRung(round: RoundInArea['round'], paused: boolean, now: Instant): Rung | undefined {
  const step = nextOfRound(newRound(round, { opened: true, paused }), now);
  return step.do === 'climb' ? step.rung : undefined;
}

/** @param dues rounds with the same key, each with its first rung; at least one */
export function waveToOpen(
  dues: readonly (RoundInArea & { first?: Rung | undefined })[],
  { campaign, now }: { campaign: string; now: Instant },
): WaveToOpen {
  const [one] = dues;
  if (!one) throw new RangeError('A wave without rounds.');
  const areas = dues.map(({ area: code, first, round: { dueAt, locksAt } }) => {
    const differs = dueAt !== one.round.dueAt || locksAt !== one.round.locksAt;
    return { code, ...(differs && { override: { dueAt, locksAt } }), ...(first && { first }) };
  });
  return { campaign, round: one.round, areas, now };
}

/** @returns the rounds in rows of neighbours with the same key */
export const inWaves = <Due extends RoundInArea>(due: readonly Due[]): Due[][] =>
  [...groupBy(due, ({ round: { key } }) => key).values()].flatMap((rounds) =>
    Array.from({ length: Math.ceil(rounds.length / WAVE) }, (_, n) => rounds.slice(n * WAVE, (n + 1) * WAVE)),
  );
