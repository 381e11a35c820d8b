import type { Language } from '../domain/definition/definition';
import type { FieldProblem } from '../domain/report/report-check';
import { type Sentence, tellIn } from '../domain/text/refusal';

/** Why a report is not taken, or not returned. */
export type RefusalCode =
  | 'invalid'
  | 'unknown-campaign'
  | 'unknown-round'
  | 'not-asked'
  | 'not-open'
  | 'locked'
  | 'closed'
  | 'cancelled'
  | 'nothing-to-return';

/** A report that was not taken. Its `message` is in English for logs and the command line; `say` speaks to people. */
export class ReportRefused extends Error {
  override readonly name = 'ReportRefused';
  readonly code: RefusalCode;

  constructor(
    readonly sentence: Sentence<RefusalCode>,
    /** By field, for `invalid`. */
    readonly problems: FieldProblem[] = [],
  ) {
    const details = problems.map(({ field, message }) => `\n  ${field ?? 'report'}: ${message}`);
    super(tellIn('en', sentence) + details.join(''));
    this.code = sentence.code;
  }

  /** @returns the reason and what to do, in one sentence or two. */
  say(language: Language): string {
    return tellIn(language, this.sentence);
  }
}
