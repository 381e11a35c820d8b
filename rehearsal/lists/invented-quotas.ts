import { chance } from '../people/chance';

/** Households of a usual village; a smaller register gets a smaller sum. */
const USUAL_SLOTS = 8;

/** @returns how many slots a register of so many units has for what a plan means to help in all */
export const slotsFor = (units: number, planned: number | undefined): number =>
  Math.min(planned ?? Number.POSITIVE_INFINITY, units * USUAL_SLOTS);

/**
 * Distributes slots unevenly, by the largest remainder.
 * @param about what is distributed, such as the list and its category: each has its own distribution
 * @returns the slots of each unit, at least one where there are as many slots as units; they add up to the total
 */
export function inventQuotas({
  seed,
  about,
  units,
  total,
}: {
  seed: number;
  about: string;
  units: readonly string[];
  total: number;
}): Map<string, number> {
  const least = total >= units.length ? 1 : 0;
  const weights = units.map((unit) => 0.3 + chance(seed, 'quota', about, unit));
  const sum = weights.reduce((one, other) => one + other, 0);
  const free = total - least * units.length;
  const exact = weights.map((weight) => (free * weight) / sum);
  const whole = exact.map((share) => least + Math.floor(share));
  const left = total - whole.reduce((one, other) => one + other, 0);
  const byRemainder = exact
    .map((share, at) => ({ at, remainder: share - Math.floor(share) }))
    .sort((one, other) => other.remainder - one.remainder || one.at - other.at);
  const more = new Set(byRemainder.slice(0, left).map(({ at }) => at));
  return new Map(units.map((unit, at) => [unit, (whole[at] ?? 0) + (more.has(at) ? 1 : 0)]));
}
