import type { Language, Text } from '../../../domain/campaign/definition/definition';
import { occasionInWords } from '../../../domain/campaign/round-key';
import { textOf } from '../words';

/** A round as far as it is told from the others of its stage. */
interface Round {
  /** `<stage>`, `<stage>.<ask>` or with `@<occasion>` when it repeats. */
  key: string;
  /** The asked kind of unit. */
  of: string;
  /** What it asks. */
  name: Text;
}

/**
 * Tells a round from the others of its stage: by the kind of unit, by what it asks where one kind is asked several
 * things, and by its occasion.
 * @param rounds of the stage
 * @param nameOf the names of kinds
 * @returns for example "村", "社区 · 困难企业申报", "县 · 2027-02-01", or nothing
 */
export function partAmong(
  rounds: readonly Round[],
  key: string,
  { nameOf, language }: { nameOf(kind: string): string; language: Language },
): string {
  const round = rounds.find((one) => one.key === key);
  if (!round) return occasionInWords(key) ?? '';
  const kinds = new Set(rounds.map(({ of }) => of));
  const asked = new Set(rounds.filter(({ of }) => of === round.of).map(({ name }) => textOf(name, language)));
  return [kinds.size > 1 && nameOf(round.of), asked.size > 1 && textOf(round.name, language), occasionInWords(key)]
    .filter(Boolean)
    .join(' · ');
}
