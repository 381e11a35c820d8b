import { type Problem, Refused, type Sentence } from '../../domain/text/refusal';

/** Why a report is refused, or cannot be returned. */
export type RefusalCode =
  | 'invalid'
  | 'unknown-campaign'
  | 'unknown-round'
  | 'not-asked'
  | 'not-open'
  | 'locked'
  | 'closed'
  | 'cancelled'
  | 'nothing-to-return'
  | 'not-taken-back'
  | 'case-answered'
  | 'case-own-hand';

/** A report is refused, or cannot be returned. */
export class ReportRefused extends Refused {
  override readonly name = 'ReportRefused';
  declare readonly sentence: Sentence<RefusalCode>;

  /** @param problems by field, for `invalid` */
  constructor(said: Sentence<RefusalCode>, problems: readonly Problem[] = []) {
    super(said, problems);
  }

  override get code(): RefusalCode {
    return this.sentence.code;
  }
}
