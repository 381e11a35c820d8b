import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
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
    headers: { accept: 'application/json', 'idempotency-key': randomUUID() },
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

/** Of a page of a list: the row of each line, and how its chip looks when it was returned. */
const ROW_LINE = /<li id="row-([0-9a-f-]{36})">([\s\S]*?)<\/li>/g;
const RETURNED_CHIP = 'chip overdue';
const VERSION = /name="row-version" value="(\d+)"/;

/** @returns the rows that the page of a list shows as returned, each as its own page has it */
export async function readReturned(link: string): Promise<{ row: string; version: number }[]> {
  const page = await readPage(link);
  const rows = [...page.matchAll(ROW_LINE)].flatMap(([, row = '', line = '']) =>
    line.includes(RETURNED_CHIP) ? [row] : [],
  );
  const found: { row: string; version: number }[] = [];
  for (const row of rows) {
    const [, version] = VERSION.exec(await readPage(`${link}?row=${row}`)) ?? [];
    if (version === undefined) throw new Error(`The page of row ${row} cannot be corrected`);
    found.push({ row, version: Number(version) });
  }
  return found;
}

/** @returns whether the page of a list says that all of it has been reported */
export const saysAll = async (link: string): Promise<boolean> => (await readPage(link)).includes('data-whole="true"');

async function readPage(address: string): Promise<string> {
  const response = await call(address, { headers: { accept: 'text/html' } });
  if (!response.ok) throw await unexpected('reading its list', response);
  return response.text();
}

/** The page's answer to whoever has failed several times, and how long it has them wait. */
const TOO_SOON = 429;
const USUAL_WAIT_S = 2;

/**
 * Says something about a posting on its public page. Whoever names a row that has left it meanwhile is told so, and
 * says it again without the number; whoever is asked to wait a moment waits.
 * @throws Error when it is not received
 */
export async function sayToPosting(
  address: string,
  said: { key: string; number: string; text: string; from: string },
): Promise<void> {
  const response = await call(address, { method: 'POST', body: new URLSearchParams(said) });
  if (response.ok) return void (await response.arrayBuffer());
  if (response.status === TOO_SOON) {
    await response.arrayBuffer();
    await pause(Number(response.headers.get('retry-after') ?? USUAL_WAIT_S) * 1000);
    return sayToPosting(address, said);
  }
  const isOff = said.number !== '' && (response.status === 410 || response.status === 422);
  if (!isOff) throw await unexpected('objecting to a posting', response);
  await response.arrayBuffer();
  await sayToPosting(address, { ...said, number: '', text: `${said.number}号：${said.text}` });
}

/** @returns the page of a posting as anybody reads it, while it hangs or after. @throws Error when there is none */
export async function readPosting(address: string): Promise<string> {
  const response = await call(address);
  if (!response.ok && response.status !== 410) throw await unexpected('reading a posting', response);
  return response.text();
}
