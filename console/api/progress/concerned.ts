import type { Queries } from '../../../store/db/db';
import type { Part } from '../../../store/db/scope';

interface Place {
  code: string;
  name: string;
  path: string;
}

/** A part of a campaign that concerns it. */
export interface Concerned {
  part: Part;
  /** The region itself; the campaign's scope for all of it. */
  own: Place;
  /** Of the campaign. */
  scope: Place;
  /** The region of the figures: the part's own if it lies within the campaign, else the campaign's. */
  shown: Place;
}

/**
 * @returns those of the parts that the campaign concerns: its scope lies within them, or around them; none of a
 *   campaign that is not there
 */
export async function concerned(
  sql: Queries,
  campaign: string,
  parts: readonly Part[],
): Promise<ReadonlyMap<Part, Concerned>> {
  const regions = parts.filter((part) => part !== null);
  const [row] = await sql<{ scope: Place; within: Place[] }[]>`
    select jsonb_build_object('code', c.scope, 'name', coalesce(g.name, ''), 'path', g.path) as scope,
           coalesce((select jsonb_agg(jsonb_build_object('code', its.code, 'name', its.name, 'path', its.path))
                     from regions its where its.code = any(${regions})
                       and (starts_with(its.path, g.path) or starts_with(g.path, its.path))), '[]') as within
    from campaigns c left join regions g on g.code = c.scope where c.id = ${campaign}`;
  if (!row) return new Map();
  const { scope, within } = row;
  const found: Concerned[] = within.map((its) => ({
    part: its.code,
    own: its,
    scope,
    shown: its.path.length > scope.path.length ? its : scope,
  }));
  if (parts.includes(null)) found.push({ part: null, own: scope, scope, shown: scope });
  return new Map(found.map((one) => [one.part, one]));
}
