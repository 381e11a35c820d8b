import { Refused, request } from './request';
import { deliverRows } from './rows/deliver-rows';
import { openRows, waitingRows } from './rows/unsent-rows';
import { dropSentPhotos } from './rows/waiting-photos';
import { all, type Receipt, refuse, settle, type Unsent } from './store';
import { upload } from './upload';

/** What page and service worker tell each other: the phone's data has changed; what it kept has been sent. */
type News = 'changed' | 'sent';
const channel = 'BroadcastChannel' in self ? new BroadcastChannel('nuandong-form') : null;
const listeners: { to: News; listener: () => void }[] = [];

/** @param listener called after every such news, of page or service worker */
export function on(news: News, listener: () => void): void {
  listeners.push({ to: news, listener });
  channel?.addEventListener('message', ({ data }) => data === news && listener());
}

function tell(news: News): void {
  channel?.postMessage(news);
  for (const { to, listener } of listeners) if (to === news) listener();
}

export const changed = (): void => tell('changed');

/** @returns the reports that wait for the network, without those that wait for a correction. */
export const waiting = async (): Promise<Unsent[]> => (await all('unsent')).filter(isWaiting);

/** Of a list, rows wait, or what it says as a whole once no row is left; refused ones wait for their correction. */
function isWaiting(unsent: Unsent): boolean {
  if (unsent.refused) return false;
  if (waitingRows(unsent).length > 0) return true;
  return openRows(unsent).length === 0 && (unsent.rows === undefined || unsent.fields.length > 0);
}

/**
 * Sends unsent reports: photos first, then the report under its key. Page and service worker may both try: one after
 * the other where the browser has locks; elsewhere the key makes sure that one report arrives.
 * @returns true when nothing is left to send
 */
export function deliver(): Promise<boolean> {
  return 'locks' in navigator ? navigator.locks.request('nuandong-deliver', deliverAll) : deliverAll();
}

async function deliverAll(): Promise<boolean> {
  let sent = false;
  for (let queue = await waiting(); queue.length > 0; queue = await waiting())
    for (const unsent of queue) {
      try {
        const sentRows = await deliverRows(unsent, async (fields) => post(unsent, fields));
        if (!sentRows) await settle(unsent, await send(unsent));
        sent = true;
      } catch (error) {
        if (!(error instanceof Refused)) return false;
        await refuse(unsent, error.refusal);
      }
      changed();
    }
  await dropSentPhotos();
  if (sent) tell('sent');
  return true;
}

/** @throws Refused, or the network's error */
async function send(unsent: Unsent): Promise<Receipt> {
  const { link, language, fields, photos } = unsent;
  const uploaded: [string, string][] = [];
  for (const [field, photo] of Object.entries(photos)) uploaded.push([field, await upload(link, photo, language)]);
  const { receipt, told } = await post(unsent, [...fields.filter(([field]) => !(field in photos)), ...uploaded]);
  return { receipt, ...(told && { told }) };
}

/** @returns the answer with its receipt. @throws Refused, or the network's error */
async function post({ link, key, language }: Unsent, fields: [string, string][]): Promise<Receipt> {
  const answer = (await request(`${link}?lang=${language}`, {
    method: 'POST',
    headers: { 'idempotency-key': key },
    body: new URLSearchParams(fields),
  })) as Partial<Receipt>;
  if (typeof answer.receipt !== 'string') throw new Error('no receipt in the answer');
  return { ...answer, receipt: answer.receipt };
}
