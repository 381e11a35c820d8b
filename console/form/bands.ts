import { byId, fill, show } from './elements';
import { type Arrived, all, drop, get } from './store';
import { markTasks } from './tasks';

/** Shows what the phone keeps: what has not arrived, in a way that nobody takes for sent, and what has. */
export async function showKept(link: string, { sending }: { sending: boolean }): Promise<void> {
  const kept = await all('unsent');
  const unsent = kept.filter(({ refused }) => !refused);
  const arrived = await all('arrived');
  const count = byId('unsent-count');
  count.textContent = fill(count.dataset.text, { count: unsent.length });
  const note = byId('unsent-note');
  note.textContent = (sending ? note.dataset.sending : note.dataset.waiting) ?? '';
  byId('unsent-names').replaceChildren(...unsent.map(({ name }) => line(name)));
  show('send-now', !sending);
  for (const id of ['unsent', 'unsent-more']) show(id, unsent.length > 0);

  const failed = kept.filter((one) => one.refused && one.link !== link);
  byId('failed-names').replaceChildren(...failed.map(({ name, refused }) => line(name, ': ', refused?.message ?? '')));
  show('failed', failed.length > 0);

  const others = arrived.filter((one) => one.link !== link);
  byId('sent-names').replaceChildren(...others.map(arrivedLine));
  show('sent', others.length > 0);
  if (arrived.length > 0) show('kept-page', false);
  markTasks({ unsent: unsent.map((one) => one.link), reported: arrived.map((one) => one.link) });
  await showReceipt(link);
}

function line(...content: (string | Node)[]): HTMLLIElement {
  const item = document.createElement('li');
  item.append(...content);
  return item;
}

function arrivedLine({ name, receipt }: Arrived): HTMLLIElement {
  const number = Object.assign(document.createElement('b'), { className: 'receipt-small', textContent: receipt });
  return line(fill(byId('phone').dataset.arrived, { name }), ' ', number);
}

/** The receipt takes the place of the form, until the village wants to correct something. */
async function showReceipt(link: string): Promise<void> {
  const arrived = await get('arrived', link);
  show('arrived', arrived !== undefined);
  show('asked', arrived === undefined);
  if (!arrived || byId('new-receipt').textContent === arrived.receipt) return;
  byId('new-receipt').textContent = arrived.receipt;
  byId('arrived-title').focus();
}

/** What became of the reports of other links was seen. */
export async function understood(link: string): Promise<void> {
  for (const one of await all('arrived')) if (one.link !== link) await drop('arrived', one.link);
  for (const one of await all('unsent')) if (one.refused && one.link !== link) await drop('unsent', one.link);
}

/** A page from the phone's memory says from when it is. */
export function showAge(): void {
  const { kept } = document.documentElement.dataset;
  if (kept === undefined) return;
  const { lang } = document.documentElement;
  const time = kept ? new Date(Number(kept)).toLocaleString(lang, { dateStyle: 'short', timeStyle: 'short' }) : '—';
  const band = byId('kept-page');
  band.textContent = fill(band.dataset.text, { time });
  band.hidden = false;
}
