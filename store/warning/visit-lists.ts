import { stageKindsWith } from '../../domain/campaign/stage-kinds';
import type { Queries } from '../db/db';

const FOUND = stageKindsWith(({ households }) => households === 'found');
const REACHED = stageKindsWith(({ households }) => households === 'reached');

/**
 * Stores how many households and persons each unit of an alert's area visits: its newest figures in the campaign, by
 * the categories that count. Figures of households found come before figures of households reached: half of the visits
 * done does not mean half of the households at risk. Repeating it updates the lists.
 * @param categories null for all
 */
export async function listVisits(
  sql: Queries,
  { alert, categories }: { alert: number; categories: readonly string[] | null },
): Promise<void> {
  await sql`
    with counted as (
      select c.id as campaign_id, form.key as form, field ->> 'id' as field, field #>> '{counts,category}' as category,
             field #>> '{counts,what}' as what
      from campaigns c cross join jsonb_each(c.definition -> 'forms') form
      cross join jsonb_array_elements(form.value -> 'fields') field
      where field ? 'counts' and c.id = (select campaign_id from alerts where id = ${alert})),
    stages as (
      select stage ->> 'id' as id, stage ->> 'kind' = any(${FOUND}) as found
      from campaigns c cross join jsonb_array_elements(c.definition -> 'stages') stage
      where c.id = (select campaign_id from alerts where id = ${alert}) and stage ->> 'kind' = any(${[...FOUND, ...REACHED]})),
    newest as (
      -- A later round's figure for a category replaces an earlier one.
      select distinct on (u.unit_code, k.category, k.what) u.unit_code, k.what, (p.figures ->> k.field)::int as number
      from alerts a
      join regions top on top.code = a.area
      join regions g on starts_with(g.path, top.path)
      join asks u on u.campaign_id = a.campaign_id and u.unit_code = g.code
      join rounds r on r.id = u.round_id and r.origin = 'plan'
      join stages s on s.id = r.stage
      join counted k on k.campaign_id = a.campaign_id and k.form = r.form
      join reports p on p.id = u.report_id
      where a.id = ${alert} and k.what in ('households', 'persons') and p.figures ? k.field
        and (${categories === null} or k.category = any(${[...(categories ?? [])]}))
      order by u.unit_code, k.category, k.what, s.found desc, p.reported_at desc)
    insert into visit_lists (alert_id, unit_code, households, persons)
    select ${alert}, unit_code, coalesce(sum(number) filter (where what = 'households'), 0)::int,
           coalesce(sum(number) filter (where what = 'persons'), 0)::int
    from newest group by unit_code
    on conflict (alert_id, unit_code) do update set households = excluded.households, persons = excluded.persons`;
}
