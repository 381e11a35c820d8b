import type { Instant } from '../instant';

/**
 * The life of postings that were opened together: they hang until their last day is over, then their rows are
 * announced. The state is {@link PostingLife}; Postgres holds which postings are still open, so the life only knows
 * when to look. The functions here decide; the workflow `postingLife` carries the step out.
 */
export interface PostingLife {
  closesAt: Instant;
  /** Somebody has withdrawn postings, or the campaign was cancelled: it is worth looking now. */
  called: boolean;
  over: boolean;
}

export type PostingEvent =
  /** Number of postings that are still open after a look. */
  | { is: 'looked'; open: number }
  /** The look failed for good: the life ends in spite of it, and an officer closes by hand. */
  | { is: 'failed' }
  | { is: 'called' };

export type PostingStep = { do: 'look' } | { do: 'end' } | { do: 'rest'; until: Instant; for: string };

export const newPosting = (closesAt: Instant): PostingLife => ({ closesAt, called: false, over: false });

/** @returns the postings after the event. */
export function postingAfter(life: PostingLife, event: PostingEvent): PostingLife {
  switch (event.is) {
    case 'called':
      return { ...life, called: true };
    case 'looked':
      return { ...life, called: false, over: event.open === 0 };
    case 'failed':
      return { ...life, over: true };
  }
}

/** @returns the next step; thousands of postings are closed in several looks. */
export function nextOfPosting({ closesAt, called, over }: PostingLife, now: Instant): PostingStep {
  if (over) return { do: 'end' };
  if (called || closesAt <= now) return { do: 'look' };
  return { do: 'rest', until: closesAt, for: 'the last day' };
}

/** Input of the workflow `postingLife`. Holds no person and no text. */
export interface PostingStart {
  /** Number of the lot: of the postings that were opened together. */
  lot: number;
  campaign: string;
  list: string;
  /** Code of the region whose villages were posted. */
  region: string;
  workflowId: string;
  closesAt: Instant;
}
