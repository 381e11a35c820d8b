import { occasionInWords } from '../../../domain/campaign/round-key';

/**
 * Distinguishes a round from the others of its stage.
 * @param key `<stage>`, `<stage>.<ask>` or with `@<occasion>` when it repeats
 * @param of the asked kind of unit, if the stage asks several; else null
 * @param nameOf the names of kinds
 * @returns for example "村", "县 · 2027-02-01", or nothing
 */
export function roundPart(key: string, of: string | null, nameOf: (kind: string) => string): string {
  return [of === null ? '' : nameOf(of), occasionInWords(key)].filter(Boolean).join(' · ');
}

/** @param rounds of the stage. @returns the distinction of this one, as {@link roundPart} */
export function partAmong(
  rounds: readonly { key: string; of: string }[],
  key: string,
  nameOf: (kind: string) => string,
): string {
  const several = new Set(rounds.map(({ of }) => of)).size > 1;
  return roundPart(key, several ? (rounds.find((round) => round.key === key)?.of ?? null) : null, nameOf);
}
