import { createHash } from 'node:crypto';
import type { Instant } from '../../domain/instant';
import type { Queries } from '../db/db';

/** The original text of a feed. */
export interface RawText {
  bytes: Uint8Array;
}

interface KeptText {
  scope: string;
  source: string;
  raw: RawText;
  at: Instant;
  /** Words that the feed wants shown with its warnings. */
  attributions?: readonly string[] | undefined;
}

/** Enough for every single warning, and for the feed of a state or a province. */
const KEPT_BYTES = 1_048_576;

/**
 * Stores a text once, however often it comes. It cuts more than a megabyte, with a note.
 * @returns its number
 */
export async function keepText(sql: Queries, { scope, source, raw, at, attributions = [] }: KeptText): Promise<number> {
  const { bytes } = raw;
  const digest = createHash('sha256').update(bytes).digest('hex');
  const note = bytes.length > KEPT_BYTES ? `the first ${KEPT_BYTES} of ${bytes.length} bytes` : null;
  const kept = Buffer.from(bytes.subarray(0, KEPT_BYTES));
  const [row] = await sql<{ id: number }[]>`
    insert into warning_texts (scope, digest, source, received_at, bytes, note, attributions)
    values (${scope}, ${digest}, ${source}, ${at}, ${kept}, ${note}, ${[...attributions]})
    on conflict (scope, digest) do update set digest = excluded.digest returning id`;
  if (!row) throw new Error('The text of a warning was not kept');
  return row.id;
}

/** @returns the original text, or null when there is none with this number. */
export async function findText(sql: Queries, id: number): Promise<{ bytes: Uint8Array; note: string | null } | null> {
  const [row] = await sql<{ bytes: Uint8Array; note: string | null }[]>`
    select bytes, note from warning_texts where id = ${id}`;
  return row ?? null;
}
