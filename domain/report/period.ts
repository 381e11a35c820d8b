import { DateTime } from 'luxon';
import { type Day, dayOf, plusDays } from '../campaign/calendar/days';
import { type Instant, instant } from '../instant';
import { Refused, sentence } from '../text/refusal';

/** Days of a summary, both of them included. */
export interface Period {
  from: Day;
  to: Day;
}

/** The same as instants: from the first one until before the second. */
export interface Bounds {
  from: Instant;
  until: Instant;
}

/**
 * How records count in the summary of a period, and by which instant; the queries take it from here. What has
 * happened counts in the period in which it was recorded, by the campaign's clock: so a month that is over says the
 * same for ever, and a delivery that was signed in January and arrived in February is in February. What stands is
 * told as at the end of the period, and goods and money at its beginning as well: what was there, and what has come,
 * less what has gone, is what is there.
 */
export const COUNTED = {
  /** A unit's return, in the period of its first version that counts. */
  return: { at: 'reported_at', counts: 'happened' },
  /** A step or another act on a row; and a delivery, when the phone's sending came, not when the phone says it was. */
  deed: { at: 'at', counts: 'happened' },
  /** The transfers of an act, also one that undoes another. All of them before make what stands in stores. */
  transfers: { at: 'at', counts: 'happened' },
  /** A case is opened in a period and closed in the same or another. It stands, open, between the two. */
  caseOpened: { at: 'opened_at', counts: 'happened' },
  caseClosed: { at: 'closed_at', counts: 'happened' },
  /** A list is posted when it is hung up, whatever comes of it; a version that replaces it hangs on the same board. */
  posting: { at: 'opens_at', counts: 'happened' },
  /** A posting is taken down. */
  postingEnded: { at: 'ended_at', counts: 'happened' },
  /** A spot check is drawn; what it finds are cases, which count when they are closed. */
  sample: { at: 'drawn_at', counts: 'happened' },
  /** A photo of a board is taken. */
  boardPhoto: { at: 'at', counts: 'happened' },
  /** Units are asked since their round has opened. */
  asked: { at: 'opens_at', counts: 'stands' },
} as const satisfies Record<string, { at: string; counts: 'happened' | 'stands' }>;

/** What counts because it has happened. */
export type Happened = {
  [K in keyof typeof COUNTED]: (typeof COUNTED)[K]['counts'] extends 'happened' ? K : never;
}[keyof typeof COUNTED];

/** @returns whether something that happened at an instant counts in a period */
export const happenedIn = ({ from, until }: Bounds, at: Instant): boolean => from <= at && at < until;

/** @returns whether something stands at the end of a period. @param ended when it ended, if it did */
export const standsAtEnd = ({ until }: Bounds, since: Instant, ended: Instant | null = null): boolean =>
  since < until && (ended === null || ended >= until);

/**
 * @param said `2027` · `2027-Q1` · `2027-01` · `2027-01-05..2027-02-10` · one day
 * @returns the days; null for anything else, and where the last is before the first
 */
export function readPeriod(said: string): Period | null {
  const [first = '', second, ...more] = said.split('..');
  const [start, end] = [spanOf(first), spanOf(second ?? first)];
  if (!start || !end || more.length > 0 || end.to < start.from) return null;
  return { from: start.from, to: end.to };
}

/** @returns the days, as {@link readPeriod} @throws Refused for anything else */
export function periodOf(said: string): Period {
  const period = readPeriod(said);
  if (period === null) throw new Refused(sentence('not-a-period', { said: said.slice(0, 40) }));
  return period;
}

function spanOf(words: string): Period | null {
  const read = /^(\d{4})(?:-(?:Q([1-4])|(\d\d)(?:-(\d\d))?))?$/.exec(words);
  if (!read) return null;
  const [year, quarter] = [Number(read[1]), Number(read[2])];
  if (read[2] !== undefined) return months(year, quarter * 3 - 2, quarter * 3);
  if (read[3] === undefined) return months(year, 1, 12);
  const month = Number(read[3]);
  return read[4] === undefined ? months(year, month, month) : oneDay(dayOf(year, month, Number(read[4])));
}

const oneDay = (day: Day | null): Period | null => (day === null ? null : { from: day, to: day });

function months(year: number, first: number, last: number): Period | null {
  const from = dayOf(year, first, 1);
  const next = last === 12 ? dayOf(year + 1, 1, 1) : dayOf(year, last + 1, 1);
  return from === null || next === null ? null : { from, to: plusDays(next, -1) };
}

/** @returns a name for files, such as `2027-01-01_2027-01-31` */
export const periodInFiles = ({ from, to }: Period): string => `${from}_${to}`;

/** @returns the instants between which a period lies, in a campaign's zone */
export const boundsOf = ({ from, to }: Period, zone: string): Bounds => ({
  from: startOf(from, zone),
  until: startOf(plusDays(to, 1), zone),
});

const startOf = (day: Day, zone: string): Instant => instant(DateTime.fromISO(day, { zone }).startOf('day').toMillis());
