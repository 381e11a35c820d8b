import type { Instant } from '../../instant';
import { sentence } from '../../text/refusal';
import { createCalendar } from '../calendar/calendar';
import {
  CountedInCircle,
  type Instants,
  type Moments,
  momentAt,
  NoSuchDay,
  resolveMoment,
  resolveMoments,
} from '../calendar/moments';
import type { Season } from '../calendar/season';
import { monthsOf } from '../calendar/season-months';
import type { Anchor, Ask, Definition, Repeat, Stage } from '../definition/definition';
import { noSuchName } from '../definition/rules/rules-of-references';
import { type Occasion, roundKey } from '../round-key';
import { occurrences } from './recurrence';

/** One planned round: its key, and its moments, still in words where the definition has words. */
export interface RoundMoments {
  key: string;
  moments: Moments;
}

/** @returns the rhythm of an ask: its own, else its stage's. */
export const repeatOf = (stage: Stage, ask: Ask): Repeat | undefined => ask.repeat ?? stage.repeat;

/**
 * @returns the rounds of one ask: one, or one for each day of its rhythm when it repeats.
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

/** @returns the opening of an ask with its own rhythm, from which its rounds begin. */
function firstOpening(season: Season, stage: Stage, ask: Ask): Instant {
  return askOpening(season, resolveMoments(season, stage), ask);
}

/** @param ofStage the moments of the stage, from which the ask's opening may be counted. */
function askOpening(season: Season, ofStage: Instants, { opens }: Ask): Instant {
  if (opens === undefined) return ofStage.opens;
  return momentAt(season, { moment: opens, meaning: 'opens', anchorAt: (anchor) => ofStage[anchor] });
}

/**
 * @returns the stage's own dates; for a repeated stage, from the first round's opening to the last one's lock. Null
 * when the rhythm of a stage has no day in its season
 */
export function stageInstants(season: Season, stage: Stage): Instants | null {
  const all = stageOpenings(season, stage).map(({ opens }) =>
    resolveMoments(season, { ...stage, opens: { at: opens } }),
  );
  const [first, last] = [all[0], all.at(-1)];
  return first && last ? { opens: first.opens, due: last.due, lock: last.lock } : null;
}

/** @returns one of the stage's own dates, as {@link stageInstants}. @throws NoSuchDay when it opens on no day */
function stageInstant(season: Season, stage: Stage, anchor: Anchor): Instant {
  const all = stageOpenings(season, stage);
  const round = anchor === 'opens' ? all[0] : all.at(-1);
  if (!round) throw new NoSuchDay(sentence('never-repeats'));
  return resolveMoment(season, { ...stage, opens: { at: round.opens } }, anchor);
}

/** @throws RangeError for a zone that does not exist, or working hours that never pass */
export function seasonOf(definition: Definition): Season {
  const counting = new Set<string>();
  const season: Season = {
    calendar: createCalendar(definition),
    ...monthsOf(definition),
    momentOf(id, anchor) {
      const ids = definition.stages.map((stage) => stage.id);
      const stage = definition.stages[ids.indexOf(id)];
      const moment = `${id}.${anchor}`;
      if (!stage) throw new NoSuchDay(noSuchName('word-stage', id, ids));
      if (counting.has(moment)) throw new CountedInCircle(moment);
      counting.add(moment);
      try {
        return stageInstant(season, stage, anchor);
      } finally {
        counting.delete(moment);
      }
    },
  };
  return season;
}

/** @returns when it opens: once, or on each occasion. */
function stageOpenings(season: Season, stage: Stage): { occasion: Occasion | null; opens: Instant }[] {
  const opens = resolveMoment(season, stage, 'opens');
  return stage.repeat ? occurrences(season, stage.repeat, opens) : [{ occasion: null, opens }];
}

/** @returns which of three moments breaks the order (opens before due, due not after lock), or null. */
export function orderProblem({ opens, due, lock }: Instants): 'due' | 'lock' | null {
  if (due <= opens) return 'due';
  return lock < due ? 'lock' : null;
}
