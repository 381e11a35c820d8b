import type { Text } from '../../domain/campaign/definition/definition';
import type { Instant } from '../../domain/instant';
import type { Queries } from '../db/db';
import { json } from '../db/json';

/** A draft among its owner's, without its content. */
export interface DraftListed {
  id: number;
  name: Text;
  season: number | null;
  /** Code of the region, and its name where the register has it. */
  scope: string | null;
  place: string | null;
  version: number;
  changedAt: Instant;
  /** Id of the campaign in which it was last rehearsed. */
  rehearsed: string | null;
}

/** A definition as it is typed: its parts may be wrong, or missing. */
export interface DraftKept {
  id: number;
  /** JSON of the definition, for the reader of definitions. */
  definition: string;
  version: number;
  changedAt: Instant;
}

/** Whose draft it is: `account:7`. */
export interface Owned {
  id: number;
  owner: string;
}

/** @returns the drafts of one owner, the last changed first */
export const draftsOf = (sql: Queries, owner: string): Promise<DraftListed[]> => sql<DraftListed[]>`
  select d.id, coalesce(nullif(d.definition::jsonb -> 'name', 'null'), '{"zh-CN": ""}') as name,
         case when json_typeof(d.definition -> 'season') = 'number' then (d.definition ->> 'season')::numeric::int end as season,
         d.definition ->> 'scope' as scope, g.name as place, d.version, d.changed_at as "changedAt",
         d.rehearsed
  from campaign_drafts d left join regions g on g.code = d.definition ->> 'scope'
  where d.owner = ${owner} order by d.changed_at desc, d.id desc`;

/** @returns the draft; null when this owner has none with this number */
export async function findDraft(sql: Queries, { id, owner }: Owned): Promise<DraftKept | null> {
  const [found] = await sql<DraftKept[]>`
    select id, definition::text as definition, version, changed_at as "changedAt"
    from campaign_drafts where id = ${id} and owner = ${owner}`;
  return found ?? null;
}

/** @returns the number of the owner's draft with exactly this definition; null when there is none */
export async function draftLike(sql: Queries, owner: string, definition: object): Promise<number | null> {
  const [found] = await sql<{ id: number }[]>`
    select id from campaign_drafts where owner = ${owner} and definition::jsonb = ${json(sql, definition)}::jsonb
    order by changed_at desc limit 1`;
  return found?.id ?? null;
}

/** As text: the driver sends JSON as jsonb, which puts forms and stages into another order. */
const written = (definition: object): string => JSON.stringify(definition);

/** Inserts a draft. @returns its number */
export async function addDraft(sql: Queries, owner: string, definition: object): Promise<number> {
  const [row] = await sql<{ id: number }[]>`
    insert into campaign_drafts (owner, definition) values (${owner}, ${written(definition)}::text::json) returning id`;
  return row?.id ?? 0;
}

/** What is typed, over the version that was read; after a rehearsal, with its campaign. */
export interface DraftSaved extends Owned {
  version: number;
  definition: object;
  rehearsed?: string | undefined;
}

/** Writes a draft over the version that was read. @returns the new version; null when it is another by now */
export async function saveDraft(
  sql: Queries,
  { id, owner, version, definition, rehearsed = '' }: DraftSaved,
): Promise<number | null> {
  const [row] = await sql<{ version: number }[]>`
    update campaign_drafts
    set definition = ${written(definition)}::text::json, rehearsed = coalesce(nullif(${rehearsed}, ''), rehearsed), version = version + 1, changed_at = clock_timestamp()
    where id = ${id} and owner = ${owner} and version = ${version} returning version`;
  return row?.version ?? null;
}

/** @returns whether there was such a draft */
export async function deleteDraft(sql: Queries, { id, owner }: Owned): Promise<boolean> {
  const rows = await sql`delete from campaign_drafts where id = ${id} and owner = ${owner} returning id`;
  return rows.length > 0;
}
