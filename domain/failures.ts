import { type Problem, Refused, type Sentence } from './text/refusal';

/**
 * Types of failures that are answers, not faults. Temporal loses the classes of errors, so these names identify them.
 */

/** A refusal with its reason: the details are a {@link RefusalDetails}. */
export const REFUSED = 'Refused';
/** Data that can never be stored: the detail is Postgres' code (class 22 or 23), or an error's name. */
export const DATA_REFUSED = 'DataRefused';

export type RefusalDetails = [said: Sentence, problems: readonly Problem[]];

/** @returns the refusal in a failure of this type and these details, or null. */
export function refusalIn(failure: {
  type?: string | null | undefined;
  details?: unknown[] | null | undefined;
}): Refused | null {
  if (failure.type !== REFUSED || !failure.details) return null;
  const [said, problems] = failure.details as RefusalDetails;
  return new Refused(said, problems);
}
