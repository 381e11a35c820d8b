import type { Unsent, UnsentRow } from '../store';
import { unseal } from './sealed';
import { type RowAnswer, type RowContent, settleRows, waitingRows } from './unsent-rows';

/** Rows of one request: with their fields in percent codes they stay far below the server's 64 KB. */
const MOST = 30;

/** Columns of a row that are no fields of its form. */
const OWN = ['row-id', 'row-version', 'row-category', 'row-no-id', 'row-consent'];

/**
 * Sends the next rows of a list.
 * @param post sends one field of the form @returns the answer
 * @returns false when no row waits: then what is said of the whole list is sent
 */
export async function deliverRows(
  unsent: Unsent,
  post: (fields: [string, string][]) => Promise<unknown>,
): Promise<boolean> {
  const batch = waitingRows(unsent).slice(0, MOST);
  if (batch.length === 0) return false;
  const gone = batch.filter((row) => row.gone).map(({ row, version }) => ({ row, version }));
  const rows = await Promise.all(batch.filter((row) => !row.gone).map(rowOf));
  const { rows: answers = [] } = (await post([['rows-sent', JSON.stringify({ rows, gone })]])) as {
    rows?: RowAnswer[];
  };
  if (batch.some(({ row }) => !answers.some((one) => one.row === row))) throw new Error('no answer for a row');
  await settleRows(unsent.link, batch, answers);
  return true;
}

async function rowOf({ row, version, sealed }: UnsentRow): Promise<object> {
  const { fields } = await unseal<RowContent>(sealed);
  const given = new Map(fields);
  return {
    row,
    version,
    category: given.get('row-category'),
    noId: given.get('row-no-id'),
    consent: given.get('row-consent') === 'yes',
    keeps: version !== undefined,
    figures: Object.fromEntries(fields.filter(([id]) => !OWN.includes(id))),
  };
}
