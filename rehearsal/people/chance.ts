import { createHash } from 'node:crypto';

/**
 * A number in [0, 1) that depends on nothing but the seed and the words: the same question always gets the same
 * answer, whatever was asked before, so a rehearsal does not depend on the order in which things happen.
 */
export function chance(seed: number, ...about: (string | number)[]): number {
  const digest = createHash('sha256')
    .update([seed, ...about].join('\u0000'))
    .digest();
  return digest.readUInt32BE(0) / 2 ** 32;
}
