import { Refused } from '../request';
import type { Unsent, UnsentRow } from '../store';
import { upload } from '../upload';
import { unseal } from './sealed';
import { type RowAnswer, type RowContent, settlePhotos, settleRows, waitingRows } from './unsent-rows';
import { dropPhotos, waitingPhoto } from './waiting-photos';

/** Rows of one request: with their fields in percent codes they stay far below the server's 64 KB. */
const MOST = 30;
/** Acts of one request: each may have a reason of a thousand characters, and photos that are sent before. */
const MOST_ACTS = 5;

/** Before the reason why nothing was handed over, among the reasons why a row is not as stated. */
const MISSED = 'missed-';

/** Before a way of helping, where many rows are handed what is due to them at once. */
const HELP = 'row-help-';

/** Columns of a row that are no fields of its form. */
const OWN = ['row-id', 'row-version', 'row-category', 'row-no-id', 'row-consent'];

/**
 * Sends the next rows of a list.
 * @param post sends one field of the form @returns the answer
 * @returns false when no row waits: then what is said of the whole list is sent
 */
export async function deliverRows(unsent: Unsent, post: Post): Promise<boolean> {
  const [first] = waitingRows(unsent);
  if (!first) return false;
  if (first.did) return deliverActs(unsent, post);
  const batch = waitingRows(unsent).slice(0, MOST);
  const gone = batch.filter((row) => row.gone).map(({ row, version }) => ({ row, version }));
  const rows = await Promise.all(batch.filter((row) => !row.gone).map(rowOf));
  await settleRows(unsent.link, batch, await answersTo(batch, { rows, gone }, post));
  return true;
}

type Post = (fields: [string, string][]) => Promise<unknown>;

/** @returns an answer for each row of a sending */
async function answersTo(batch: readonly UnsentRow[], sent: object, post: Post): Promise<RowAnswer[]> {
  const { rows: answers = [] } = (await post([['rows-sent', JSON.stringify(sent)]])) as { rows?: RowAnswer[] };
  if (batch.some(({ row }) => !answers.some((one) => one.row === row))) throw new Error('no answer for a row');
  return answers;
}

/**
 * Sends the next acts with rows, their photos before them; but what was handed over first, because a weak network may
 * bring its photos hours later. A photo that is refused refuses its own act alone.
 */
async function deliverActs(unsent: Unsent, post: Post): Promise<true> {
  const waiting = waitingRows(unsent);
  const batch = waiting.filter(({ told }) => !told).slice(0, MOST_ACTS);
  const [told] = waiting;
  if (batch.length === 0 && told) return deliverPhotos(unsent, told);
  const refused: RowAnswer[] = [];
  for (const act of batch.filter(({ handed }) => !handed)) {
    const problem = await sendPhotos(unsent, act);
    if (problem) refused.push({ row: act.row, is: 'refused', problems: [{ field: 'photo', message: problem }] });
  }
  const left = batch.filter(({ row }) => !refused.some((one) => one.row === row));
  const did = await Promise.all(left.map(actOf));
  const answers = left.length > 0 ? await answersTo(left, { did }, post) : [];
  await settleRows(unsent.link, batch, [...refused, ...answers]);
  await dropPhotos(batch.flatMap(({ photos = [] }) => photos));
  return true;
}

/** Sends the photos of what the server knows already. */
async function deliverPhotos(unsent: Unsent, act: UnsentRow): Promise<true> {
  await settlePhotos(unsent.link, act, await sendPhotos(unsent, act));
  await dropPhotos(act.photos ?? []);
  return true;
}

/** @returns why a photo was refused, in words */
async function sendPhotos({ link, language }: Unsent, { photos = [] }: UnsentRow): Promise<string | null> {
  for (const id of photos) {
    const photo = await waitingPhoto(id);
    if (!photo) continue;
    try {
      await upload(link, photo, language);
    } catch (error) {
      if (!(error instanceof Refused) || error.refusal.final) throw error;
      return error.refusal.message;
    }
  }
  return null;
}

/** What is done with a row, under a key of its own: a second sending is the same act. */
async function actOf({ row, version, stamp, photos = [], sealed }: UnsentRow): Promise<object> {
  const { fields, delivery, pictures } = await unseal<RowContent>(sealed);
  const given = new Map(fields);
  const counted = ['metOn', 'present', 'votesFor', 'votesAgainst'].flatMap((id) => {
    const value = given.get(`row-${id}`);
    return value === undefined ? [] : [[id, value]];
  });
  const done = given.get('row-outcome') === 'done';
  const because = given.get('row-because') ?? '';
  const missed = because.startsWith(MISSED) ? because.slice(MISSED.length) : undefined;
  const helps = fields.flatMap(([id]) => (id.startsWith(HELP) ? [id.slice(HELP.length)] : []));
  const why = missed === undefined ? { because: because || undefined } : { missed };
  return {
    ...{ row, version, key: stamp, done, delivery },
    photos: photos.filter((id) => id !== pictures?.['row-signature']),
    ...(done && { told: given.get('row-told') }),
    ...(done && !delivery && helps.length > 0 && { helps }),
    ...(!done && { ...why, reason: given.get('row-reason') }),
    ...(counted.length > 0 && { figures: Object.fromEntries(counted) }),
  };
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
