import { type Day, dayOf } from './days';

const APART = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?$/;
const TOGETHER = /^(\d{4})(\d{2})(\d{2})$/;

/**
 * Reads a day with its year: 2026-12-20, 2026/12/20, 2026.12.20, 20261220, 2026年12月20日.
 * @returns null for what is no such day, for example because it is not typed to its end
 */
export function wholeDay(typed: string): Day | null {
  const plain = typed.normalize('NFKC').trim();
  const [, year, month, date] = APART.exec(plain) ?? TOGETHER.exec(plain) ?? [];
  return year === undefined ? null : dayOf(Number(year), Number(month), Number(date));
}
