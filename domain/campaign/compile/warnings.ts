import { compare } from '../../compare';
import { type Instant, latest } from '../../instant';
import { sharedBy } from '../../message/envelope';
import { ASKING_KINDS } from '../../round/rung-kinds';
import { type Sentence, sentence } from '../../text/refusal';
import type { Calendar } from '../calendar/calendar';
import { type Season, springFestival } from '../calendar/season';
import { type Definition, say } from '../definition/definition';
import type { Area, RoundPlan, Rung, StagePlan } from '../plan';
import { baseOf, isDaily, occasionOf } from '../round-key';
import { stageKind } from '../stage-kinds';
import { type Amendment, concerns } from './amendments';
import { stageInstants } from './round-dates';
import type { Laid } from './rungs';

/** When a stage opens and is due. */
export interface StageDates {
  id: string;
  opens: Instant;
  due: Instant;
}

/** @returns the stages' dates by the definition. */
export const stagesAsWritten = ({ stages }: Definition, season: Season): StageDates[] =>
  stages.flatMap((stage) => {
    const dates = stageInstants(season, stage);
    return dates ? [{ id: stage.id, opens: dates.opens, due: dates.due }] : [];
  });

/** @returns the stages' dates after the decisions for all their areas: rounds with new dates count with these. */
export function stagesAsAmended(
  written: readonly StageDates[],
  stages: readonly StagePlan[],
  amendments: readonly Amendment[],
): StageDates[] {
  const wide = amendments.filter(({ area }) => area === undefined);
  return written.map((dates) => {
    const rounds = stages.find(({ id }) => id === dates.id)?.rounds ?? [];
    const amended = rounds.filter((round) => wide.some((amendment) => concerns(amendment, round)));
    const own = amended.length < rounds.length ? dates.due : null;
    return { ...dates, due: latest(own, ...amended.map(({ dueAt }) => dueAt)) ?? dates.due };
  });
}

/**
 * @returns a warning for each pair of stages where the later opens before the day on which the earlier is due. Plans
 *   often open one on the due day of another, and some kinds run beside others: these cause no warning.
 */
export function overlaps({ stages, language }: Definition, dates: readonly StageDates[], season: Season): Sentence[] {
  const alone = new Set(stages.flatMap(({ id, kind }) => (stageKind(kind).alongside ? [] : [id])));
  const inOrder = dates.filter(({ id }) => alone.has(id)).toSorted((a, b) => compare(a.opens, b.opens));
  const flowing = new Set(stages.flatMap(({ id, asks }) => (asks.every(({ list }) => list !== undefined) ? [id] : [])));
  const nameOf = (id: string) => {
    const stage = stages.find((one) => one.id === id);
    return stage ? say(stage.name, language) : id;
  };
  return inOrder.flatMap((earlier, index) =>
    inOrder.slice(index + 1).flatMap((later) => {
      const opens = season.calendar.dayOf(later.opens);
      const due = season.calendar.dayOf(justBefore(earlier.due));
      if (opens >= due || (flowing.has(earlier.id) && flowing.has(later.id))) return [];
      const names = { later: nameOf(later.id), earlier: nameOf(earlier.id) };
      return [sentence('stages-overlap', { ...names, laterId: later.id, earlierId: earlier.id, opens, due })];
    }),
  );
}

const justBefore = (at: Instant): Instant => new Date(Date.parse(at) - 1).toISOString();

/** @param years in the plan whose arrangement of public holidays the calendar does not have */
export const missingHolidays = (years: number[]): Sentence[] =>
  years.map((year) => sentence('holidays-unknown', { year }));

/** @param rungs ids of the rungs of a round that quiet hours pushed beyond the lock */
export const silencedRungs = (round: string, rungs: string[]): Sentence[] =>
  rungs.map((rung) => sentence('rung-in-quiet-hours', { round, rung }));

/** @param groups rungs that tell the same people the same in one minute, of which only the first is sent */
export const mergedRungs = (round: string, groups: Laid['merged'], calendar: Calendar): Sentence[] =>
  groups.map(({ at, rungs }) =>
    sentence('rungs-merged', { round, rungs: rungs.join(', '), at: `${calendar.dayOf(at)} ${calendar.timeOf(at)}` }),
  );

