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
