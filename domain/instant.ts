/**
 * An instant of campaign time: an ISO 8601 string in UTC with milliseconds, `2026-12-20T01:30:00.000Z`. Strings in this
 * one form sort by time, so `<` compares them; they survive JSON, and do not depend on the host's zone or locale.
 */
export type Instant = string;

/** @param ms milliseconds since the epoch. @returns the same moment as an {@link Instant}. */
export const instant = (ms: number): Instant => new Date(ms).toISOString();

/** @returns milliseconds since the epoch. */
export const epochMs = (at: Instant): number => Date.parse(at);

/** @param ms milliseconds, may be negative. @returns the instant that many milliseconds after `at`. */
export const plusMs = (at: Instant, ms: number): Instant => instant(epochMs(at) + ms);

/** @returns the earliest of the given instants, or null when there is none. */
export const earliest = (...instants: (Instant | null | undefined)[]): Instant | null =>
  instants.reduce<Instant | null>((first, at) => (at && (first === null || at < first) ? at : first), null);

/** @returns the latest of the given instants, or null when there is none. */
export const latest = (...instants: (Instant | null | undefined)[]): Instant | null =>
  instants.reduce<Instant | null>((last, at) => (at && (last === null || at > last) ? at : last), null);
