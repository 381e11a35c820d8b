import { type Sentence, sentence } from '../../../text/refusal';
import {
  CountedInCircle,
  datesInWords,
  type Instants,
  NoSuchDay,
  readDay,
  resolveDay,
  resolveMoments,
} from '../../calendar/moments';
import type { Season } from '../../calendar/season';
import { orderProblem, repeatOf, roundMoments, stageInstants } from '../../compile/round-dates';
import type { Definition, Moment, Stage } from '../definition';
import type { Finding } from '../definition-problems';
import { countFindings, repeatFindings, repeatsOf } from './rules-of-repeats';

/** @returns days that no calendar has, orders that no time can follow, and milestones outside their stage. */
export function dateFindings({ stages }: Definition, season: Season): Finding[] {
  return stages.flatMap((stage, index) => {
    const path = ['stages', index];
    const days = [...dayFindings(stage, season, path), ...repeatFindings(stage, path)];
    return days.length > 0 ? days : [...countFindings(stage, season, path), ...orderFindings(stage, season, path)];
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
    ...repeatsOf(stage, path).map(({ repeat, path: place }) => ({ words: repeat.until, path: [...place, 'until'] })),
  ];
  return places.flatMap(({ words, path: place }) => (typeof words === 'string' ? [{ words, path: place }] : []));
}

function dayFindings(stage: Stage, season: Season, path: PropertyKey[]): Finding[] {
  return daysOf(stage, path).flatMap(({ words, path: place }) => {
    try {
      readDay(words, season);
      return [];
    } catch (error) {
      if (!(error instanceof NoSuchDay)) throw error;
      return [{ path: place, allowed: sentence('a-calendar-day'), said: error.sentence }];
    }
  });
}

function orderFindings(stage: Stage, season: Season, path: PropertyKey[]): Finding[] {
  try {
    const dates = stageInstants(season, stage);
    // That it never opens is told by its rhythm.
    if (!dates) return [];
    const ofStage = order(dates, season, path);
    return ofStage.length > 0
      ? ofStage
      : [...askFindings(stage, season, path), ...milestoneFindings(stage, season, dates, path)];
  } catch (error) {
    if (!(error instanceof CountedInCircle)) throw error;
    return [{ path, allowed: sentence('day-of-its-own'), said: error.sentence }];
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
  const said = sentence(wrong === 'due' ? 'due-before-opens' : 'lock-before-due');
  return [{ path: [...path, wrong], found, allowed: sentence('opens-due-lock'), said }];
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
    const allowed = sentence('a-day-between', { from: calendar.dayOf(opens), to: calendar.dayOf(lock) });
    return [{ path: [...path, 'milestones', index, 'by'], allowed, said: sentence('milestone-outside') }];
  });
}

/** @returns times of day that the zone's clocks leave out, with those that are taken in their place. */
export const dateWarnings = ({ stages, zone }: Definition, season: Season): Sentence[] =>
  stages.flatMap((stage) =>
    stage.asks.flatMap((ask) => {
      const first = roundMoments(season, stage, ask)[0];
      if (!first) return [];
      const dates = resolveMoments(season, first.moments);
      return (['opens', 'due', 'lock'] as const).flatMap((key) => {
        // The rhythm names the times of the openings.
        if (key === 'opens' && repeatOf(stage, ask)?.dailyAt) return [];
        const time = timeWanted(ask[key] ?? stage[key]);
        const at = season.calendar.timeOf(dates[key]);
        if (time === null || time === '24:00' || time === at) return [];
        const words = `${season.calendar.dayOf(dates[key])} ${time}`;
        return [sentence('time-skipped', { stage: stage.name, zone, words, at })];
      });
    }),
  );

/** @returns the time of day that a moment names; null when it names none, or counts hours and minutes from it. */
function timeWanted(moment: Moment): string | null {
  if (typeof moment === 'string') return /\d\d:\d\d$/.exec(moment)?.[0] ?? null;
  return moment.hours === undefined && moment.minutes === undefined ? (moment.time ?? null) : null;
}
