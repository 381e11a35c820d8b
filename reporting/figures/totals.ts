import type { Queries } from '../../store/db/db';

/** What all present reports of one stage say in one field of one form. */
export interface FieldTotal {
  stage: string;
  form: string;
  field: string;
  /** Reports that give the figure; the others left it blank or had nothing to report. */
  reports: number;
  /** Money in fen. */
  sum: number;
}

/** @returns the sums of every numeric field over the reports that count now; superseded and returned ones do not. */
export const fieldTotals = (sql: Queries, campaign: string): Promise<FieldTotal[]> => sql<FieldTotal[]>`
  select r.stage, r.form, f.key as field, count(*) as reports, sum((f.value #>> '{}')::numeric)::bigint as sum
  from rounds r
  join asks u on u.round_id = r.id and u.reported_at is not null
  join reports p on p.id = u.report_id
  cross join lateral jsonb_each(p.figures) f
  where r.campaign_id = ${campaign} and r.origin = 'plan' and jsonb_typeof(f.value) = 'number'
  group by 1, 2, 3 order by 1, 2, 3`;
