import type { Permission } from '../../domain/account/roles';
import type { Text } from '../../domain/campaign/definition/words';
import type { Instant } from '../../domain/instant';
import type { Colour, Hazard } from '../../domain/warning/feed/warning';
import type { Fragment, Queries } from '../db/db';

/** What an officer has to do, by the permission that it needs. */
export const WORK_KINDS = {
  alert: 'acknowledge-warning',
  duty: 'decide-duty',
  chase: 'acknowledge-chase',
  call: 'record-call',
  case: 'answer-case',
  rows: 'decide-rows',
  paper: 'edit-lists',
  draft: 'keep-ledger',
  arrival: 'keep-ledger',
  bank: 'pay-rows',
  round: 'submit-report',
} as const satisfies Record<string, Permission>;
export type WorkKind = keyof typeof WORK_KINDS;

/** One line of an officer's work: places and counts, no person. */
export interface WorkItem {
  kind: WorkKind;
  /** Number or key of what it is about, as its page wants it. */
  ref: string;
  /** Null for questions about the weather of the installation. */
  campaign: string | null;
  /** Name of the campaign; of a round its stage. */
  title: Text | null;
  place: string | null;
  /** Of a warning its sign; of others a word: kind of case or question, state of a chase, format of a bank. */
  about: { hazard?: Hazard; colour?: Colour | null; drill?: boolean; word?: string };
  /** How many units, rows or goods. */
  count: number;
  /** Null where nothing says until when. */
  dueAt: Instant | null;
  /** Campaign time, and its zone. */
  now: Instant;
  zone: string;
}

/** Whose work: the reader's region (null for all), and the kinds that the role may do. */
export interface Worker {
  top: string | null;
  kinds: readonly WorkKind[];
}

/** A part of the statement: rows of the columns of {@link WorkItem}. */
export type WorkOf = (sql: Queries, top: string | null) => Fragment;

/** Running live campaigns: rehearsals are nobody's work. */
export const runs = (sql: Queries): Fragment => sql`k.mode = 'live' and k.state in ('running', 'paused')`;

/** One word about a line of work. */
export const word = (sql: Queries, column: Fragment): Fragment =>
  sql`jsonb_strip_nulls(jsonb_build_object('word', ${column}))`;
