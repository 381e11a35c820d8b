import {
  CountedInCircle,
  datesInWords,
  type Instants,
  NoSuchDay,
  readDay,
  resolveDay,
  resolveMoments,
  type Season,
} from '../calendar/moments';
import { orderProblem, roundMoments, stageInstants } from '../compile/round-dates';
import type { Definition, Stage } from './definition';
import type { Finding } from './definition-problems';

/** @returns days that no calendar has, orders that no time can follow, and milestones outside their stage. */
export function dateFindings({ stages }: Definition, season: Season): Finding[] {
  return stages.flatMap((stage, index) => {
    const path = ['stages', index];
    const days = [...dayFindings(stage, season, path), ...repeatFindings(stage, path)];
    return days.length > 0 ? days : orderFindings(stage, season, path);
  });
}

/** Every day in words, with its place. */
function daysOf(stage: Stage, path: PropertyKey[]): { words: string; path: PropertyKey[] }[] {
  const places = [
    ...(['opens', 'due', 'lock'] as const).map((key) => ({ words: stage[key], path: [...path, key] })),
    ...stage.milestones.map(({ by }, m) => ({ words: by, path: [...path, 'milestones', m, 'by'] })),
    ...stage.asks.flatMap((ask, a) =>
      (['opens', 'due', 'lock'] as const).map((key) => ({ words: ask[key], path: [...path, 'asks', a, key] })),
    ),
    { words: stage.repeats?.until, path: [...path, 'repeats', 'until'] },
  ];
  return places.flatMap(({ words, path: place }) => (typeof words === 'string' ? [{ words, path: place }] : []));
}

function dayFindings(stage: Stage, { season }: Season, path: PropertyKey[]): Finding[] {
  return daysOf(stage, path).flatMap(({ words, path: place }) => {
    try {
      readDay(words, season);
      return [];
    } catch (error) {
      if (!(error instanceof NoSuchDay)) throw error;
      return [{ path: place, allowed: 'a day of the calendar', message: error.message }];
    }
  });
}

/** Rounds that come again need dates that move with them. */
function repeatFindings(stage: Stage, path: PropertyKey[]): Finding[] {
  if (!stage.repeats) return [];
  const fixed = [
    ...(['due', 'lock'] as const).map((key) => ({ moment: stage[key], place: [...path, key] as PropertyKey[] })),
    ...stage.asks.flatMap((ask, a) =>
      (['opens', 'due', 'lock'] as const).map((key) => ({
        moment: ask[key],
        place: [...path, 'asks', a, key] as PropertyKey[],
      })),
    ),
  ].filter(({ moment }) => typeof moment === 'string');
  const allowed = 'a distance such as { after: opens, days: 3 }';
  return fixed.map(({ place }) => ({
    path: place,
    allowed,
    message: 'a stage that repeats needs dates that move with each round',
  }));
}

function orderFindings(stage: Stage, season: Season, path: PropertyKey[]): Finding[] {
  try {
    const dates = stageInstants(season, stage);
    if (!dates) {
      const allowed = 'a day of the month between opens and until';
      return [
        { path: [...path, 'repeats'], allowed, message: 'that day of the month never comes between opens and until' },
      ];
    }
    const ofStage = order(dates, season, path);
    return ofStage.length > 0
      ? ofStage
      : [...askFindings(stage, season, path), ...milestoneFindings(stage, season, dates, path)];
  } catch (error) {
    if (!(error instanceof CountedInCircle)) throw error;
    return [{ path, allowed: 'at least one moment with a day of its own', message: error.message }];
  }
}

function askFindings(stage: Stage, season: Season, path: PropertyKey[]): Finding[] {
  return stage.asks.flatMap((ask, index) => {
    const first = roundMoments(season, stage, ask)[0];
    return first ? order(resolveMoments(season, first.moments), season, [...path, 'asks', index]) : [];
  });
}

/** The finding points to the moment that comes too early. */
function order(dates: Instants, { calendar }: Season, path: PropertyKey[]): Finding[] {
  const wrong = orderProblem(dates);
  if (wrong === null) return [];
  const found = datesInWords(calendar, dates);
  const message = wrong === 'due' ? 'it would be due before it opens' : 'it would be locked before it is due';
  return [{ path: [...path, wrong], found, allowed: 'opens < due <= lock', message }];
}

function milestoneFindings(
  { milestones }: Stage,
  season: Season,
  { opens, lock }: Instants,
  path: PropertyKey[],
): Finding[] {
  return milestones.flatMap(({ by }, index) => {
    const at = resolveDay(season, by, 'due');
    if (at > opens && at <= lock) return [];
    const { calendar } = season;
    const allowed = `a day from ${calendar.dayOf(opens)} to ${calendar.dayOf(lock)}`;
    return [{ path: [...path, 'milestones', index, 'by'], allowed, message: 'this milestone lies outside its stage' }];
  });
}
