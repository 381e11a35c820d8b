import type { Counts, RegionRow } from '../types';

/** @returns the share of expected returns that have come in, 0 to 1; null when none is expected. */
export const shareOf = ({ expected, onTime, late }: Counts): number | null =>
  expected === 0 ? null : (onTime + late) / expected;

/** @returns a share for people: never 100 % while something is missing, never 0 % when something came. */
export function percent(share: number | null): string {
  if (share === null) return '—';
  const rounded = Math.round(share * 100);
  if (rounded === 100 && share < 1) return '99 %';
  if (rounded === 0 && share > 0) return '1 %';
  return `${rounded} %`;
}

/** @returns the sum of some counts. */
export const sumOf = (counts: readonly Counts[]): Counts =>
  counts.reduce(
    (sum, { expected, onTime, late, onPaper }) => ({
      expected: sum.expected + expected,
      onTime: sum.onTime + onTime,
      late: sum.late + late,
      onPaper: sum.onPaper + onPaper,
    }),
    { expected: 0, onTime: 0, late: 0, onPaper: 0 },
  );

const NONE: Counts = { expected: 0, onTime: 0, late: 0, onPaper: 0 };

/** @returns the expected and the received returns of a region in a stage. */
export const countsOf = ({ stages }: RegionRow, stage: string): Counts => stages[stage] ?? NONE;

/** The instants of a stage. */
export interface Dates {
  opensAt: string;
  dueAt: string;
  locksAt: string;
}

/** @returns the phase of a stage at an instant. */
export function phaseOf({ opensAt, dueAt, locksAt }: Dates, now: string): 'ahead' | 'open' | 'late' | 'locked' {
  if (now < opensAt) return 'ahead';
  if (now < dueAt) return 'open';
  return now < locksAt ? 'late' : 'locked';
}
