import { plusDays } from '../calendar/days';
import {
  fromStage,
  type Instants,
  type Moments,
  readDay,
  resolveDay,
  resolveMoments,
  type Season,
} from '../calendar/moments';
import type { Ask, Stage } from '../definition/definition';

/** One round to come: its key and, still in words where the definition has words, its moments. */
export interface RoundMoments {
  key: string;
  moments: Moments;
}

/**
 * The rounds of one ask: one, or one a month when the stage repeats.
 * @throws NoSuchDay, CountedInCircle
 */
export function roundMoments(season: Season, stage: Stage, ask: Ask): RoundMoments[] {
  const base = stage.asks.length > 1 ? `${stage.id}.${ask.id}` : stage.id;
  return stageOpenings(season, stage).map(({ suffix, moments }) => {
    const ofStage = resolveMoments(season, moments);
    const opens = ask.opens === undefined ? { at: ofStage.opens } : fromStage(season, ofStage, ask.opens);
    return { key: base + suffix, moments: { opens, due: ask.due ?? stage.due, lock: ask.lock ?? stage.lock } };
  });
}

/**
 * The stage's own dates; from the first round's opening to the last one's lock when it repeats.
 * @returns null when a stage repeats on no day of its season
 */
export function stageInstants(season: Season, stage: Stage): Instants | null {
  const all = stageOpenings(season, stage).map(({ moments }) => resolveMoments(season, moments));
  const [first, last] = [all[0], all.at(-1)];
  return first && last ? { opens: first.opens, due: last.due, lock: last.lock } : null;
}

function stageOpenings(season: Season, stage: Stage): { suffix: string; moments: Moments }[] {
  const { opens, due, lock, repeats } = stage;
  if (!repeats) return [{ suffix: '', moments: { opens, due, lock } }];
  const first = readDay(opens, season.season).day;
  const until = readDay(repeats.until, season.season).day;
  const time = season.calendar.timeOf(resolveDay(season, opens, 'opens'));
  const monthDay = String(repeats.monthlyOn).padStart(2, '0');
  const openings: { suffix: string; moments: Moments }[] = [];
  for (let day = first; day <= until; day = plusDays(day, 1)) {
    if (!day.endsWith(`-${monthDay}`)) continue;
    openings.push({ suffix: `@${day}`, moments: { opens: { at: season.calendar.at(day, time) }, due, lock } });
  }
  return openings;
}

/** What is wrong with the order of three moments: opens before due, due not after lock. */
export function orderProblem({ opens, due, lock }: Instants): 'due' | 'lock' | null {
  if (due <= opens) return 'due';
  return lock < due ? 'lock' : null;
}
