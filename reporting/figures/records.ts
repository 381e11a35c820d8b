import type { Instant } from '../../domain/instant';
import type { Figures } from '../../domain/report/report-figures';
import type { Queries } from '../../store/db/db';
import { ROWS_AT_ONCE } from './shown';

/** One unit in one round with its present report: every figure leads back to such records. */
export interface UnitRecord {
  stage: string;
  key: string;
  form: string;
  code: string;
  name: string;
  parentName: string;
  /** First accepted version of the present report; null = missing. */
  reportedAt: Instant | null;
  late: boolean;
  /** The list is here on paper, and its rows are not keyed yet (已交未录). */
  onPaper: boolean;
  /** Of the present version; null while missing. */
  receipt: string | null;
  version: number | null;
  via: string | null;
  nothing: boolean | null;
  /** Money in fen. */
  figures: Figures | null;
}

/** A form in use, and how many units got it in all its rounds. */
export interface RecordForm {
  form: string;
  rows: number;
}

/** @returns the forms of all rounds that have begun, in the order of their first use. */
export async function recordForms(sql: Queries, campaign: string): Promise<RecordForm[]> {
  const rounds = await sql<RecordForm[]>`
    select r.form, count(*)::int as rows from rounds r join asks u on u.round_id = r.id
    where r.campaign_id = ${campaign} group by r.id order by r.opens_at, r.key, r.area`;
  const forms = new Map<string, number>();
  for (const { form, rows } of rounds) forms.set(form, (forms.get(form) ?? 0) + rows);
  return [...forms].map(([form, rows]) => ({ form, rows }));
}

/**
 * @param sql a transaction: rows are read from an open cursor, so that they are never all in memory
 * @returns every unit of every round of a form that has begun, in the order of rounds and then of the register
 */
export async function* unitRecords(sql: Queries, campaign: string, form: string): AsyncGenerator<UnitRecord> {
  for await (const rows of recordRows(sql, campaign, form).cursor(ROWS_AT_ONCE)) yield* rows;
}

const recordRows = (sql: Queries, campaign: string, form: string) => sql<UnitRecord[]>`
  select r.stage, r.key, r.form, g.code, g.name, p.name as "parentName", u.reported_at as "reportedAt",
         coalesce(u.reported_at >= r.due_at, false) as late, u.on_paper as "onPaper", t.receipt, t.version, t.via, t.nothing, t.figures
  from rounds r
  join asks u on u.round_id = r.id
  join regions g on g.code = u.unit_code
  join regions p on p.code = coalesce(g.parent_code, g.code)
  left join reports t on t.id = u.report_id
  where r.campaign_id = ${campaign} and r.form = ${form}
  order by r.opens_at, r.key, r.area, p.position, p.code, g.position, g.code`;
