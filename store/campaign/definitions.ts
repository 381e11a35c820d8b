import type { Definition } from '../../domain/campaign/definition/definition';
import type { Fragment, Queries } from '../db/db';

/** Definitions are large and change seldom: a process reads each once for every version of its campaign's row. */
const kept = new Map<string, { version: string; definition: Definition }>();
const MOST_KEPT = 100;

/** @returns what tells one version of a campaign's row from all others, as SQL; with the alias `c` (campaigns) */
export const rowVersion = (sql: Queries): Fragment => sql`c.xmin::text || ' ' || c.started_at`;

/** @returns the definitions of campaigns. @param versions by campaign, as {@link rowVersion} has just given them */
export async function definitionsOf(
  sql: Queries,
  versions: ReadonlyMap<string, string>,
): Promise<Map<string, Definition>> {
  const stale = [...versions].flatMap(([id, version]) => (kept.get(id)?.version === version ? [] : [id]));
  if (stale.length > 0) {
    if (kept.size + stale.length > MOST_KEPT) kept.clear();
    const read = await sql<{ id: string; definition: Definition }[]>`
      select id, definition from campaigns where id = any(${[...versions.keys()]})`;
    for (const { id, definition } of read) kept.set(id, { version: versions.get(id) ?? '', definition });
  }
  return new Map(
    [...versions.keys()].flatMap((id) => {
      const definition = kept.get(id)?.definition;
      return definition ? [[id, definition]] : [];
    }),
  );
}

/** @returns the definition of one campaign, which is there */
export async function definitionOf(sql: Queries, campaign: string, version: string): Promise<Definition> {
  const definition = (await definitionsOf(sql, new Map([[campaign, version]]))).get(campaign);
  if (!definition) throw new Error(`Campaign ${campaign} was removed while its definition was read`);
  return definition;
}
