import type { Queries } from '../../../store/db/db';
import { type Writing, writeMessages } from '../../../store/message/write';

/** The outcome of messages: columns that delivery fills. */
interface Became {
  state: string;
  reason?: string | null;
  text?: string;
  submitted_at?: string | null;
  accepted_at?: string | null;
  sent_to?: string;
}

/**
 * Writes messages with their outcome, as if delivery had handled them.
 * @returns their numbers
 */
export async function writePast(sql: Queries, writing: Writing, became: Became): Promise<number[]> {
  const ids = await writeMessages(sql, writing);
  await sql`update messages set ${sql({ ...became })} where id = any(${ids})`;
  return ids;
}
