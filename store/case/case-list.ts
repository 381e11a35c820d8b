import type { Instant } from '../../domain/instant';
import type { Queries } from '../db/db';
import { within } from '../db/scope';

/** A case as lists show it: places and counts, no person. */
export interface ListedCase {
  id: number;
  kind: string;
  /** Which of the persons in the report that has opened it; null when none has. */
  number: number | null;
  /** Place it is about, and the one that is asked now. */
  place: string;
  assignee: string;
  state: 'waiting' | 'asked' | 'closed';
  /** Rounds it has had, the present one counted. */
  rounds: number;
  /** When the next round opens, or the answer to the open one is due; null for one that is closed, or between two. */
  dueAt: Instant | null;
  /** The last answer; of a closed case how it was closed. */
  outcome: string | null;
  openedAt: Instant;
  closedAt: Instant | null;
}

/** As many as a page can show and a person look through. */
export const CASES_AT_ONCE = 500;

/**
 * @param top the reader's region; null is everything
 * @returns the cases that a warning has opened, 500 at most: those that are open first, by their clock, then the newest
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
