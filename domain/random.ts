/** A source of numbers in [0, 1): the same seed gives the same numbers, on every machine. */
export type Random = () => number;

/**
 * @param seed any integer. @returns Mulberry32 (Tommy Ettinger, public domain): 32 bits of state are enough for
 *   invented places and simulated villages, and it needs no library. Not for secrets.
 */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** @returns one of the choices, each as likely as the others. @throws RangeError when there is none. */
export function pick<T>(random: Random, choices: readonly T[]): T {
  const choice = choices[Math.floor(random() * choices.length)];
  if (choice === undefined) throw new RangeError('pick needs at least one choice');
  return choice;
}
