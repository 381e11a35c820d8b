import type { Queries } from './db';

/** Real names for a preview, which only whoever may start a campaign gets to see. */
export interface SampleNames {
  unit: string;
  contact: string;
  missing: string[];
}

const SILENT_SHOWN = 4;

/** @returns the first unit of this kind with a contact, and its neighbours as the silent ones; null when there is none. */
export async function namesForSample(
  sql: Queries,
  { scope, kind }: { scope: string; kind: string },
): Promise<SampleNames | null> {
  const [first] = await sql<{ unit: string; contact: string; parent: string }[]>`
    select g.name as unit, c.name as contact, g.parent_code as parent
    from regions top join regions g on starts_with(g.path, top.path) join contacts c on c.region_code = g.code
    where top.code = ${scope} and g.kind = ${kind} and c.role = 'contact' and c.name is not null
    order by g.path limit 1`;
  if (!first) return null;
  const neighbours = await sql<{ name: string }[]>`
    select name from regions where parent_code = ${first.parent} order by position, code limit ${SILENT_SHOWN}`;
  return { unit: first.unit, contact: first.contact, missing: neighbours.map(({ name }) => name) };
}
