import type { Instant } from '../../../domain/instant';
import { type Estimate, estimate } from '../../../domain/list/sample';
import type { Step } from '../../../domain/list/steps';
import type { Queries } from '../../../store/db/db';

/** A spot check: how many rows were drawn and looked at, and what that says of all. */
export interface SampleTotal {
  id: number;
  list: string;
  step: Step;
  drawnAt: Instant;
  /** Rows that could be drawn, and those that were. */
  frame: number;
  drawn: number;
  confirmed: number;
  /** Partly or wholly otherwise than recorded. */
  wrong: number;
  /** Null before the first row was looked at. */
  estimate: Estimate | null;
}

/** @returns the spot checks of a campaign, by list and in the order in which they were drawn */
export async function sampleTotals(sql: Queries, campaign: string): Promise<SampleTotal[]> {
  const found = await sql<Omit<SampleTotal, 'estimate'>[]>`
    select s.id, s.list, s.step, s.drawn_at as "drawnAt", cardinality(s.frame) as frame, count(r.entry_id)::int as drawn,
           count(*) filter (where c.state = 'closed' and c.outcome = 'confirmed')::int as confirmed,
           count(*) filter (where c.state = 'closed' and c.outcome in ('partly', 'wrong'))::int as wrong
    from samples s left join sample_rows r on r.sample_id = s.id left join cases c on c.id = r.case_id
    where s.campaign_id = ${campaign} group by s.id order by s.list, s.id`;
  return found.map((one) => ({
    ...one,
    estimate: estimate({ checked: one.confirmed + one.wrong, wrong: one.wrong, frame: one.frame }),
  }));
}
