import { Refused, sentence, tellIn } from '../../text/refusal';
import type { Language } from '../definition/definition';
import { type Fault, firstOf, withAllowed } from '../definition/definition-problems';

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
