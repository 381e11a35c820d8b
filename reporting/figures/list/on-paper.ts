import type { Instant } from '../../../domain/instant';
import type { Queries } from '../../../store/db/db';

/** A unit whose list is here on paper and not keyed yet (已交未录): neither missing nor nothing. */
export interface UnitOnPaper {
  stage: string;
  key: string;
  code: string;
  name: string;
  /** Name of the superior that owes the rows. */
  parentName: string;
  handedOver: Instant;
  receipt: string;
  /** As many rows as the slip says. */
  rows: number;
}

/** @param region only its units; all of the campaign when null @returns them by superior, in the register's order */
export const unitsOnPaper = (
  sql: Queries,
  { campaign, region = null, limit = null }: { campaign: string; region?: string | null; limit?: number | null },
): Promise<UnitOnPaper[]> => sql<UnitOnPaper[]>`
  select r.stage, r.key, unit.code, unit.name, up.name as "parentName", p.handed_over as "handedOver", p.receipt, p.rows
  from asks u join rounds r on r.id = u.round_id
  join list_papers p on p.ask_id = u.id and p.compared_at is null and p.void_at is null
  join regions unit on unit.code = u.unit_code join regions up on up.code = coalesce(unit.parent_code, unit.code)
  where u.campaign_id = ${campaign} and u.on_paper
    and (${region}::text is null or starts_with(unit.path, (select path from regions where code = ${region})))
  order by r.opens_at, r.key, up.position, up.code, unit.position, unit.code limit ${limit}`;
