import type { Definition } from '../../../domain/campaign/definition/definition';
import { BESIDE_FIGURE, figureId } from '../../../domain/list/list-forms';
import type { Fragment, Queries } from '../../../store/db/db';
import { json } from '../../../store/db/json';
import { STANDING } from '../../../store/list/lists';

/**
 * What a unit has handed in, as its last report says, and its rows as they are now. They differ when rows were struck,
 * moved or imported after the report: the report stays what it was.
 */
export interface HandedIn {
  list: string;
  /** Code and name of the unit. */
  unit: string;
  name: string;
  handedIn: number;
  now: number;
}

/** The units of a list that differ. */
export interface ListDifference {
  list: string;
  units: number;
  handedIn: number;
  now: number;
}

interface Of {
  campaign: string;
  definition: Definition;
}

/** @returns by list, in their order: how many units differ, and what these have handed in and have now */
export const listDifferences = (sql: Queries, of: Of): Promise<ListDifference[]> => sql<ListDifference[]>`
  with ${differing(sql, of)}
  select d.list, count(*)::int as units, sum(d.handed)::int as "handedIn", sum(d.now)::int as now
  from differing d group by 1 order by 1`;

/** @returns the units that differ, in the register's order; read while they are written */
export async function* eachDifference(sql: Queries, of: Of): AsyncGenerator<HandedIn> {
  const rows = sql<HandedIn[]>`
    with ${differing(sql, of)}
    select d.list, d.unit, g.name, d.handed as "handedIn", d.now
    from differing d join regions g on g.code = d.unit order by d.list, g.path`;
  for await (const some of rows.cursor(ROWS_AT_ONCE)) yield* some;
}

const ROWS_AT_ONCE = 1000;

/** The part `differing (list, unit, handed, now)` of a statement. */
function differing(sql: Queries, { campaign, definition }: Of): Fragment {
  const figures = Object.entries(definition.lists ?? {}).map(([list, { categories }]) => ({
    list,
    fields: [...categories.map((category) => figureId(category, 'Rows')), BESIDE_FIGURE],
  }));
  return sql`
    counted as (select list, fields from jsonb_to_recordset(${json(sql, figures)}) as f(list text, fields jsonb)),
    handed as (
      select r.list, a.unit_code as unit, coalesce(sum((v.value #>> '{}')::int), 0)::int as handed
      from rounds r join asks a on a.round_id = r.id join counted c on c.list = r.list
      cross join lateral (
        select figures from reports where ask_id = a.id and returned_at is null order by version desc limit 1) p
      left join lateral (select value from jsonb_each(p.figures) where c.fields ? key) v on true
      where r.campaign_id = ${campaign} and r.origin = 'plan' and r.does = 'propose' group by 1, 2),
    standing as (
      select list, unit_code as unit, count(*)::int as now, bool_or(slot_unit <> unit_code) as moved from entries
      where campaign_id = ${campaign} and state = any(${STANDING}) group by 1, 2),
    differing as (
      select list, unit, coalesce(h.handed, 0) as handed, coalesce(s.now, 0) as now
      from handed h full join standing s using (list, unit)
      where coalesce(h.handed, 0) <> coalesce(s.now, 0) and (h.handed is not null or s.moved))`;
}
