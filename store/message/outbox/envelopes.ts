import { randomUUID } from 'node:crypto';
import { asOne, toldOnce } from '../../../domain/message/envelope';
import type { Queries } from '../../db/db';
import type { Row } from './judging';

/** The rows of one sent message: a single row, or the needed rows of those that go out together. */
export interface Envelope {
  token: string;
  /** Numbers of all claimed rows, needed or not. */
  asked: number[];
  needed: Row[];
  /** The newest of the needed rows about each round and place. */
  told: [Row, ...Row[]];
  /** The leading row. */
  lead: Row;
}

/** @returns the envelopes with a needed row. */
export function envelopesOf(rows: readonly Row[]): Envelope[] {
  const together = new Map<number, Row[]>();
  for (const row of rows) {
    const key = row.envelope ?? row.id;
    together.set(key, [...(together.get(key) ?? []), row]);
  }
  return [...together.values()].flatMap((all) => {
    const needed = all.filter(({ verdict }) => verdict === null);
    const [first, ...others] = toldOnce(needed);
    if (!first) return [];
    const told: Envelope['told'] = [first, ...others];
    return [{ token: randomUUID(), asked: all.map(({ id }) => id), needed, told, lead: asOne(told) }];
  });
}

/**
 * By their envelope alone (`offset 0`): Postgres would read the index of all that is in flight besides, for each of
 * these, and it keeps what was in flight until the next vacuum.
 * @returns the rows in the queue that go out together with these
 */
export async function companionsOf(sql: Queries, ids: readonly number[]): Promise<number[]> {
  const rows = await sql<{ id: number }[]>`
    select o.id from messages m
    cross join lateral (select id, state from messages where envelope = m.envelope offset 0) o
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
