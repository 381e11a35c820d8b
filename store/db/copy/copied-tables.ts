import type { Queries } from '../db';

/** A table, and those of its columns that are stored and not computed. */
export interface CopiedTable {
  name: string;
  columns: string[];
}

/** @returns every table of ours; the list of migrations is told apart */
export const tablesToCopy = (sql: Queries): Promise<CopiedTable[]> =>
  sql<CopiedTable[]>`
    select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relkind = 'r' and c.relname <> 'migrations'
    group by c.relname
    order by c.relname`;

/** A counter behind a column. */
export interface CopiedSequence {
  name: string;
  value: string;
  called: boolean;
}

/** @returns every counter, and where it stands */
export async function sequencesToCopy(sql: Queries): Promise<CopiedSequence[]> {
  const names = await sql<{ name: string }[]>`
    select sequencename::text as name from pg_sequences where schemaname = 'public' order by 1`;
  const read: CopiedSequence[] = [];
  for (const { name } of names)
    read.push(
      ...(await sql<CopiedSequence[]>`
        select ${name}::text as name, last_value::text as value, is_called as called from ${sql(name)}`),
    );
  return read;
}

/** @returns whether nobody has put anything into this database yet */
export async function isUnused(sql: Queries): Promise<boolean> {
  const [found] = await sql<{ used: boolean }[]>`
    select exists (select from regions) or exists (select from contacts) or exists (select from campaigns)
      or exists (select from accounts) as used`;
  return found?.used === false;
}
