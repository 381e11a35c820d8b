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
  const has = ({ problems = [] }: (typeof rows)[number], known: string) => problems.some(({ code }) => code === known);
  const fits = (row: (typeof rows)[number]) =>
    again ? has(row, GIVEN_AGAIN) || has(row, GIVEN_ALTHOUGH) : row.is !== 'refused' || has(row, GIVEN_ALTHOUGH);
  const wrong = rows.filter((row) => !fits(row));
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
