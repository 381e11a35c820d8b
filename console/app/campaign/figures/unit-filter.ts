import { MISSING_REASONS } from '../../../../domain/round/missing-reasons';
import type { Counts, Unit } from '../../types';

/** The shown units: all, on time, late, on paper and not keyed, missing, or missing for one reason. */
export const SHOWS = ['all', 'on-time', 'late', 'on-paper', 'missing', ...MISSING_REASONS] as const;
export type Show = (typeof SHOWS)[number];

export const asShow = (word: string | null): Show => SHOWS.find((show) => show === word) ?? 'all';

/**
 * @returns the number of units below a region that may match; the reason why a unit is missing is known only for the
 *   unit itself.
 */
export function countOf(show: Show, { expected, onTime, late, onPaper }: Counts): number {
  if (show === 'all') return expected;
  if (show === 'on-time') return onTime;
  if (show === 'late') return late;
  if (show === 'on-paper') return onPaper;
  return expected - onTime - late;
}

export function isShown(show: Show, { reason, late, onPaper }: Pick<Unit, 'reason' | 'late' | 'onPaper'>): boolean {
  if (show === 'all') return true;
  if (show === 'missing') return reason !== null;
  if (show === 'on-paper') return onPaper;
  if (reason === null) return show === (late ? 'late' : 'on-time');
  return show === reason;
}
