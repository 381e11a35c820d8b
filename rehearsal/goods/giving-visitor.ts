import { z } from 'zod';
import { call, unexpected } from '../people/visitor';
import type { Drawn } from './signature';

/** What was done at a door, as the page's script sends it. */
export interface Given {
  /** Id of the row (UUID). */
  row: string;
  /** Key of this act (UUID): sent twice, it is one. */
  key: string;
  done: boolean;
  /** Why it leaves the list, or why nothing could be handed over. */
  because?: string;
  missed?: 'refused' | 'unreached';
  reason?: string;
  delivery?: object;
  signature?: Drawn | null;
}

/** Name of the field of the page. */
const ROWS = 'rows-sent';

const answered = z.object({
  rows: z.array(
    z.object({
      row: z.string(),
      is: z.string(),
      problems: z.array(z.object({ code: z.string() })).optional(),
    }),
  ),
});

/** What the page says of a delivery to a row that has got everything before: it is kept all the same. */
const GIVEN_AGAIN = 'row-given-again';
/** What it says where somebody has objected, and no answer has come: what was signed is kept, and nothing is booked. */
const GIVEN_ALTHOUGH = 'row-given-although';
/** What it says where the row has left the list meanwhile and nothing was handed over: there is nothing to keep. */
const LEFT = 'row-out';

type Answer = z.infer<typeof answered>['rows'][number];

/**
 * @param done whether something was handed over
 * @returns whether an answer is one that a phone may get for a row
 */
export function isAnswered({ is, problems = [] }: Answer, { done, again }: { done: boolean; again: boolean }): boolean {
  const has = (known: string) => problems.some(({ code }) => code === known);
  if (again) return has(GIVEN_AGAIN) || has(GIVEN_ALTHOUGH);
  return is !== 'refused' || has(GIVEN_ALTHOUGH) || (!done && has(LEFT));
}

/**
 * Sends what was done at the doors as the page's script does, the pictures first.
 * @param again whether all of it was told before, by another phone
 * @throws Error when a row is not taken
 */
export async function giveOut(link: string, given: readonly Given[], { again }: { again: boolean }): Promise<void> {
  for (const { signature } of given) if (signature) await sendPicture(link, signature);
  const did = given.map(({ signature: _, ...one }) => one);
  const response = await call(link, {
    method: 'POST',
    headers: { accept: 'application/json' },
    body: new URLSearchParams({ [ROWS]: JSON.stringify({ did }) }),
  });
  if (!response.ok && response.status !== 422) throw await unexpected('handing goods out', response);
  const { rows } = answered.parse(await response.json());
  const handed = new Set(given.flatMap(({ row, done }) => (done ? [row] : [])));
  const wrong = rows.filter((row) => !isAnswered(row, { done: handed.has(row.row), again }));
  if (wrong.length > 0) throw new Error(`Rows were handed goods, and the answer was ${JSON.stringify(wrong)}`);
}

async function sendPicture(link: string, { id, bytes }: Drawn): Promise<void> {
  const response = await call(`${link}/photos/${id}?offset=0&size=${bytes.length}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: new Uint8Array(bytes),
  });
  if (!response.ok) throw await unexpected('sending a signature', response);
  await response.arrayBuffer();
}
