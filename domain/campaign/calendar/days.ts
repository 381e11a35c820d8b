/** A calendar day without a zone, `2026-12-20`. Days are written in one form, so that their texts sort by time. */
export type Day = string;

const DAY_MS = 86_400_000;

/** @returns the day `days` later (earlier when negative). Computed in UTC, where every day has 24 hours. */
export const plusDays = (day: Day, days: number): Day => fromEpochDays(epochDays(day) + days);

/** @returns days since 1970-01-01. */
export const epochDays = (day: Day): number => Date.parse(`${day}T00:00:00Z`) / DAY_MS;

const fromEpochDays = (days: number): Day => new Date(days * DAY_MS).toISOString().slice(0, 10);

/** In the order of {@link weekday}. */
export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

/** @returns 1 Monday … 7 Sunday. 1970-01-01 was a Thursday. */
export const weekday = (day: Day): number => ((((epochDays(day) + 3) % 7) + 7) % 7) + 1;

/** @returns the day, or null when the month has no such day (02-30). */
export function dayOf(year: number, month: number, date: number): Day | null {
  const day = new Date(Date.UTC(year, month - 1, date));
  return day.getUTCMonth() === month - 1 && day.getUTCDate() === date ? day.toISOString().slice(0, 10) : null;
}

/** @param time `HH:MM`, up to 24:00. @returns minutes since midnight. */
export const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
