import { ActivityFailure, ApplicationFailure, TimeoutFailure } from '@temporalio/workflow';
import { DATA_REFUSED, REFUSED, type RefusalDetails } from '../domain/failures';
import { type Sentence, sentence, tellIn } from '../domain/text/refusal';

/** @returns the failure of a refused Update: plain JSON, which becomes text where the user's language is known. */
export const refusal = (said: Sentence): ApplicationFailure =>
  ApplicationFailure.create({
    message: tellIn('en', said),
    type: REFUSED,
    nonRetryable: true,
    details: [said, []] satisfies RefusalDetails,
  });

/** @returns whether an activity failed because its decision ran out of time. */
export const isOutOfTime = (error: unknown): boolean =>
  error instanceof ActivityFailure && (error.cause instanceof TimeoutFailure || error.retryState === 'TIMEOUT');

/** A failure of an activity is the answer to the Update; it must not fail the campaign. */
export function asRefusal(error: unknown): ApplicationFailure {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  if (isOutOfTime(error)) return refusal(sentence('decision-out-of-time'));
  if (!(cause instanceof ApplicationFailure)) return refusal(sentence('decision-failed'));
  if (cause.type === REFUSED) return cause;
  if (cause.type === DATA_REFUSED) {
    const [code] = cause.details ?? [];
    return refusal(sentence('decision-refused-data', { code: String(code) }));
  }
  return refusal(sentence('decision-failed'));
}
