import type { Instant } from '../../instant';
import { type Instants, type Moments, momentAt, resolveMoment, resolveMoments } from '../calendar/moments';
import type { Season } from '../calendar/season';
import type { Ask, Repeat, Stage } from '../definition/definition';
import { type Occasion, roundKey } from '../round-key';
import { occurrences } from './recurrence';

/** One round to come: its key and, still in words where the definition has words, its moments. */
export interface RoundMoments {
  key: string;
  moments: Moments;
}

/** @returns how the rounds of an ask come again: as it says itself, else as its stage says. */
export const repeatOf = (stage: Stage, ask: Ask): Repeat | undefined => ask.repeat ?? stage.repeat;

/**
 * The rounds of one ask: one, or one on each day of its rhythm when it repeats.
 * @throws NoSuchDay, CountedInCircle
 */
export function roundMoments(season: Season, stage: Stage, ask: Ask): RoundMoments[] {
  const base = stage.asks.length > 1 ? `${stage.id}.${ask.id}` : stage.id;
  const round = (opens: Instant, occasion: Occasion | null): RoundMoments => ({
    key: roundKey(base, occasion),
    moments: { opens: { at: opens }, due: ask.due ?? stage.due, lock: ask.lock ?? stage.lock },
  });
  if (ask.repeat)
    return occurrences(season, ask.repeat, firstOpening(season, stage, ask)).map(({ opens, occasion }) =>
      round(opens, occasion),
    );
  return stageOpenings(season, stage).map(({ occasion, opens }) =>
    round(askOpening(season, resolveMoments(season, { ...stage, opens: { at: opens } }), ask), occasion),
  );
}

/** The opening of an ask that repeats by itself, from which on its rounds come. */
function firstOpening(season: Season, stage: Stage, ask: Ask): Instant {
  return askOpening(season, resolveMoments(season, stage), ask);
}

/** @param ofStage the moments of the stage, from one of which the ask's opening may be counted. */
function askOpening(season: Season, ofStage: Instants, { opens }: Ask): Instant {
  if (opens === undefined) return ofStage.opens;
  return momentAt(season, { moment: opens, meaning: 'opens', anchorAt: (anchor) => ofStage[anchor] });
}

/**
 * The stage's own dates; from the first round's opening to the last one's lock when it repeats.
 * @returns null when a stage repeats on no day of its season
 */
export function stageInstants(season: Season, stage: Stage): Instants | null {
  const all = stageOpenings(season, stage).map(({ opens }) =>
    resolveMoments(season, { ...stage, opens: { at: opens } }),
  );
  const [first, last] = [all[0], all.at(-1)];
  return first && last ? { opens: first.opens, due: last.due, lock: last.lock } : null;
}

/** @returns when it opens: once, or on each occasion. */
function stageOpenings(season: Season, stage: Stage): { occasion: Occasion | null; opens: Instant }[] {
  const opens = resolveMoment(season, stage, 'opens');
  return stage.repeat ? occurrences(season, stage.repeat, opens) : [{ occasion: null, opens }];
}

/** What is wrong with the order of three moments: opens before due, due not after lock. */
export function orderProblem({ opens, due, lock }: Instants): 'due' | 'lock' | null {
  if (due <= opens) return 'due';
  return lock < due ? 'lock' : null;
}
