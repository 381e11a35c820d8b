import type { Text } from '../../domain/campaign/definition/words';
import type { Instant } from '../../domain/instant';
import type { MissingReason } from '../../domain/round/missing-reasons';
import type { Fragment, Queries } from '../../store/db/db';
import { within } from '../../store/db/scope';
import type { Source } from '../../store/table/keyset';
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

/** One unit in one round, in the table of all units. */
export interface UnitListed {
  id: number;
  unit: string;
  unitName: string;
  above: string | null;
  stage: string;
  /** What is asked, where no stage asks it: a case, a warning. Else the name of the stage. */
  stageName: Text | null;
  /** What it asks: two rounds of one stage may ask the same unit. */
  formName: Text | null;
  /** Of its round. */
  key: string;
  standing: 'missing' | 'on-time' | 'late';
  reason: MissingReason | null;
  reportedAt: Instant | null;
  receipt: string | null;
  told: number;
}

const stageNamed = (sql: Queries): Fragment => sql`
  jsonb_path_query_first(c.definition, '$.stages[*] ? (@.id == $id).name', jsonb_build_object('id', r.stage))`;

/** Every unit of a campaign in every round that has begun. @param top highest region of the reader; null: all */
export function unitSource(sql: Queries, { campaign, top }: { campaign: string; top: string | null }): Source {
  const standing = sql`
    case when u.reported_at is null then 'missing' when u.reported_at >= r.due_at then 'late' else 'on-time' end`;
  // Nobody may have been told yet: one row all the same.
  const told = sql`
    (select) one left join (${toldOf(sql, campaign, sql`and region_code = g.code and round_id = r.id`)}) told on true`;
  const missing = sql`case when u.reported_at is null then (select ${whyMissing(sql)} from ${told}) end`;
  return {
    columns: sql`
      u.id, g.code as unit, g.name as "unitName", above.name as above, r.stage, r.key, ${standing} as standing,
      case when r.origin = 'plan' then ${stageNamed(sql)} else r.title end as "stageName",
      c.definition #> array['forms', r.form, 'name'] as "formName",
      ${missing} as reason, u.reported_at as "reportedAt", p.receipt,
      (select coalesce(told.times, 0) from ${told}) as told`,
    from: sql`
      asks u join rounds r on r.id = u.round_id join regions g on g.code = u.unit_code
      join campaigns c on c.id = u.campaign_id
      left join regions above on above.code = g.parent_code left join reports p on p.id = u.report_id`,
    where: within(sql, top, 'g.path'),
    id: { as: sql`u.id`, type: 'bigint' },
    values: {
      campaign: { as: sql`u.campaign_id`, type: 'text' },
      unit: { as: sql`u.unit_code`, type: 'text' },
      unitName: { as: sql`g.name`, type: 'text' },
      above: { as: sql`above.name`, type: 'text', nullable: true },
      stage: { as: sql`r.stage`, type: 'text' },
      standing: { as: standing, type: 'text' },
      reportedAt: { as: sql`u.reported_at`, type: 'timestamptz', nullable: true },
      receipt: { as: sql`p.receipt`, type: 'text', nullable: true },
    },
    conditions: {
      units: (condition) => (condition.filter === 'whole' ? within(sql, condition.value, 'g.path') : sql`false`),
    },
  };
}
