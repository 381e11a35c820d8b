import { type Problem, Refused, type Sentence } from './text/refusal';

/**
 * How failures that are answers, not faults, are told apart when they have crossed Temporal, where classes are lost.
 */

/** Somebody is told why not: the details are a {@link RefusalDetails}. */
export const REFUSED = 'Refused';
/**
 * What was to be stored cannot be, and never could: the detail is Postgres' code (class 22 or 23), or an error's name.
 */
export const DATA_REFUSED = 'DataRefused';

export type RefusalDetails = [said: Sentence, problems: readonly Problem[]];

/** @returns the refusal that a failure of this type and these details carries, or null. */
export function refusalIn(failure: {
  type?: string | null | undefined;
  details?: unknown[] | null | undefined;
}): Refused | null {
  if (failure.type !== REFUSED || !failure.details) return null;
  const [said, problems] = failure.details as RefusalDetails;
  return new Refused(said, problems);
}
