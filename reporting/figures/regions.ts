import type { Instant } from '../../domain/instant';
import type { MissingReason } from '../../domain/round/missing-reasons';
import { Refused, sentence } from '../../domain/text/refusal';
import { getCampaign } from '../../store/campaign/campaigns';
import type { Queries } from '../../store/db/db';
import type { Returns } from './figures';
import { NAMES_SHOWN, ROWS_AT_ONCE, SUPERIORS_SHOWN } from './shown';
import { childOf } from './sums/by-place';
import { toldOf, whyMissing } from './why-missing';

export interface RegionFigures extends Returns {
  stage: string;
  code: string;
  name: string;
  kind: string;
  /** Only the region itself was asked, no unit below it. */
  alone: boolean;
}

export interface MissingUnit {
  stage: string;
  key: string;
  dueAt: Instant;
  code: string;
  name: string;
  /** The region right above the unit, for example its township. */
  parent: string;
  parentName: string;
  reason: MissingReason;
}

/** A scope of figures: one campaign, and the region whose units count; the campaign's own scope when left out. */
export interface Scope {
  campaign: string;
  region?: string;
}

interface MissingScope extends Scope {
  /** All of them when left out. */
  limit?: number | null;
}

/**
 * Reads figures by stage for the regions one level below the given one; call it again with one of them to drill down.
 * An asked unit directly below has its own row. Only rounds that have begun count.
 * @returns rows in the plan's order of stages, then in the register's order of regions
 * @throws Error when the campaign or the region is not known
 */
export async function regionFigures(sql: Queries, { campaign, region }: Scope): Promise<RegionFigures[]> {
  const { plan } = await getCampaign(sql, campaign);
  const path = await pathOf(sql, region ?? plan.scope);
  const rows = await sql<RegionFigures[]>`
    with counted as (
      select r.stage, ${childOf(sql, path)} as code, count(*) as expected,
             bool_and(unit.code = ${childOf(sql, path)}) as alone,
             count(*) filter (where u.reported_at < r.due_at) as on_time,
             count(*) filter (where u.reported_at >= r.due_at) as late, count(*) filter (where u.on_paper) as on_paper
      from rounds r
      join asks u on u.round_id = r.id
      join regions unit on unit.code = u.unit_code
      where r.campaign_id = ${campaign} and r.origin = 'plan' and starts_with(unit.path, ${path})
      group by 1, 2)
    select c.stage, c.code, g.name, g.kind, c.alone, c.expected, c.on_time as "onTime", c.late,
           c.expected - c.on_time - c.late as missing, c.on_paper as "onPaper"
    from counted c join regions g on g.code = c.code order by g.position, g.code`;
  const order = plan.stages.map(({ id }) => id);
  return [...rows].sort((a, b) => order.indexOf(a.stage) - order.indexOf(b.stage));
}

/**
 * @returns the units that have not reported, with their superior's name and the reason (see `whyMissing`), in the
 *   register's order
 */
export async function missingUnits(
  sql: Queries,
  { campaign, region, limit = null }: MissingScope,
): Promise<MissingUnit[]> {
  const { plan } = await getCampaign(sql, campaign);
  return missingRows(sql, { campaign, path: await pathOf(sql, region ?? plan.scope), limit });
}

/**
 * @param sql a transaction: rows are read from an open cursor, so that they are never all in memory
 * @returns all of {@link missingUnits}, one after the other
 */
export async function* eachMissing(sql: Queries, campaign: string): AsyncGenerator<MissingUnit> {
  const { plan } = await getCampaign(sql, campaign);
  const asked = { campaign, path: await pathOf(sql, plan.scope), limit: null };
  for await (const rows of missingRows(sql, asked).cursor(ROWS_AT_ONCE)) yield* rows;
}

/** Places of one superior that are missing in one stage: `天星乡（2）：马六塘、九道丫`. */
export interface MissingGroup {
  stage: string;
  parentName: string;
  /** Names of the units, as many as are shown. */
  names: string[];
  units: number;
  /** How many superiors of this stage have a missing unit below them; the groups show only some. */
  superiors: number;
}

/** @returns the first superiors of each stage that have a missing unit below them, in the register's order. */
export async function missingGroups(sql: Queries, { campaign, region }: Scope): Promise<MissingGroup[]> {
  const { plan } = await getCampaign(sql, campaign);
  const path = await pathOf(sql, region ?? plan.scope);
  return sql<MissingGroup[]>`
    with silent as (
      select distinct r.stage, unit.code, unit.name, unit.position, up.code as parent, up.name as parent_name,
             up.position as parent_position
      from rounds r
      join asks u on u.round_id = r.id and u.reported_at is null
      join regions unit on unit.code = u.unit_code
      join regions up on up.code = coalesce(unit.parent_code, unit.code)
      where r.campaign_id = ${campaign} and r.origin = 'plan' and starts_with(unit.path, ${path})),
    numbered as (
      select *, row_number() over (partition by stage, parent order by position, code) as nr,
             dense_rank() over (partition by stage order by parent_position, parent) as place
      from silent),
    grouped as (
      select stage, parent_name, place, array_agg(name order by nr) filter (where nr <= ${NAMES_SHOWN}) as names,
             count(*)::int as units
      from numbered group by 1, 2, 3),
    counted as (select *, count(*) over (partition by stage)::int as superiors from grouped)
    select stage, parent_name as "parentName", names, units, superiors
    from counted where place <= ${SUPERIORS_SHOWN} order by stage, place`;
}

/** @returns how many units {@link missingUnits} has. */
export async function countMissing(sql: Queries, campaign: string): Promise<number> {
  const { plan } = await getCampaign(sql, campaign);
  const [row] = await sql<{ units: number }[]>`
    select count(*)::int as units from rounds r join asks u on u.round_id = r.id and u.reported_at is null
    join regions unit on unit.code = u.unit_code
    where r.campaign_id = ${campaign} and r.origin = 'plan'
      and starts_with(unit.path, ${await pathOf(sql, plan.scope)})`;
  return row?.units ?? 0;
}

const missingRows = (
  sql: Queries,
  { campaign, path, limit }: { campaign: string; path: string; limit: number | null },
) => sql<MissingUnit[]>`
    with told as (${toldOf(sql, campaign)})
    select r.stage, u.key, r.due_at as "dueAt", unit.code, unit.name, up.code as parent, up.name as "parentName",
           ${whyMissing(sql)} as reason
    from rounds r
    join asks u on u.round_id = r.id and u.reported_at is null
    join regions unit on unit.code = u.unit_code
    join regions up on up.code = coalesce(unit.parent_code, unit.code)
    left join told on told.round_id = r.id and told.region_code = unit.code
    where r.campaign_id = ${campaign} and r.origin = 'plan' and starts_with(unit.path, ${path})
    order by r.opens_at, r.key, up.position, up.code, unit.position, unit.code limit ${limit}`;

/** @returns the path of a region in the register @throws Refused when it is not known */
export async function pathOf(sql: Queries, region: string): Promise<string> {
  const [row] = await sql<{ path: string }[]>`select path from regions where code = ${region}`;
  if (row) return row.path;
  throw new Refused(sentence('unknown-region', { region }));
}
