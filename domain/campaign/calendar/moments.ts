import { type Instant, plusMs } from '../../instant';
import { Refused, type Sentence, sentence } from '../../text/refusal';
import { type Anchor, isAnchor, type RungAnchor } from '../definition/anchors';
import type { Distance, Moment } from '../definition/definition';
import type { Calendar } from './calendar';
import { type Day, dayOf, plusDays } from './days';
import { solarDay } from './lunar';
import { lunarDayWithin, type Season } from './season';
import { dayWithin, type SeasonMonths, yearsOf } from './season-months';

/** The time when the definition names only the day: offices open at 9; "by the 20th" includes the whole day. */
const USUAL_TIME: Record<Anchor, string> = { opens: '09:00', due: '24:00', lock: '18:00' };

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

const DAY_WORDS = /^(lunar )?(?:(\d{4})-)?(\d\d)-(\d\d)(?: (\d\d:\d\d))?$/;

/** A day that does not exist, such as 02-30, or lies far outside its season. */
export class NoSuchDay extends Refused {
  override name = 'NoSuchDay';
}

/** @throws NoSuchDay for a day outside the two calendar years of the season */
export function refuseOutside(months: SeasonMonths, day: Day, words: string): void {
  const { from, to } = yearsOf(months);
  const { season } = months;
  if (day < from || day > to) throw new NoSuchDay(sentence('day-outside-season', { words, season, from, to }));
}

/**
 * @param words `12-20`, `2026-12-20`, `lunar 12-23`, each optionally with ` HH:MM`; see the definition's `day`
 * @returns the day, and the time or null
 * @throws NoSuchDay
 */
export function readDay(words: string, months: SeasonMonths): { day: Day; time: string | null } {
  const read = DAY_WORDS.exec(words);
  if (!read) throw new NoSuchDay(sentence('not-a-day', { words }));
  const [, lunar, givenYear, givenMonth, givenDate, time = null] = read;
  const [month, date] = [Number(givenMonth), Number(givenDate)];
  const day = givenYear
    ? dayIn(Number(givenYear), { lunar: Boolean(lunar), month, date })
    : (lunar ? lunarDayWithin : dayWithin)(months, month, date);
  if (!day) throw new NoSuchDay(sentence('no-such-day', { words, season: months.season }));
  refuseOutside(months, day, words);
  return { day, time };
}

const dayIn = (year: number, { lunar, month, date }: { lunar: boolean; month: number; date: number }): Day | null =>
  lunar ? solarDay({ year, month, date }) : dayOf(year, month, date);

/**
 * Finds the day of an instant. An end at the first moment of a day belongs to the day before, so that "due 12-20" stays
 * the 20th; the first moment is midnight, or one o'clock where the clocks go forward at midnight.
 */
export function dayOfAnchor(calendar: Calendar, anchor: RungAnchor, at: Instant): { day: Day; time: string } {
  const time = calendar.timeOf(at);
  const day = calendar.dayOf(at);
  const isEnd = anchor !== 'opens' && anchor !== 'start';
  return isEnd && calendar.at(day, '00:00') === at ? { day: plusDays(day, -1), time: '24:00' } : { day, time };
}

/** @returns the instant as people write it, `2026-12-20 24:00`, in the calendar's zone. */
export function localWords(calendar: Calendar, anchor: Anchor, at: Instant): string {
  const { day, time } = dayOfAnchor(calendar, anchor, at);
  return `${day} ${time}`;
}

/** @returns opening, due and lock as people write them, for an error. */
export const datesInWords = (calendar: Calendar, { opens, due, lock }: Instants): Sentence =>
  sentence('dates-in-words', {
    opens: localWords(calendar, 'opens', opens),
    due: localWords(calendar, 'due', due),
    lock: localWords(calendar, 'lock', lock),
  });

/**
 * Moves by a distance from an instant.
 * @param usualTime time of day for a distance in days without a time; the anchor's own when left out
 */
export function walk(
  calendar: Calendar,
  { from, at, distance, usualTime }: { from: RungAnchor; at: Instant; distance: Distance; usualTime?: string },
): Instant {
  const { days = 0, workingDays = 0, hours = 0, minutes = 0, time } = distance;
  const anchor = dayOfAnchor(calendar, from, at);
  const countsDays = distance.days !== undefined || distance.workingDays !== undefined || time !== undefined;
  const countsHours = distance.hours !== undefined || distance.minutes !== undefined;
  const day = calendar.plusWorkingDays(plusDays(anchor.day, days), workingDays);
  const timeOfDay = time ?? (countsHours ? anchor.time : (usualTime ?? anchor.time));
  const start = countsDays ? calendar.at(day, timeOfDay) : at;
  return plusMs(start, hours * HOUR_MS + minutes * MINUTE_MS);
}

/** The three moments of a stage or an ask: in words, or already an instant (of a stage, of an extension). */
export type Moments = Record<Anchor, Moment | { at: Instant }>;
/** The same, resolved. */
export type Instants = Record<Anchor, Instant>;

/**
 * Resolves opening, due and lock, each of which may be counted from another.
 * @throws NoSuchDay, or CountedInCircle
 */
export function resolveMoments(season: Season, moments: Moments): Instants {
  const resolve = (name: Anchor): Instant => resolveMoment(season, moments, name);
  return { opens: resolve('opens'), due: resolve('due'), lock: resolve('lock') };
}

/** Resolves one moment. @throws NoSuchDay, or CountedInCircle */
export function resolveMoment(season: Season, moments: Moments, wanted: Anchor): Instant {
  const resolving = new Set<Anchor>();
  const resolve = (name: Anchor): Instant => {
    if (resolving.has(name)) throw new CountedInCircle(name);
    resolving.add(name);
    const at = momentAt(season, { moment: moments[name], meaning: name, anchorAt: resolve });
    resolving.delete(name);
    return at;
  };
  return resolve(wanted);
}

/**
 * @param meaning whose usual time applies when the words name none
 * @param anchorAt gives the other moments, from which this one may be counted
 * @returns the instant. @throws NoSuchDay, or CountedInCircle
 */
export function momentAt(
  season: Season,
  { moment, meaning, anchorAt }: { moment: Moments[Anchor]; meaning: Anchor; anchorAt(anchor: Anchor): Instant },
): Instant {
  if (typeof moment === 'string') return resolveDay(season, moment, meaning);
  if ('at' in moment) return moment.at;
  const { after, stage } = moment;
  if (!isAnchor(after))
    return walk(season.calendar, { from: meaning, at: resolveDay(season, after, meaning), distance: moment });
  return walk(season.calendar, {
    from: after,
    at: stage === undefined ? anchorAt(after) : season.momentOf(stage, after),
    distance: moment,
    usualTime: USUAL_TIME[meaning],
  });
}

/** Moments that are counted from each other in a circle, so that none has a day. */
export class CountedInCircle extends Refused {
  override name = 'CountedInCircle';
  /** @param moment `due`, or `survey.due` of another stage. */
  constructor(moment: string) {
    super(sentence('counted-in-circle', { moment }));
  }
}

/** @param meaning whose usual time applies when the words name none. @returns the instant. @throws NoSuchDay */
export function resolveDay(season: Season, words: string, meaning: Anchor): Instant {
  const { day, time } = readDay(words, season);
  return season.calendar.at(day, time ?? USUAL_TIME[meaning]);
}
