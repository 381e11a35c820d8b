import { CASE_ENDS } from '../../domain/case/case-kinds';
import type { Queries } from '../db/db';

/** How the cases of one kind stand. `opened` = `answered` + `ended` + `open`. */
export interface CaseFigures {
  kind: string;
  opened: number;
  answered: number;
  /** Of the answered ones: by the deadline of the first answer. */
  inTime: number;
  /** Answered or ended after that deadline, or open although it has passed. */
  overdue: number;
  /** Handed over to the superior, withdrawn, or cancelled with their campaign. */
  ended: number;
  open: number;
  /** How often somebody was asked about them, in all: visits to those who had refused help. */
  asked: number;
  /** Number of closed cases by outcome, the most frequent first. */
  outcomes: { outcome: string; cases: number }[];
}

/**
 * @returns the cases of a campaign by kind, in the order in which the kinds came up (those of one instant by name, for
 *   their rows have no order); drills do not count
 */
export const caseFigures = (sql: Queries, campaign: string): Promise<CaseFigures[]> => sql<CaseFigures[]>`
  with counted as (
    select f.kind, f.opened_at, f.state, f.outcome, f.rounds, f.closed_at > f.answer_by as late,
           f.state = 'closed' and f.outcome <> all(${[...CASE_ENDS]}) as answered,
           coalesce(f.closed_at, campaign_now(f.campaign_id)) > f.answer_by as overdue
    from cases f left join alerts a on a.id = f.alert_id where f.campaign_id = ${campaign} and not coalesce(a.drill, false))
  select c.kind, count(*)::int as opened, count(*) filter (where c.answered)::int as answered,
         count(*) filter (where c.answered and c.late is not true)::int as "inTime",
         count(*) filter (where c.overdue)::int as overdue,
         count(*) filter (where c.state = 'closed' and not c.answered)::int as ended,
         count(*) filter (where c.state <> 'closed')::int as open, sum(c.rounds)::int as asked,
         (select coalesce(jsonb_agg(jsonb_build_object('outcome', o.outcome, 'cases', o.cases) order by o.cases desc, o.outcome), '[]')
          from (select outcome, count(*) as cases from counted where kind = c.kind and state = 'closed' group by 1) o) as outcomes
  from counted c group by c.kind order by min(c.opened_at), c.kind`;
