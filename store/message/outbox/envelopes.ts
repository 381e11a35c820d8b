import type { Queries } from '../../db/db';

/** @returns the rows in the queue that were handed on together with these. */
export async function companionsOf(sql: Queries, ids: readonly number[]): Promise<number[]> {
  const rows = await sql<{ id: number }[]>`
    select o.id from messages m join messages o on o.envelope = m.envelope
    where m.id = any(${[...ids]}) and m.envelope is not null and o.state = 'queued' and o.id <> all(${[...ids]})`;
  return rows.map(({ id }) => id);
}

/**
 * Parts those in the queue that were to go out together with a row, since one of them cannot be put into words: each is
 * given a job of its own by the sweeper.
 * @returns whether there were any
 */
export async function part(sql: Queries, id: number): Promise<boolean> {
  const { count } = await sql`
    update messages set envelope = null
    where state = 'queued' and envelope = (select envelope from messages where id = ${id})`;
  return count > 1;
}
