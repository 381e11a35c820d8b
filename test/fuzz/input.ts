import { nastyOf } from './mutate/nasty';
import { randomOf } from './mutate/random';
import type { Target } from './target';

/**
 * @returns the input of a number: first the corpus as it is, then what is made from it. The same seed and number give
 *   the same input, so that nothing else must be remembered of a run.
 */
export function inputsOf(name: string, { corpus, mutate }: Target, seed: number): (nth: number) => Buffer {
  const nasty = nastyOf(seed);
  return (nth) => corpus[nth] ?? mutate(randomOf(seed, name, nth), nasty);
}
