import type { Area, Plan, RoundPlan } from '../../domain/campaign/plan';
import type { UnitsAsked } from '../../domain/people/regions';
import type { Queries } from '../../store/db/db';
import { below, byPart, type Part } from '../../store/db/scope';
import { isAskedBy } from '../../store/round/asks';

/** A campaign that is counted, with its plan. */
export interface Counted {
  campaign: string;
  plan: Plan;
}

/** A round, and those of its areas in which it has not begun. */
interface Ahead {
  round: RoundPlan;
  areas: readonly Area[];
}

const nameOf = ({ of, only, tagged, except }: UnitsAsked): string => JSON.stringify([of, only, tagged, except]);

/**
 * @returns how many units a round will ask in its areas in which it has not begun: the plan's numbers, or, within a
 *   region, the register's
 */
export async function unitsNotYetAsked(
  sql: Queries,
  { campaign, plan }: Counted,
  parts: readonly Part[],
): Promise<(round: RoundPlan, part: Part) => number> {
  const begun = await sql<
    { key: string; area: string }[]
  >`select key, area from rounds where campaign_id = ${campaign}`;
  const known = new Set(begun.map(({ key, area }) => `${key}/${area}`));
  const ahead = plan.stages
    .flatMap(({ rounds }) => rounds)
    .map((round) => ({ round, areas: round.areas.filter(({ code }) => !known.has(`${round.key}/${code}`)) }))
    .filter(({ areas }) => areas.length > 0);
  const regions = parts.filter((part) => part !== null);
  const unitsIn = regions.length > 0 ? await unitsInAreas(sql, ahead, regions) : () => 0;
  const areasOf = new Map(ahead.map(({ round, areas }) => [round, areas]));
  return (round, part) =>
    (areasOf.get(round) ?? []).reduce(
      (sum, { code, units }) => sum + (part === null ? units : unitsIn(round, code, part)),
      0,
    );
}

/** @returns how many units of the register a round asks in an area, as far as they lie within a region */
async function unitsInAreas(
  sql: Queries,
  ahead: readonly Ahead[],
  regions: readonly string[],
): Promise<(asked: UnitsAsked, area: string, region: string) => number> {
  const codes = [...new Set(ahead.flatMap(({ areas }) => areas.map(({ code }) => code)))];
  const counted = new Map<string, number>();
  for (const [name, asked] of new Map(ahead.map(({ round }) => [nameOf(round), round]))) {
    const rows = await byPart<{ area: string; units: number }>(
      sql,
      regions,
      ({ part, joinOn }) => sql`
        select ${part} as part, a.code as area, count(*) as units
        from regions a join regions u on ${below(sql, sql`u.path`, sql`a.path`)} ${joinOn('u.code')}
        where a.code = any(${codes}) and ${isAskedBy(sql, asked)} group by 1, 2`,
    );
    for (const [region, areas] of rows)
      for (const { area, units } of areas) counted.set(`${name}/${area}/${region}`, units);
  }
  return (asked, area, region) => counted.get(`${nameOf(asked)}/${area}/${region}`) ?? 0;
}
