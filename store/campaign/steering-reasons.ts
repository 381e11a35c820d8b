import type { Queries } from '../db/db';

/**
 * Stores the reason of a decision in the administrator's own words, before the decision is sent. The decision carries
 * only the number, so the text is in Postgres and nowhere else.
 * @returns its number
 */
export async function keepReason(sql: Queries, campaign: string, text: string): Promise<number> {
  const [row] = await sql<{ id: number }[]>`
    insert into steering_reasons (campaign_id, text) values (${campaign}, ${text}) returning id`;
  return row?.id ?? 0;
}

/** Deletes the reason of a refused decision. */
export async function dropReason(sql: Queries, id: number): Promise<void> {
  await sql`delete from steering_reasons where id = ${id}`;
}

/** @returns the text of a reason; empty when none was given. */
export async function reasonText(sql: Queries, id: number | undefined): Promise<string> {
  if (id === undefined) return '';
  const [row] = await sql<{ text: string }[]>`select text from steering_reasons where id = ${id}`;
  return row?.text ?? '';
}
