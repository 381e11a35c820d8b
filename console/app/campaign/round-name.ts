import type { Language } from '../../../domain/campaign/definition/definition';
import { occasionInWords } from '../../../domain/campaign/round-key';
import { kindName } from '../../../domain/people/region-kinds';

/**
 * What tells a round from the others of its stage.
 * @param key `<stage>`, `<stage>.<ask>` or with `@<occasion>` when it comes again
 * @param of the kind of unit that it asks, where the stage asks several; else null
 * @returns for example "村", "县 · 2027-02-01", or nothing
 */
export function roundPart(key: string, of: string | null, language: Language): string {
  return [of === null ? '' : kindName(of, language), occasionInWords(key)].filter(Boolean).join(' · ');
}

/** @param rounds of the stage. @returns what tells this one from them, as {@link roundPart} */
export function partAmong(rounds: readonly { key: string; of: string }[], key: string, language: Language): string {
  const several = new Set(rounds.map(({ of }) => of)).size > 1;
  return roundPart(key, several ? (rounds.find((round) => round.key === key)?.of ?? null) : null, language);
}
