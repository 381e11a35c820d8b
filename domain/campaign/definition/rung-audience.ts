import { MILESTONE } from './anchors';
import type { RungDefinition } from './ladder';

/**
 * @param word of the register; '' for the contact
 * @returns the rung as one that tells who has that duty
 */
export function withRole({ to: _, role: __, ...rung }: RungDefinition, word: string): RungDefinition {
  return word === '' ? rung : { ...rung, to: 'role', role: word };
}

/** @returns the rung at another moment: those below a milestone of the quota are told when it counts from one */
export function withMoment({ to, ...rung }: RungDefinition, at: RungDefinition['at']): RungDefinition {
  if (at.from === MILESTONE) return { ...rung, at, to: 'short' };
  return { ...rung, at, ...(to !== undefined && to !== 'short' && { to }) };
}

/** @returns the number of levels above the unit, for a rung that names no kind of region. */
export const levelIn = ({ to, up }: Pick<RungDefinition, 'to' | 'up'>): number =>
  to === 'superior' ? Math.max(1, up) : up;

/** Instead of a level: those who help somebody that the unit's list names. */
export const HELPERS = '@helper';

/** @returns whom a rung tells, in one word: so many levels up, a kind of region, or {@link HELPERS} */
export const toldBy = (rung: RungDefinition): number | string =>
  rung.to === 'helper' ? HELPERS : (rung.of ?? levelIn(rung));

/** @param told as {@link toldBy} says it @returns the rung that tells them; a duty, and a milestone, stay */
export function withTold({ of: _, to, ...rung }: RungDefinition, told: number | string): RungDefinition {
  if (told === HELPERS) {
    const { role: __, ...others } = rung;
    return { ...others, up: 0, to: 'helper' };
  }
  const kept = { ...rung, ...((to === 'role' || to === 'short') && { to }) };
  return typeof told === 'number' ? { ...kept, up: told } : { ...kept, up: 0, of: told };
}
