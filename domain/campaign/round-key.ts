import type { Day } from './calendar/days';

/** Distinguishes a repeated round from its siblings: `2026-12-15`, or with its time `2026-12-15-0900`. */
export type Occasion = string;

const MARK = '@';

/** @param time of day, where several rounds open on one day; else null. */
export const occasionOn = (day: Day, time: string | null): Occasion =>
  time === null ? day : `${day}-${time.replace(':', '')}`;

/** @returns the key of a round: `<stage>` or `<stage>.<ask>`, with `@<occasion>` when it repeats. */
export const roundKey = (base: string, occasion: Occasion | null): string =>
  occasion === null ? base : base + MARK + occasion;

/** @returns the key without the occasion: the same for all rounds of an ask. */
export const baseOf = (key: string): string => key.split(MARK)[0] ?? key;

/** @returns the occasion in a key; null for a round without repetition. */
export const occasionOf = (key: string): Occasion | null => key.split(MARK)[1] ?? null;

/** @returns whether the round is one of those that open every day at their times. */
export const isDaily = (key: string): boolean => /-\d{4}$/.test(occasionOf(key) ?? '');

/** @returns the occasion for people, `2026-12-15` or `2026-12-15 09:00`; null for a round without repetition. */
export const occasionInWords = (key: string): string | null =>
  occasionOf(key)?.replace(/^(\d{4}-\d\d-\d\d)-(\d\d)(\d\d)$/, '$1 $2:$3') ?? null;
