import { BESIDE_FIGURE, figureId, REMOVED_FIGURE } from '../../../domain/list/list-forms';
import type { Queries } from '../../../store/db/db';
import { STANDING } from '../../../store/list/lists';
import type { FieldTotal } from '../field-total';

/**
 * The figures of list asks, from the rows as they are now: after a report an officer may move, strike or return a
 * row. Only what stands counts.
 */
export async function rowTotals(sql: Queries, campaign: string): Promise<FieldTotal[]> {
  const counted = await sql<
    {
      stage: string;
      form: string;
      category: string;
      reports: number;
      rows: number;
      heads: number;
      beside: number;
      asksHeads: boolean;
    }[]
  >`
    with asked as (
      select r.stage, r.form, r.list, r.does, count(u.report_id)::int as reports
      from rounds r left join asks u on u.round_id = r.id
      where r.campaign_id = ${campaign} and r.origin = 'plan' and r.list is not null group by 1, 2, 3, 4
    )
    select a.stage, a.form, e.category, a.reports, count(*) filter (where not b.beside)::int as rows,
           coalesce(sum(e.heads) filter (where not b.beside), 0)::int as heads, count(*) filter (where b.beside)::int as beside,
           l.of = 'household' and c.definition #>> array['lists', l.id, 'heads'] is not null as "asksHeads"
    from asked a join campaigns c on c.id = ${campaign} join lists l on l.campaign_id = c.id and l.id = a.list
    join entries e on e.campaign_id = c.id and e.list = a.list and e.state = any(${STANDING})
      and e.done >= array_position(l.track, a.does)
    cross join lateral (
      select l.once is not null and exists (select from rows_beside r where r.id = e.id) as beside) b
    group by 1, 2, 3, 4, l.of, l.id, c.definition order by 1, 2, 3`;
  const removed = await sql<FieldTotal[]>`
    select r.stage, r.form, ${REMOVED_FIGURE} as field, count(distinct d.unit_code)::int as reports, count(*)::int as sum
    from (select distinct stage, form, key, list, does from rounds where campaign_id = ${campaign} and origin = 'plan') r
    join deeds d on d.campaign_id = ${campaign} and d.round_key = r.key and d.kind = 'remove'
    where r.list is not null and r.does <> 'propose' group by 1, 2 order by 1, 2`;
  const rows = counted.flatMap(({ stage, form, category, reports, ...sums }): FieldTotal[] => [
    { stage, form, field: figureId(category, 'Rows'), reports, sum: sums.rows },
    ...(sums.asksHeads ? [{ stage, form, field: figureId(category, 'Heads'), reports, sum: sums.heads }] : []),
  ]);
  const beside = new Map<string, FieldTotal>();
  for (const { stage, form, reports, beside: more } of counted) {
    const sum = (beside.get(`${stage} ${form}`)?.sum ?? 0) + more;
    if (sum > 0) beside.set(`${stage} ${form}`, { stage, form, field: BESIDE_FIGURE, reports, sum });
  }
  return [...rows, ...beside.values(), ...removed];
}
