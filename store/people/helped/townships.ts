import type { Queries } from '../../db/db';

/** @returns the township of each region, itself or above it; the region itself where it has none */
export async function townshipsOf(sql: Queries, regions: readonly string[]): Promise<Map<string, string>> {
  const rows = await sql<{ code: string; township: string }[]>`
    select g.code, coalesce(t.code, g.code) as township
    from regions g left join regions t on t.kind = 'township' and t.code = any(string_to_array(g.path, '/'))
    where g.code = any(${[...new Set(regions)]}::text[])`;
  return new Map(rows.map(({ code, township }) => [code, township]));
}
