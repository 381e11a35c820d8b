import { Refused, request } from './request';
import { all, refuse, settle, type Unsent } from './store';
import { upload } from './upload';

/** Tells page and service worker that the phone's data has changed. */
const changes = 'BroadcastChannel' in self ? new BroadcastChannel('nuandong-form') : null;

/** @param listener called after every change, by page or service worker. */
export function onChange(listener: () => void): void {
  listeners.push(listener);
  changes?.addEventListener('message', listener);
}
const listeners: (() => void)[] = [];

export function changed(): void {
  changes?.postMessage('changed');
  for (const listener of listeners) listener();
}

/** @returns the reports that wait for the network, without those that wait for a correction. */
export const waiting = async (): Promise<Unsent[]> => (await all('unsent')).filter(({ refused }) => !refused);

/**
 * Sends unsent reports: photos first, then the report under its key. Page and service worker may both try: one after
 * the other where the browser has locks; elsewhere the key makes sure that one report arrives.
 * @returns true when nothing is left to send
 */
export function deliver(): Promise<boolean> {
  return 'locks' in navigator ? navigator.locks.request('nuandong-deliver', deliverAll) : deliverAll();
}

async function deliverAll(): Promise<boolean> {
  for (const unsent of await waiting()) {
    try {
      await settle(unsent, await send(unsent));
    } catch (error) {
      if (!(error instanceof Refused)) return false;
      await refuse(unsent, error.refusal);
    }
    changed();
  }
  return (await waiting()).length === 0;
}

/** @returns the receipt number. @throws Refused, or the network's error */
async function send({ link, key, language, fields, photos }: Unsent): Promise<string> {
  const body = new URLSearchParams(fields);
  for (const [field, photo] of Object.entries(photos)) body.set(field, await upload(link, photo, language));
  const answer = (await request(`${link}?lang=${language}`, {
    method: 'POST',
    headers: { 'idempotency-key': key },
    body,
  })) as { receipt?: unknown };
  if (typeof answer.receipt !== 'string') throw new Error('no receipt in the answer');
  return answer.receipt;
}
