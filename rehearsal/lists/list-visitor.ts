import { z } from 'zod';
import { call, unexpected } from '../people/visitor';

/** A row as the page's script sends it. */
export interface RowTyped {
  row: string;
  version?: number;
  category: string;
  figures: Record<string, string>;
  consent: boolean;
}

/** Rows of one sending. */
export interface RowsTyped {
  rows: RowTyped[];
  gone: { row: string; version?: number }[];
  /** These are all (报完). */
  whole: boolean;
}

/** What became of a row: a word of the answer, or the code of the refusal. */
export interface RowAnswered {
  row: string;
  outcome: string;
  version: number | null;
}

export type RowsAnswered = { rows: RowAnswered[] } | { refused: string };

/** Names of the fields that the page sends. */
const ROWS = 'rows-sent';
const ALL_REPORTED = 'all-reported';

const answered = z.object({
  receipt: z.string(),
  rows: z
    .array(
      z.object({
        row: z.string(),
        is: z.string(),
        version: z.number().optional(),
        problems: z.array(z.object({ code: z.string() })).optional(),
      }),
    )
    .default([]),
});
const refusal = z.object({ code: z.string() });

/**
 * Sends rows of a list as the page's script does.
 * @returns what became of each row, or why none was taken
 * @throws Error when the answer is neither
 */
export async function sendRows(link: string, { rows, gone, whole }: RowsTyped): Promise<RowsAnswered> {
  const fields = {
    ...((rows.length > 0 || gone.length > 0) && { [ROWS]: JSON.stringify({ rows, gone }) }),
    ...(whole && { [ALL_REPORTED]: 'yes' }),
  };
  const response = await call(link, {
    method: 'POST',
    headers: { accept: 'application/json' },
    body: new URLSearchParams(fields),
  });
  if (response.ok) {
    const answer = answered.parse(await response.json());
    return { rows: answer.rows.map(outcomeOf) };
  }
  if (![409, 410, 422].includes(response.status)) throw await unexpected('sending rows of a list', response);
  return { refused: refusal.parse(await response.json()).code };
}

const outcomeOf = ({ row, is, version, problems = [] }: z.infer<typeof answered>['rows'][number]): RowAnswered => ({
  row,
  outcome: is === 'refused' ? (problems[0]?.code ?? is) : is,
  version: version ?? null,
});

/**
 * Says something about a posting on its public page.
 * @throws Error when it is not received
 */
export async function sayToPosting(
  address: string,
  said: { key: string; number: string; text: string; from: string },
): Promise<void> {
  const response = await call(address, { method: 'POST', body: new URLSearchParams(said) });
  if (!response.ok) throw await unexpected('objecting to a posting', response);
  await response.arrayBuffer();
}

/** @returns the page of a posting as anybody reads it, while it hangs or after. @throws Error when there is none */
export async function readPosting(address: string): Promise<string> {
  const response = await call(address);
  if (!response.ok && response.status !== 410) throw await unexpected('reading a posting', response);
  return response.text();
}
