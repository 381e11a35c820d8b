import type { Fragment, Queries } from '../../store/db/db';
import type { Returns } from './figures';

/** Kinds of region without asked regions below them; they are counted with their superior. */
const LEAVES = ['village', 'community', 'group', 'unit'];

/** The returns of a place and below it, by stage. */
type Returned = Record<string, Omit<Returns, 'missing'>>;

interface Place {
  code: string;
  name: string;
  kind: string;
}

/** A region above the units, with the returns below it, by stage. */
export interface RegionCompleteness extends Place {
  /** Whether there are regions below it that are no units. */
  hasRegions: boolean;
  stages: Returned;
}

/** One region and what lies right below it. */
export interface Branch {
  /** From the highest region of the register down to the region itself. */
  path: readonly Place[];
  here: RegionCompleteness;
  /** The regions right below it, in the register's order. */
  rows: readonly RegionCompleteness[];
}

/**
 * Counts the branches that somebody looks at, all together in one pass over what lies below them: a country has
 * forty thousand regions above its units, and a reader sees a dozen of them.
 * @param codes of regions @returns the branch of each in which the campaign asks somebody
 */
export async function branchesUnder(
  sql: Queries,
  campaign: string,
  codes: readonly string[],
): Promise<Map<string, Branch>> {
  const returned = await returnsUnder(sql, campaign, codes);
  const places = await placesAround(sql, [...returned.keys()]);
  return new Map(
    places.map(({ path, here, rows }) => {
      const parts = returned.get(here.code) ?? new Map<string, Returned>();
      const asked = rows.flatMap((row) => {
        const stages = parts.get(row.code);
        return stages ? [{ ...row, stages }] : [];
      });
      return [here.code, { path, here: { ...here, stages: sumOf([...parts.values()]) }, rows: asked }];
    }),
  );
}

type Known = Omit<RegionCompleteness, 'stages'>;

/** @returns the register's regions above and right below each of some regions */
function placesAround(sql: Queries, codes: readonly string[]) {
  const hasRegions = (code: Fragment) =>
    sql`exists (select from regions b where b.parent_code = ${code} and b.kind <> all(${LEAVES}))`;
  return sql<{ path: Place[]; here: Known; rows: Known[] }[]>`
    select (select jsonb_agg(jsonb_build_object('code', a.code, 'name', a.name, 'kind', a.kind) order by a.level)
            from regions a where a.code = any(string_to_array(g.path, '/'))) as path,
           jsonb_build_object('code', g.code, 'name', g.name, 'kind', g.kind, 'hasRegions', ${hasRegions(sql`g.code`)}) as here,
           coalesce((
             select jsonb_agg(
               jsonb_build_object('code', k.code, 'name', k.name, 'kind', k.kind, 'hasRegions', ${hasRegions(sql`k.code`)})
               order by k.position, k.code)
             from regions k where k.parent_code = g.code and k.kind <> all(${LEAVES})), '[]') as rows
    from regions g where g.code = any(${[...codes]})`;
}

interface Row extends Omit<Returns, 'missing'> {
  under: string;
  /** The region right below that the units lie in; empty for those that lie in none. */
  part: string;
  stage: string;
}

/** @returns for each region, by the region right below it, the returns of its units; nothing where nobody is asked */
async function returnsUnder(
  sql: Queries,
  campaign: string,
  codes: readonly string[],
): Promise<Map<string, Map<string, Returned>>> {
  // From superior to inferior, by indexes: by its path, Postgres takes each region for one in two hundred of them all.
  const rows = await sql<Row[]>`
    with recursive above as (
      select code as under, '' as part, code from regions where code = any(${[...codes]}) and kind <> all(${LEAVES})
      union all
      select a.under, case when a.part = '' then g.code else a.part end, g.code
      from above a join regions g on g.parent_code = a.code where g.kind <> all(${LEAVES})),
    seen as materialized (select distinct code from above),
    units as (
      select code as unit, code as counted from seen
      union all
      select u.code, u.parent_code from regions u join seen s on s.code = u.parent_code where u.kind = any(${LEAVES})),
    own as materialized (
      select i.counted, r.stage, count(*) as expected, count(*) filter (where u.reported_at < r.due_at) as on_time,
             count(*) filter (where u.reported_at >= r.due_at) as late, count(*) filter (where u.on_paper) as on_paper
      from units i join asks u on u.unit_code = i.unit join rounds r on r.id = u.round_id
      where r.campaign_id = ${campaign} group by 1, 2)
    select a.under, a.part, o.stage, sum(o.expected)::int as expected, sum(o.on_time)::int as "onTime",
           sum(o.late)::int as late, sum(o.on_paper)::int as "onPaper"
    from above a join own o on o.counted = a.code group by 1, 2, 3`;
  const found = new Map<string, Map<string, Returned>>();
  for (const { under, part, stage, ...counts } of rows) {
    const parts = found.get(under) ?? new Map<string, Returned>();
    found.set(under, parts.set(part, { ...parts.get(part), [stage]: counts }));
  }
  return found;
}

/** Adds the returns of parts. */
function sumOf(parts: readonly Returned[]): Returned {
  const sum: Returned = {};
  for (const [stage, { expected, onTime, late, onPaper }] of parts.flatMap((stages) => Object.entries(stages))) {
    const before = sum[stage] ?? { expected: 0, onTime: 0, late: 0, onPaper: 0 };
    sum[stage] = {
      expected: before.expected + expected,
      onTime: before.onTime + onTime,
      late: before.late + late,
      onPaper: before.onPaper + onPaper,
    };
  }
  return sum;
}
