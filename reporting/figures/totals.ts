import type { Queries } from '../../store/db/db';
import type { FieldTotal } from './field-total';
import { rowTotals } from './list/row-totals';

/**
 * Sums every numeric field over the present reports, without superseded and returned ones. The figures of a list
 * come from its rows: after a report an officer may move, strike or return one of them.
 */
export const fieldTotals = async (sql: Queries, campaign: string): Promise<FieldTotal[]> =>
  [...(await typedTotals(sql, campaign)), ...(await rowTotals(sql, campaign))].sort(inOrder);

const inOrder = (one: FieldTotal, other: FieldTotal): number => {
  const [first, second] = [one, other].map(({ stage, form, field }) => `${stage} ${form} ${field}`);
  return (first ?? '') < (second ?? '') ? -1 : 1;
};

const typedTotals = (sql: Queries, campaign: string): Promise<FieldTotal[]> => sql<FieldTotal[]>`
  select r.stage, r.form, f.key as field, count(*) as reports, sum((f.value #>> '{}')::numeric)::bigint as sum
  from rounds r
  join asks u on u.round_id = r.id and u.reported_at is not null
  join reports p on p.id = u.report_id
  cross join lateral jsonb_each(p.figures) f
  where r.campaign_id = ${campaign} and r.origin = 'plan' and r.list is null and jsonb_typeof(f.value) = 'number'
  group by 1, 2, 3`;
