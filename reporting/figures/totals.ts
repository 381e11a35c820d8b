import type { Queries } from '../../store/db/db';

/** One field of one form, summed over all present reports of one stage. */
export interface FieldTotal {
  stage: string;
  form: string;
  field: string;
  /** Number of reports with the figure; the others left it blank or had nothing to report. */
  reports: number;
  /** Money in fen. */
  sum: number;
}

/** @returns the sum of every numeric field over the present reports, without superseded and returned ones. */
export const fieldTotals = (sql: Queries, campaign: string): Promise<FieldTotal[]> => sql<FieldTotal[]>`
  select r.stage, r.form, f.key as field, count(*) as reports, sum((f.value #>> '{}')::numeric)::bigint as sum
  from rounds r
  join asks u on u.round_id = r.id and u.reported_at is not null
  join reports p on p.id = u.report_id
  cross join lateral jsonb_each(p.figures) f
  where r.campaign_id = ${campaign} and r.origin = 'plan' and jsonb_typeof(f.value) = 'number'
  group by 1, 2, 3 order by 1, 2, 3`;
