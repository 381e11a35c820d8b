import { Refused, sentence, tellIn } from '../../text/refusal';
import type { Language } from '../definition/definition';
import { type Fault, firstOf, withAllowed } from '../definition/definition-problems';
import { refuse, sourceOf } from '../definition/yaml-problems';

/** One reason why a definition and a register make no plan; `field` is `amendments[2]` for an extension. */
export type CompileProblem = Fault;

/** A definition that does not fit the register, or an extension that does not fit the plan; names every problem. */
export class CompileError extends Refused {
  override name = 'CompileError';
  declare readonly problems: readonly CompileProblem[];

  constructor(
    readonly definition: string,
    problems: readonly CompileProblem[],
    /** The definition's language, for readers without another. */
    readonly language: Language,
  ) {
    super(sentence('cannot-plan', { definition, told: firstOf(problems) }), problems);
    this.message = this.say('en');
  }

  override say(language: Language): string {
    const { definition } = this;
    const lines = this.problems.map((problem) => `\n  ${problem.field}: ${tellIn(language, withAllowed(problem))}`);
    return tellIn(language, sentence('cannot-plan', { definition, told: lines.join('') }));
  }

  /** {@link say} names them all. */
  override sayAll(language: Language): string {
    return this.say(language);
  }
}

/**
 * Reports the faults that only the register shows, with their places in the file.
 * @param yaml the text of the definition
 * @param file its name, for the errors
 * @throws DefinitionError with every problem: line, column, path, what was found and what is allowed
 */
export function refuseInFile(
  { yaml, file, language }: { yaml: string; file: string; language?: Language },
  { problems }: CompileError,
): void {
  const source = sourceOf(yaml, { file, ...(language && { language }) });
  refuse(
    source,
    problems.map(({ field, found, allowed, ...said }) => ({ path: pathOf(field ?? ''), found, allowed, said })),
  );
}

/** @param field as `stages[0].asks[1].of` */
const pathOf = (field: string): PropertyKey[] =>
  [...field.matchAll(/\[(\d+)\]|[^.[\]]+/g)].map(([step, index]) => (index === undefined ? step : Number(index)));
