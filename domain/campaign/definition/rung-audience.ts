import type { RungDefinition } from './ladder';

/** @param word of the register; '' for who reports, or answers for those who do @returns the rung as one that tells them */
export function withRole({ to: _, role: __, ...rung }: RungDefinition, word: string): RungDefinition {
  return word === '' ? rung : { ...rung, to: 'role', role: word };
}

/** @returns how many levels up a rung tells somebody, where it names no kind of region. */
export const levelIn = ({ to, up }: Pick<RungDefinition, 'to' | 'up'>): number =>
  to === 'superior' ? Math.max(1, up) : up;
