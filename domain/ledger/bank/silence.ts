import { type Instant, plusMs } from '../../instant';

/** Days within which a bank answers: it pays on the next working day, and a weekend may lie between. */
export const BANK_ANSWERS_DAYS = 3;

const DAY_MS = 86_400_000;

/** @returns the moment after which a bank that has been asked and says nothing is asked again */
export const answerDueAt = (askedAt: Instant): Instant => plusMs(askedAt, BANK_ANSWERS_DAYS * DAY_MS);

/** @returns whether a bank should have said by now what became of all rows of a batch */
export const isSilent = ({ open, at }: { open: number; at: Instant }, now: Instant): boolean =>
  open > 0 && answerDueAt(at) < now;

/** What is to be done about a batch, the most urgent first. */
export const BATCH_STANDINGS = {
  silent: ['逾期没有回盘', 'no answer in time'],
  failed: ['有失败，待更正', 'failed, to be corrected'],
  open: ['待回盘', 'no answer yet'],
  withdrawn: ['已撤回', 'withdrawn'],
  answered: ['已回盘', 'answered'],
} as const;
export type BatchStanding = keyof typeof BATCH_STANDINGS;

/** @returns how a batch stands */
export function batchStanding(
  batch: { open: number; failed: number; correctedBy: number | null; withdrawnAt: Instant | null; at: Instant },
  now: Instant,
): BatchStanding {
  if (isSilent(batch, now)) return 'silent';
  if (batch.failed > 0 && batch.correctedBy === null) return 'failed';
  if (batch.open > 0) return 'open';
  return batch.withdrawnAt === null ? 'answered' : 'withdrawn';
}
