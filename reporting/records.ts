import type { Instant } from '../domain/instant';
import type { Figures } from '../domain/report/report-check';
import type { Queries } from '../register/db';

/** One unit in one round with its present report: what every figure leads back to. */
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
  /** Of the present version; null while missing. */
  receipt: string | null;
  version: number | null;
  via: string | null;
  nothing: boolean | null;
  /** Money in fen. */
  figures: Figures | null;
}

/** @returns every unit of every round that has begun, in the order of rounds and then of the register. */
export const unitRecords = (sql: Queries, campaign: string): Promise<UnitRecord[]> => sql<UnitRecord[]>`
  select r.stage, r.key, r.form, g.code, g.name, p.name as "parentName", u.reported_at as "reportedAt",
         coalesce(u.reported_at >= r.due_at, false) as late, t.receipt, t.version, t.via, t.nothing, t.figures
  from rounds r
  join round_units u on u.round_id = r.id
  join regions g on g.code = u.unit_code
  join regions p on p.code = coalesce(g.parent_code, g.code)
  left join reports t on t.id = u.report_id
  where r.campaign_id = ${campaign}
  order by r.opens_at, r.key, r.area, p.position, p.code, g.position, g.code`;
