import { BESIDE_FIGURE, figureId, helpFigure, REMOVED_FIGURE, WITH_HEADS } from '../../../domain/list/list-forms';
import type { Queries } from '../../../store/db/db';
import { REACHED } from '../../../store/list/list-figures';
import { STANDING } from '../../../store/list/lists';
import { type ByPlace, together } from '../sums/by-place';
import type { PlaceTotal } from '../sums/field-total';

/**
 * The figures of list asks, from the rows as they are now: after a report an officer may move, strike or return a
 * row. Only what stands counts.
 */
export async function rowTotals(sql: Queries, campaign: string, by: ByPlace = together(sql)): Promise<PlaceTotal[]> {
  const counted = await sql<
    {
      region: string;
      stage: string;
      form: string;
      category: string;
      reports: number;
      rows: number;
      heads: number;
      beside: number;
      asksHeads: boolean;
    }[]
  >`
    with asked as (
      select r.stage, r.form, r.list, r.does, count(u.report_id)::int as reports
      from rounds r left join asks u on u.round_id = r.id
      where r.campaign_id = ${campaign} and r.origin = 'plan' and r.list is not null group by 1, 2, 3, 4
    ), steps as materialized (
      select a.stage, a.form, a.list, a.reports, array_position(l.track, a.does) as step,
             l.of = any(${[...WITH_HEADS]}::text[]) and c.definition #>> array['lists', l.id, 'heads'] is not null as "asksHeads"
      from asked a join campaigns c on c.id = ${campaign} join lists l on l.campaign_id = c.id and l.id = a.list
    ), stood as (
      -- A province has half a million rows: they are read once, and are alike in a few ways.
      select e.list, e.category, e.done, b.beside, ${by.region} as region, count(*) as rows, sum(e.heads) as heads
      from entries e ${by.join('e.unit_code')} join lists l on l.campaign_id = e.campaign_id and l.id = e.list
      cross join lateral (
        select l.once is not null and exists (select from rows_beside r where r.id = e.id) as beside) b
      where e.campaign_id = ${campaign} and e.state = any(${STANDING}) and e.list in (select list from steps) group by 1, 2, 3, 4, 5
    )
    select e.region, s.stage, s.form, e.category, s.reports, coalesce(sum(e.rows) filter (where not e.beside), 0)::int as rows,
           coalesce(sum(e.heads) filter (where not e.beside), 0)::int as heads,
           coalesce(sum(e.rows) filter (where e.beside), 0)::int as beside, s."asksHeads"
    from steps s join stood e on e.list = s.list and e.done >= s.step
    group by e.region, s.stage, s.form, e.category, s.reports, s."asksHeads", s.list, s.step order by 1, 2, 3, 4`;
  const removed = await sql<PlaceTotal[]>`
    select ${by.region} as region, r.stage, r.form, ${REMOVED_FIGURE} as field, count(distinct d.unit_code)::int as reports, count(*)::int as sum
    from (select distinct stage, form, key, list, does from rounds where campaign_id = ${campaign} and origin = 'plan') r
    join deeds d on d.campaign_id = ${campaign} and d.round_key = r.key and d.kind = 'remove' ${by.join('d.unit_code')}
    where r.list is not null and r.does <> 'propose' group by 1, 2, 3 order by 1, 2, 3`;
  const helped = await sql<(PlaceTotal & { help: string })[]>`
    select ${by.region} as region, r.stage, r.form, v.help, r.reports, count(distinct v.entry)::int as sum
    from (
      select r.stage, r.form, r.list, count(u.report_id)::int as reports from rounds r left join asks u on u.round_id = r.id
      where r.campaign_id = ${campaign} and r.origin = 'plan' and r.does = 'deliver' group by 1, 2, 3) r
    join (
      select e.list, e.unit_code, e.id as entry, help from deliveries v join entries e on e.id = v.entry_id cross join lateral unnest(v.helps) help
      where v.campaign_id = ${campaign} and v.helps <> '{}' and v.outcome = any(${REACHED}) and e.state = any(${STANDING})) v using (list)
    ${by.join('v.unit_code')} group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4`;
  const rows = counted.flatMap(({ region, stage, form, category, reports, ...sums }): PlaceTotal[] => [
    { region, stage, form, field: figureId(category, 'Rows'), reports, sum: sums.rows },
    ...(sums.asksHeads ? [{ region, stage, form, field: figureId(category, 'Heads'), reports, sum: sums.heads }] : []),
  ]);
  const beside = new Map<string, PlaceTotal>();
  for (const { region, stage, form, reports, beside: more } of counted) {
    const key = `${region} ${stage} ${form}`;
    const sum = (beside.get(key)?.sum ?? 0) + more;
    if (sum > 0) beside.set(key, { region, stage, form, field: BESIDE_FIGURE, reports, sum });
  }
  const helps = helped.map(({ help, ...total }): PlaceTotal => ({ ...total, field: helpFigure(help) }));
  return [...rows, ...helps, ...beside.values(), ...removed];
}
