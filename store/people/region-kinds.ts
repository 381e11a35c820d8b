import type { RegionKind } from '../../domain/people/region-kinds';
import type { Queries } from '../db/db';

/** @returns the kinds of region of the register, from the widest to the narrowest */
export const regionKinds = (sql: Queries): Promise<RegionKind[]> => sql<RegionKind[]>`
  select code, jsonb_build_object('zh-CN', name_zh, 'en', name_en) as name, words, rank, asked
  from region_kinds order by rank, code`;

/** Adds kinds, and replaces those with the same code. */
export async function storeKinds(sql: Queries, kinds: readonly RegionKind[]): Promise<void> {
  if (kinds.length === 0) return;
  const rows = kinds.map(({ name, words, ...kind }) => ({
    ...kind,
    words: [...words],
    name_zh: name['zh-CN'],
    name_en: name.en,
  }));
  await sql`
    insert into region_kinds (code, name_zh, name_en, words, rank, asked)
    select code, name_zh, name_en, words, rank, asked
    from jsonb_to_recordset(${sql.json(rows)})
      as row (code text, name_zh text, name_en text, words text[], rank smallint, asked boolean)
    on conflict (code) do update set
      name_zh = excluded.name_zh, name_en = excluded.name_en, words = excluded.words, rank = excluded.rank,
      asked = excluded.asked`;
}

/** @returns the number of regions of the kind, and of campaigns that ask it */
export async function usesOfKind(sql: Queries, code: string): Promise<{ regions: number; campaigns: number }> {
  const [uses] = await sql<{ regions: number; campaigns: number }[]>`
    select (select count(*)::int from regions where kind = ${code}) as regions,
           (select count(*)::int from campaigns c where jsonb_path_exists(
              c.definition, '$.stages[*].asks[*] ? (@.of == $kind)', jsonb_build_object('kind', ${code}::text))) as campaigns`;
  return uses ?? { regions: 0, campaigns: 0 };
}

/** Removes an unused kind. @returns whether it existed */
export async function removeKind(sql: Queries, code: string): Promise<boolean> {
  const rows = await sql`delete from region_kinds where code = ${code} returning code`;
  return rows.length > 0;
}
