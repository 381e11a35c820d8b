import type { placeNames } from '../invent';

export type Names = ReturnType<typeof placeNames>;

/** @returns so many names of places that were not used before */
export const stems = (names: Names, { count, suffix }: { count: number; suffix: string }): string[] =>
  Array.from({ length: count }, () => `${names.next().value}${suffix}`);
