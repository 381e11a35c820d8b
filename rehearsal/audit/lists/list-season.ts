import type { Instant } from '../../../domain/instant';
import type { Step } from '../../../domain/list/steps';
import type {
  RehearsedCase,
  RehearsedDeed,
  RehearsedPosting,
  RehearsedQuota,
  RehearsedReport,
  RehearsedRow,
} from '../../../store/rehearsal/rehearsed-lists';
import type { Leak, PlaceLooked } from '../personal/leaks';

/** A list of the campaign, as far as the audit of its rows goes. */
export interface AuditedList {
  id: string;
  categories: readonly string[];
  track: readonly Step[];
  /** Nobody does two steps of a row one after the other. */
  apart: boolean;
  limited: boolean;
  /** Lists of which a person may be paid by one only, this one among them. */
  once: readonly string[];
}

/**
 * What a simulated village meant by a row that it sent.
 *
 * good        to be taken; `shared` ones may be held beside another village's row
 * bad-number  an ID number with a wrong digit
 * beyond      more than the quota
 * corrected   sent again with another answer; too late where somebody has gone on with the row
 * taken-back  the same
 * late        sent after the lock
 * unwilling   without consent
 * returned    handed in again after its return
 */
export type RowMeant =
  | 'good'
  | 'shared'
  | 'bad-number'
  | 'beyond'
  | 'corrected'
  | 'taken-back'
  | 'late'
  | 'unwilling'
  | 'returned';

/** A row as a simulated village sent it, and what the answer said: a word of RowOutcome, or the code of the refusal. */
export interface RowNoted {
  /** Workflow id of the round. */
  round: string;
  unit: string;
  row: string;
  at: Instant;
  meant: RowMeant;
  outcome: string;
  /** Code of the village where the household lives. */
  home: string;
}

/** Everything about the lists of a rehearsal that is audited. */
export interface ListSeason {
  lists: readonly AuditedList[];
  rows: readonly RehearsedRow[];
  deeds: readonly RehearsedDeed[];
  quotas: readonly RehearsedQuota[];
  postings: readonly RehearsedPosting[];
  cases: readonly RehearsedCase[];
  reports: readonly RehearsedReport[];
  noted: readonly RowNoted[];
  leaks: readonly Leak[];
  /** Places that were looked through for something personal. */
  places: readonly PlaceLooked[];
}
