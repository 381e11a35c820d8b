import type { Instant } from '../domain/instant';
import type { MissingReason } from '../domain/missing-reasons';
import type { Queries } from '../register/db';

/** One unit in one round: whether it has reported, and if not, why as far as is known. */
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
  /** Null once it has reported; see `missingUnits`. */
  reason: MissingReason | null;
  /** When it was last told, and how often. */
  toldAt: Instant | null;
  told: number;
}

interface Below {
  campaign: string;
  /** The superior; its units right below it, and it itself when it is asked. */
  region: string;
  /** Of one stage; of all, and of warnings, when left out. */
  stage?: string | undefined;
  limit: number;
}

/** @returns the units right below a region in every round that has begun, in the register's order. */
export const unitsBelow = (sql: Queries, { campaign, region, stage, limit }: Below): Promise<UnitStanding[]> => sql<
  UnitStanding[]
>`
  select g.code, g.name, g.kind, r.stage, r.key, r.area, u.reported_at as "reportedAt",
         coalesce(u.reported_at >= r.due_at, false) as late, p.receipt, p.nothing,
         told.last as "toldAt", coalesce(told.times, 0)::int as told,
         case
           when u.reported_at is not null then null
           when exists (select from reports p where p.campaign_id = u.campaign_id and p.key = u.key
                        and p.unit_code = u.unit_code and p.returned_at is not null) then 'returned'
           when exists (select from call_list c where c.round_id = r.id and c.unit_code = g.code) then 'called'
           when not exists (select from contacts c where c.region_code = g.code
                            and coalesce(c.phone, c.email) is not null) then 'no-contact'
           when exists (select from links l where l.round_id = r.id and l.region_code = g.code
                        and l.purpose = 'report' and l.opened_at is not null) then 'opened-form'
           when told.through then 'told'
           when told.through is not null then 'not-delivered'
           else 'not-told' end as reason
  from regions g
  join round_units u on u.campaign_id = ${campaign} and u.unit_code = g.code
  join rounds r on r.id = u.round_id
  left join reports p on p.id = u.report_id
  left join lateral (
    select bool_or(m.state in ('accepted', 'delivered', 'unknown')) as through, max(m.accepted_at) as last,
           count(m.accepted_at) as times
    from messages m where m.region_code = g.code and m.round_id = r.id and m.kind in ('task', 'reminder', 'notice')) told on true
  where (g.parent_code = ${region} or g.code = ${region})
    ${stage === undefined ? sql`` : sql`and r.stage = ${stage} and r.alert_id is null`}
  order by r.opens_at, r.key, g.position, g.code limit ${limit}`;
