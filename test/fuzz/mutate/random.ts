/** Numbers that a seed repeats. */
export interface Random {
  /** @returns a whole number from 0, below `most` */
  below(most: number): number;
  pick<T>(list: readonly T[]): T;
  /** @returns whether one of so many times has come */
  oneIn(times: number): boolean;
}

/** @returns the numbers of a seed: mulberry32, of which 100,000 inputs take a moment */
export function randomOf(...seed: (string | number)[]): Random {
  let state = digestOf(seed.join(' '));
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (most: number): number => Math.floor(next() * most);
  return {
    below,
    oneIn: (times) => below(times) === 0,
    pick: <T>(list: readonly T[]): T => list[below(list.length)] as T,
  };
}

/** FNV-1a. */
function digestOf(text: string): number {
  let digest = 0x811c9dc5;
  for (const sign of Buffer.from(text)) digest = Math.imul(digest ^ sign, 0x01000193);
  return digest >>> 0;
}
