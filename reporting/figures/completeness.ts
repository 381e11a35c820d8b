import type { Queries } from '../../store/db/db';
import type { Returns } from './figures';

/** Kinds of region without asked regions below them; they are counted with their superior. */
const LEAVES = ['village', 'community', 'group', 'unit'];

/** Reports of one stage from the units right below a region (and from the region itself, when it is asked). */
export interface OwnReturns extends Omit<Returns, 'missing'> {
  stage: string;
  code: string;
}

/** A region above the units, with the returns below it, by stage. */
export interface RegionCompleteness {
  code: string;
  parent: string | null;
  name: string;
  kind: string;
  path: string;
  /** Whether there are regions below it in this tree, or only units. */
  hasRegions: boolean;
  stages: Record<string, Omit<Returns, 'missing'>>;
}

/**
 * Reads the completeness of every region above the units, in one pass over the campaign. It has some hundred times
 * fewer rows than there are units, and answers every drill-down.
 * @returns regions in the register's order, each superior before what is below it
 */
export async function completeness(
  sql: Queries,
  { campaign, scope }: { campaign: string; scope: string },
): Promise<RegionCompleteness[]> {
  const [own, regions] = await Promise.all([
    ownReturns(sql, campaign),
    sql<Omit<RegionCompleteness, 'hasRegions' | 'stages'>[]>`
      select g.code, g.parent_code as parent, g.name, g.kind, g.path
      from regions top join regions g on starts_with(g.path, top.path)
      where top.code = ${scope} and g.kind <> all(${LEAVES}) order by g.level, g.position, g.code`,
  ]);
  return rollUp(regions, own);
}

const ownReturns = (sql: Queries, campaign: string): Promise<OwnReturns[]> => sql<OwnReturns[]>`
  select r.stage, case when r.unit_kind = any(${LEAVES}) then coalesce(g.parent_code, g.code) else g.code end as code,
         count(*) as expected, count(*) filter (where u.reported_at < r.due_at) as "onTime",
         count(*) filter (where u.reported_at >= r.due_at) as late, count(*) filter (where u.on_paper) as "onPaper"
  from rounds r join asks u on u.round_id = r.id join regions g on g.code = u.unit_code
  where r.campaign_id = ${campaign} group by 1, 2`;

/** Adds the returns of each region to all regions above it. */
export function rollUp(
  regions: readonly Omit<RegionCompleteness, 'hasRegions' | 'stages'>[],
  own: readonly OwnReturns[],
): RegionCompleteness[] {
  const tree = new Map(
    regions.map((region) => [
      region.code,
      { ...region, hasRegions: false, stages: {} as RegionCompleteness['stages'] },
    ]),
  );
  for (const { parent } of regions) {
    const above = parent === null ? undefined : tree.get(parent);
    if (above) above.hasRegions = true;
  }
  for (const { code, stage, ...counts } of own) {
    for (let region = tree.get(code); region; region = region.parent === null ? undefined : tree.get(region.parent)) {
      const sum = region.stages[stage] ?? { expected: 0, onTime: 0, late: 0, onPaper: 0 };
      region.stages[stage] = {
        expected: sum.expected + counts.expected,
        onTime: sum.onTime + counts.onTime,
        late: sum.late + counts.late,
        onPaper: sum.onPaper + counts.onPaper,
      };
    }
  }
  return [...tree.values()].filter(({ stages }) => Object.keys(stages).length > 0);
}
