import { type Language, say, type Text } from './definition/definition';
import { occasionInWords } from './round-key';

/** A round as far as it is told from the others of its stage. */
interface Told {
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
  rounds: readonly Told[],
  key: string,
  { nameOf, language }: { nameOf(kind: string): string; language: Language },
): string {
  const round = rounds.find((one) => one.key === key);
  if (!round) return occasionInWords(key) ?? '';
  const kinds = new Set(rounds.map(({ of }) => of));
  const asked = new Set(rounds.filter(({ of }) => of === round.of).map(({ name }) => say(name, language)));
  return [kinds.size > 1 && nameOf(round.of), asked.size > 1 && say(round.name, language), occasionInWords(key)]
    .filter(Boolean)
    .join(' · ');
}
