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
import { ANCHORS, isAnchor } from '../anchors';
import type { Definition, Moment, Stage } from '../definition';
import type { Finding } from '../definition-problems';
import { unknown } from './rules-of-references';
import { countFindings, repeatFindings, repeatsOf } from './rules-of-repeats';

/** @returns findings about impossible days, impossible orders, and milestones outside their stage. */
export function dateFindings({ stages }: Definition, season: Season): Finding[] {
  const ids = stages.map(({ id }) => id);
  return stages.flatMap((stage, index) => {
    const path = ['stages', index];
    const days = [
      ...dayFindings(stage, season, path),
      ...anchorFindings(stage, ids, path),
      ...repeatFindings(stage, path),
    ];
    return days.length > 0 ? days : [...countFindings(stage, season, path), ...orderFindings(stage, season, path)];
  });
}

/** Opening, due and lock of the stage and of its asks, with their places. */
const momentsOf = (stage: Stage, path: PropertyKey[]): { moment: Moment | undefined; path: PropertyKey[] }[] => [
  ...ANCHORS.map((key) => ({ moment: stage[key], path: [...path, key] })),
  ...stage.asks.flatMap((ask, a) => ANCHORS.map((key) => ({ moment: ask[key], path: [...path, 'asks', a, key] }))),
];

/** Every day in words, with its place. */
function daysOf(stage: Stage, path: PropertyKey[]): { words: string; path: PropertyKey[] }[] {
  const moments = momentsOf(stage, path).flatMap(({ moment, path: place }) => {
    if (typeof moment === 'string') return [{ words: moment, path: place }];
    return moment && !isAnchor(moment.after) ? [{ words: moment.after, path: [...place, 'after'] }] : [];
  });
  return [
    ...moments,
    ...stage.milestones.map(({ by }, m) => ({ words: by, path: [...path, 'milestones', m, 'by'] })),
    ...repeatsOf(stage, path).map(({ repeat, path: place }) => ({ words: repeat.until, path: [...place, 'until'] })),
  ];
}

/** @returns findings about moments that are counted from an unknown stage or moment. */
const anchorFindings = (stage: Stage, ids: readonly string[], path: PropertyKey[]): Finding[] =>
  momentsOf(stage, path).flatMap(({ moment, path: place }): Finding[] => {
    if (typeof moment !== 'object' || moment.stage === undefined) return [];
    if (isAnchor(moment.after)) return unknown('word-stage', moment.stage, ids, [...place, 'stage']);
    return [{ path: [...place, 'after'], allowed: ANCHORS.join(', '), said: sentence('day-of-a-stage') }];
  });

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
    // A stage that never opens has a finding about its rhythm.
    if (!dates) return [];
    const ofStage = order(dates, season, path);
    return ofStage.length > 0
      ? ofStage
      : [...askFindings(stage, season, path), ...milestoneFindings(stage, season, dates, path)];
  } catch (error) {
    if (error instanceof CountedInCircle) return [{ path, allowed: sentence('day-of-its-own'), said: error.sentence }];
    // The stage that it is counted from has its own finding.
    if (error instanceof NoSuchDay) return [];
    throw error;
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

/** @returns a warning for each time of day that the zone's clocks skip, with the time used instead. */
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

/** @returns the time of day in a moment; null when it has none, or adds hours and minutes to it. */
function timeWanted(moment: Moment): string | null {
  if (typeof moment === 'string') return /\d\d:\d\d$/.exec(moment)?.[0] ?? null;
  return moment.hours === undefined && moment.minutes === undefined ? (moment.time ?? null) : null;
}
