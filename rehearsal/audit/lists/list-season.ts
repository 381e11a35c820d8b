import type { Instant } from '../../../domain/instant';
import type { RowState } from '../../../domain/list/row-life';
import type { Step } from '../../../domain/list/steps';

/** A list of the campaign, as far as the audit of its rows goes. */
export interface AuditedList {
  id: string;
  track: readonly Step[];
  /** Nobody does two steps of a row one after the other. */
  apart: boolean;
  limited: boolean;
  /** Lists of which a person may be paid by one only, this one among them. */
  once: readonly string[];
}

/** A row as it stood when the campaign ended. */
export interface AuditedRow {
  id: number;
  /** Id of the sender. */
  row: string;
  list: string;
  category: string;
  unit: string;
  slotUnit: string;
  /** Number of the person or household. */
  subject: number;
  done: number;
  state: RowState;
  burns: boolean;
  /** Whether it entitles to anything; who is on two lists is paid by one. */
  pays: boolean;
}

/** Something that was done with a row, in the order of the deeds. */
export interface AuditedDeed {
  id: number;
  /** Number of the row. */
  entry: number;
  /** A step of the track, or another act such as `hold`. */
  kind: string;
  /** Who, in one word: `contact:12`. */
  hand: string;
  at: Instant;
  /** How many steps were done before it; null for the first. */
  doneBefore: number | null;
  stateBefore: RowState | null;
}

/** What is posted of a list for one region. */
export interface AuditedPosting {
  id: number;
  list: string;
  opensAt: Instant;
  /** When it was over; null when it never was. */
  closedAt: Instant | null;
  /** Numbers of the rows on it. */
  entries: readonly number[];
}

/** An objection to a row, or anything else that stops it until it is answered. */
export interface AuditedCase {
  id: number;
  kind: string;
  entry: number | null;
  openedAt: Instant;
  closedAt: Instant | null;
}

/** Slots of a unit and category. */
export interface AuditedQuota {
  list: string;
  category: string;
  unit: string;
  slots: number;
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
 */
export type RowMeant = 'good' | 'shared' | 'bad-number' | 'beyond' | 'corrected' | 'taken-back' | 'late';

/** A row as a simulated village sent it, and what the answer said: a word of RowOutcome, or the code of the refusal. */
export interface RowNoted {
  /** Workflow id of the round. */
  round: string;
  unit: string;
  row: string;
  at: Instant;
  meant: RowMeant;
  outcome: string;
}

/** A place where nothing personal may be, and how often something personal was found there. */
export interface Leak {
  /** Such as `Temporal`, `Redis`, `message`. */
  place: string;
  /** What was found: `name`, `ID number`, `telephone`, `address`. Never the words themselves. */
  kind: string;
  /** Where exactly, without what was found: a workflow id, the number of a message. */
  where: string;
}

/** Everything about the lists of a rehearsal that is audited. */
export interface ListSeason {
  lists: readonly AuditedList[];
  rows: readonly AuditedRow[];
  deeds: readonly AuditedDeed[];
  quotas: readonly AuditedQuota[];
  postings: readonly AuditedPosting[];
  cases: readonly AuditedCase[];
  noted: readonly RowNoted[];
  leaks: readonly Leak[];
  /** Texts that were looked through for something personal. */
  scanned: number;
}
