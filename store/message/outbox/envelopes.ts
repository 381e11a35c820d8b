import type { Queries } from '../../db/db';

/** @returns the rows in the queue that go out together with these. */
export async function companionsOf(sql: Queries, ids: readonly number[]): Promise<number[]> {
  const rows = await sql<{ id: number }[]>`
    select o.id from messages m join messages o on o.envelope = m.envelope
    where m.id = any(${[...ids]}) and m.envelope is not null and o.state = 'queued' and o.id <> all(${[...ids]})`;
  return rows.map(({ id }) => id);
}

/**
 * Separates the rows in the queue that go out together with a row, because one of them cannot be rendered: the sweeper
 * gives each its own job.
 * @returns whether there were any
 */
export async function part(sql: Queries, id: number): Promise<boolean> {
  const { count } = await sql`
    update messages set envelope = null
    where state = 'queued' and envelope = (select envelope from messages where id = ${id})`;
  return count > 1;
}
