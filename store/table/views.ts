import type { Queries } from '../db/db';

/** A table as somebody wants to see it again. */
export interface View {
  id: number;
  table: string;
  name: string;
  /** As an address has it. */
  query: string;
}

interface Owned {
  /** `account:7` */
  owner: string;
  table: string;
}

/** @returns the owner's views of a table, by name */
export const viewsOf = (sql: Queries, { owner, table }: Owned): Promise<View[]> => sql<View[]>`
  select id, of_table as table, name, query from table_views where owner = ${owner} and of_table = ${table} order by name, id`;

/** Keeps a view under its name, in place of one that has it. @returns its number */
export async function keepView(
  sql: Queries,
  { owner, table, name, query }: Owned & { name: string; query: string },
): Promise<number> {
  const [kept] = await sql<{ id: number }[]>`
    insert into table_views (owner, of_table, name, query) values (${owner}, ${table}, ${name}, ${query})
    on conflict (owner, of_table, name) do update set query = excluded.query, changed_at = clock_timestamp()
    returning id`;
  return kept?.id ?? 0;
}

/** @returns whether this owner had such a view */
export async function dropView(sql: Queries, { id, owner }: { id: number; owner: string }): Promise<boolean> {
  const dropped = await sql`delete from table_views where id = ${id} and owner = ${owner} returning id`;
  return dropped.length > 0;
}
