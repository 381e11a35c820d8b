import type { Instant } from '../../domain/instant';
import type { MissingReason } from '../../domain/round/missing-reasons';
import type { Queries } from '../../store/db/db';
import { toldOf, whyMissing } from './why-missing';

/** One unit in one round: whether it has reported, and if not, the known reason. */
export interface UnitStanding {
  code: string;
  name: string;
  kind: string;
  stage: string;
  key: string;
  area: string;
  reportedAt: Instant | null;
  late: boolean;
  receipt: string | null;
  nothing: boolean | null;
  /** The list is here on paper, and its rows are not keyed yet (已交未录). */
  onPaper: boolean;
  /** Null once it has reported; see `whyMissing`. */
  reason: MissingReason | null;
  /** When the last message to the unit went out, and how many did. */
  toldAt: Instant | null;
  told: number;
}

interface Below {
  campaign: string;
  /** Code of the superior: the units right below it count, and the superior itself when it is asked. */
  region: string;
  /** Only this stage; left out, all stages and the rounds of warnings. */
  stage?: string | undefined;
  limit: number;
}

/** @returns the units right below a region in every round that has begun, in the register's order. */
export const unitsBelow = (sql: Queries, { campaign, region, stage, limit }: Below): Promise<UnitStanding[]> => sql<
  UnitStanding[]
>`
  select g.code, g.name, g.kind, r.stage, r.key, r.area, u.reported_at as "reportedAt",
         coalesce(u.reported_at >= r.due_at, false) as late, p.receipt, p.nothing, u.on_paper as "onPaper",
         told.last as "toldAt", coalesce(told.times, 0) as told,
         case when u.reported_at is null then ${whyMissing(sql)} end as reason
  from regions g
  join asks u on u.campaign_id = ${campaign} and u.unit_code = g.code
  join rounds r on r.id = u.round_id
  left join reports p on p.id = u.report_id
  left join lateral (${toldOf(sql, campaign, sql`and region_code = g.code and round_id = r.id`)}) told on true
  where (g.parent_code = ${region} or g.code = ${region})
    ${stage === undefined ? sql`` : sql`and r.stage = ${stage} and r.origin = 'plan'`}
  order by r.opens_at, r.key, g.position, g.code limit ${limit}`;