/** @param rungs ids of rungs that have no time after later decisions about dates */
export const lostRungs = (round: string, rungs: readonly string[]): Sentence[] =>
  rungs.length === 0 ? [] : [sentence('rungs-lost', { round, rungs: rungs.join(', ') })];

/** Areas that a warning names before it stops. */
const SHOWN = 10;

/** @param rungs of the round; areas with their own dates may lack some */
export function lostInAreas(round: string, areas: readonly Area[], rungs: readonly Rung[]): Sentence[] {
  const losing = areas.flatMap(({ code, override }) => {
    const kept = new Set(override?.rungs.map(({ id }) => id));
    const lost = override ? rungs.filter(({ id }) => !kept.has(id)).map(({ id }) => id) : [];
    return lost.length > 0 ? [{ code, lost }] : [];
  });
  if (losing.length === 0) return [];
  const ids = [...new Set(losing.flatMap(({ lost }) => lost))].join(', ');
  const codes = losing.slice(0, SHOWN).map(({ code }) => code);
  return [
    sentence('rungs-lost-in-areas', {
      round,
      rungs: ids,
      areas: codes.join(', ') + (losing.length > SHOWN ? ' …' : ''),
    }),
  ];
}

/**
 * @returns a warning for rounds that are due when contacts are not at work: on a public holiday, or between New Year's
 *   Eve and the sixth; and for visits that begin before the festival and are due after its eve, too late for those who
 *   should have something for it. What is asked every day is asked on days off too.
 */
export function holidayWarnings({ holidays }: Definition, stages: readonly StagePlan[], season: Season): Sentence[] {
  const { calendar } = season;
  const festival = holidays === 'cn' ? springFestival(season) : null;
  return stages.flatMap(({ kind, rounds }) =>
    rounds.flatMap(({ key, opensAt, dueAt }): Sentence[] => {
      if (isDaily(key)) return [];
      const [opens, day] = [calendar.dayOf(opensAt), calendar.dayOf(justBefore(dueAt))];
      const { eve = '', sixth = '' } = festival ?? {};
      if (kind === 'visits' && occasionOf(key) === null && opens < eve && day > eve)
        return [sentence('visits-after-festival', { round: key, day, eve })];
      if (day >= eve && day <= sixth) return [sentence('due-in-festival', { round: key, day, eve, sixth })];
      return calendar.isHoliday(day) ? [sentence('due-on-holiday', { round: key, day })] : [];
    }),
  );
}

/** @returns a warning for rounds that never write to their units. */
export const silentRounds = (rounds: readonly RoundPlan[]): Sentence[] =>
  rounds
    .filter(({ rungs }) => !rungs.some(({ kind }) => ASKING_KINDS.includes(kind)))
    .map(({ key }) => sentence('nobody-is-told', { round: key }));

const asksAlone = (rung: Rung): boolean => ASKING_KINDS.includes(rung.kind) && sharedBy(rung) === null;

/**
 * @returns a warning for rounds that write to units of one kind in the same minute with texts that go alone, so that
 *   each unit gets several messages at once. Equal rounds get one warning, with the first time and the number of
 *   times; repeated rounds count as equal.
 */
export function coincidences(rounds: readonly RoundPlan[], { calendar }: Season): Sentence[] {
  const tellers = new Map<string, string[]>();
  for (const { key, of, rungs } of rounds)
    for (const { at, kind } of rungs.filter(asksAlone)) {
      const place = `${at} ${kind} ${of}`;
      tellers.set(place, [...(tellers.get(place) ?? []), baseOf(key)]);
    }
  const groups = new Map<string, { at: Instant; keys: string[]; times: number }>();
  for (const [place, keys] of [...tellers].sort(([a], [b]) => compare(a, b))) {
    if (keys.length < 2) continue;
    const group = groups.get(keys.join()) ?? { at: place.split(' ')[0] ?? '', keys, times: 0 };
    group.times += 1;
    groups.set(keys.join(), group);
  }
  return [...groups.values()].map(({ at, keys, times }) =>
    sentence('rounds-coincide', {
      at: `${calendar.dayOf(at)} ${calendar.timeOf(at)}`,
      rounds: [...new Set(keys)].join(', '),
      count: keys.length,
      times,
    }),
  );
}
