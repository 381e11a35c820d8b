import { createHash } from 'node:crypto';

/**
 * @returns a number in [0, 1) that depends only on the seed and the words, not on earlier calls, so a rehearsal does
 *   not depend on the order in which things happen.
 */
export function chance(seed: number, ...about: (string | number)[]): number {
  const digest = createHash('sha256')
    .update([seed, ...about].join('\u0000'))
    .digest();
  return digest.readUInt32BE(0) / 2 ** 32;
}
