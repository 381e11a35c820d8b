import type { Permission } from '../../domain/account/roles';
import type { Text } from '../../domain/campaign/definition/words';
import type { Instant } from '../../domain/instant';
import type { Fragment, Queries } from '../db/db';
import { goodsWork } from './goods-work';
import { listWork } from './list-work';
import { roundWork } from './round-work';
import { warningWork } from './warning-work';

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
  /** A word of the kind's own: hazard, kind of case or question, list. */
  about: string | null;
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

const PARTS: Readonly<Record<WorkKind, WorkOf>> = { ...warningWork, ...roundWork, ...listWork, ...goodsWork };

/** Running live campaigns: rehearsals are nobody's work. */
export const runs = (sql: Queries): Fragment => sql`k.mode = 'live' and k.state in ('running', 'paused')`;

const together = (sql: Queries, { top, kinds }: Worker): Fragment =>
  kinds
    .map((kind) => PARTS[kind](sql, top))
    .reduce((all, part) => sql`${all} union all (${part})`, sql`(${nothing(sql)})`);

/** No row, with the columns and their types. */
const nothing = (sql: Queries): Fragment => sql`
  select ''::text as kind, ''::text as ref, null::text as campaign, null::jsonb as title, null::text as place,
         null::text as about, 0 as count, null::timestamptz as "dueAt", now() as now, ''::text as zone
  where false`;

/** More than anybody does in a day. */
export const WORK_SHOWN = 200;

/** @returns what waits for the reader: what is overdue longest first, and what has no deadline last; 200 at most */
export const workOf = (sql: Queries, worker: Worker): Promise<WorkItem[]> => sql<WorkItem[]>`
  select * from (${together(sql, worker)}) w
  order by "dueAt" - now nulls last, kind, ref limit ${WORK_SHOWN}`;

/** How much of a kind waits, and how much of that is late. */
export type WorkCounts = Partial<Record<WorkKind, { count: number; late: number }>>;

/** @returns how much waits for the reader, by kind: as many lines as {@link workOf} would show without its limit */
export async function countWork(sql: Queries, worker: Worker): Promise<WorkCounts> {
  const rows = await sql<{ kind: WorkKind; count: number; late: number }[]>`
    select kind, count(*)::int as count, count(*) filter (where "dueAt" <= now)::int as late
    from (${together(sql, worker)}) w group by kind`;
  return Object.fromEntries(rows.map(({ kind, ...counted }) => [kind, counted]));
}
