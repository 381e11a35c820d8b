import type { Shape } from '../../domain/people/shapes';
import type { Queries } from '../db/db';
import { json } from '../db/json';
import { within } from '../db/scope';

/** A region with the shape that a map gives it. */
export interface Shaped {
  code: string;
  shape: Shape;
}

/**
 * @param top only regions within it; null for the whole register
 * @returns the open regions of these codes and names: by code, and by name where only one region has it
 */
export async function regionsCalled(
  sql: Queries,
  { codes, names, top }: { codes: readonly string[]; names: readonly string[]; top: string | null },
): Promise<{ codes: Set<string>; byName: Map<string, string[]> }> {
  const rows = await sql<{ code: string; name: string }[]>`
    select g.code, g.name from regions g
    where g.closed_at is null and (g.code = any(${[...codes]}) or g.name = any(${[...names]}))
      and ${within(sql, top, 'g.path')}`;
  const byName = new Map<string, string[]>();
  for (const { code, name } of rows) byName.set(name, [...(byName.get(name) ?? []), code]);
  return { codes: new Set(rows.map(({ code }) => code)), byName };
}

/** Stores shapes; an earlier shape of the same region is replaced. @returns the number that was new or different */
export async function saveShapes(sql: Queries, shapes: readonly Shaped[]): Promise<number> {
  const changed = await sql`
    insert into region_shapes (region_code, shape)
    select s ->> 'code', s -> 'shape' from jsonb_array_elements(${json(sql, shapes)}::jsonb) s
    on conflict (region_code) do update set shape = excluded.shape, changed_at = clock_timestamp()
      where region_shapes.shape is distinct from excluded.shape`;
  return changed.count;
}

/** @returns the shapes of a region and of the open ones right below it; `under` null for the tops of the reader */
export const shapesBelow = (
  sql: Queries,
  { under, top }: { under: string | null; top: string | null },
): Promise<Shaped[]> => sql<Shaped[]>`
  select s.region_code as code, s.shape from region_shapes s join regions g on g.code = s.region_code
  where g.closed_at is null and case when ${under}::text is not null then g.parent_code = ${under} or g.code = ${under}
             when ${top}::text is not null then g.code = ${top} else g.parent_code is null end`;
