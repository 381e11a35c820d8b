import { z } from 'zod';
import type { Text } from '../campaign/definition/words';

/** How a plan says a number that nobody has counted: 700余人, 近15000人次, 约480万元. */
export const APPROXIMATIONS = ['over', 'nearly', 'about'] as const;
export type Approximation = (typeof APPROXIMATIONS)[number];

const WORDS: Readonly<Record<Approximation, Text>> = {
  over: { 'zh-CN': '{n}余', en: 'over {n}' },
  nearly: { 'zh-CN': '近{n}', en: 'nearly {n}' },
  about: { 'zh-CN': '约{n}', en: 'about {n}' },
};

/** @returns a planned number, exact or approximate, in the limits of `number` */
export const planned = (number: z.ZodNumber | z.ZodInt) =>
  z.union([
    number,
    z.strictObject({ over: number }),
    z.strictObject({ nearly: number }),
    z.strictObject({ about: number }),
  ]);

/** A number that nobody has counted. */
export type Approximate = { over: number } | { nearly: number } | { about: number };
/** A planned number. */
export type Planned = number | Approximate;

/** @returns the number, as the plan says it */
export const approximately = (number: number, as: Approximation): Approximate =>
  as === 'over' ? { over: number } : as === 'nearly' ? { nearly: number } : { about: number };

/** @returns the number, and how far it can be relied on; null for an exact one */
export function readPlanned(plan: Planned): { number: number; as: Approximation | null } {
  if (typeof plan === 'number') return { number: plan, as: null };
  if ('over' in plan) return { number: plan.over, as: 'over' };
  return 'nearly' in plan ? { number: plan.nearly, as: 'nearly' } : { number: plan.about, as: 'about' };
}

/** @returns the number, however exact; null for none */
export const numberOf = (plan: Planned | undefined): number | null =>
  plan === undefined ? null : readPlanned(plan).number;

/** @returns how the plan says its number; null for an exact one or none */
export const approximationOf = (plan: Planned | undefined): Approximation | null =>
  plan === undefined ? null : readPlanned(plan).as;

/** @returns the number as a plan says it: 700余 */
export const inWords = (number: string, as: Approximation | null, language: keyof Text): string =>
  as === null ? number : (WORDS[as][language] ?? WORDS[as]['zh-CN']).replace('{n}', number);

/** "About" is right within this share of the number. */
const ABOUT = 0.1;

/** @returns whether a computed number is what the plan says, as far as the plan can be relied on */
export function fits(plan: Planned, number: number): boolean {
  const { number: said, as } = readPlanned(plan);
  if (as === null) return said === number;
  if (as === 'over') return number >= said;
  if (as === 'nearly') return number <= said;
  return Math.abs(number - said) <= said * ABOUT;
}
