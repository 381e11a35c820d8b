import { occasionInWords } from '../../../domain/campaign/round-key';

/**
 * What tells a round from the others of its stage.
 * @param key `<stage>`, `<stage>.<ask>` or with `@<occasion>` when it comes again
 * @param of the kind of unit that it asks, where the stage asks several; else null
 * @param nameOf what kinds are called
 * @returns for example "村", "县 · 2027-02-01", or nothing
 */
export function roundPart(key: string, of: string | null, nameOf: (kind: string) => string): string {
  return [of === null ? '' : nameOf(of), occasionInWords(key)].filter(Boolean).join(' · ');
}

/** @param rounds of the stage. @returns what tells this one from them, as {@link roundPart} */
export function partAmong(
  rounds: readonly { key: string; of: string }[],
  key: string,
  nameOf: (kind: string) => string,
): string {
  const several = new Set(rounds.map(({ of }) => of)).size > 1;
  return roundPart(key, several ? (rounds.find((round) => round.key === key)?.of ?? null) : null, nameOf);
}
