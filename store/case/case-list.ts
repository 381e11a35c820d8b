import type { Instant } from '../../domain/instant';
import type { Queries } from '../db/db';
import { within } from '../db/scope';

/** A case for lists: places and counts, no person. */
export interface ListedCase {
  id: number;
  kind: string;
  /** Number of the person in the report that opened it; null without a report. */
  number: number | null;
  /** Place of the case, and the place that is asked now. */
  place: string;
  assignee: string;
  state: 'waiting' | 'asked' | 'closed';
  /** Number of its rounds, with the present one. */
  rounds: number;
  /** Opening of the next round, or deadline of the open one; null for a closed case, or between two rounds. */
  dueAt: Instant | null;
  /** The last answer; for a closed case its outcome. */
  outcome: string | null;
  openedAt: Instant;
  closedAt: Instant | null;
}

/** Most cases that a page can show and a person can read. */
export const CASES_AT_ONCE = 500;

/**
 * @param top the reader's region; null for all @returns the cases of a warning, 500 at most: open ones first, by their
 *   time, then the newest
 */
export const casesOfAlert = (
  sql: Queries,
  { alert, top }: { alert: number; top: string | null },
): Promise<ListedCase[]> => sql<ListedCase[]>`
  select f.id, f.kind, f.number, g.name as place, a.name as assignee, f.state, f.rounds, f.due_at as "dueAt", f.outcome,
         f.opened_at as "openedAt", f.closed_at as "closedAt"
  from cases f join regions g on g.code = f.region_code join regions a on a.code = f.assignee_code
  where f.alert_id = ${alert} and ${within(sql, top, 'g.path')}
  order by f.state = 'closed', case when f.state <> 'closed' then f.due_at end nulls last, f.closed_at desc, f.id
  limit ${CASES_AT_ONCE}`;
