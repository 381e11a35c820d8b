import { type Instant, plusMs } from '../../instant';

/** Days within which a bank answers: it pays on the next working day, and a weekend may lie between. */
export const BANK_ANSWERS_DAYS = 3;

const DAY_MS = 86_400_000;

/** @returns the moment after which a bank that has been asked and says nothing is asked again */
export const answerDueAt = (askedAt: Instant): Instant => plusMs(askedAt, BANK_ANSWERS_DAYS * DAY_MS);

/** @returns whether a bank should have said by now what became of all rows of a batch */
export const isSilent = ({ open, at }: { open: number; at: Instant }, now: Instant): boolean =>
  open > 0 && answerDueAt(at) < now;
