import { byId, fill, list, show } from './elements';
import { all, drop, get } from './store';

/** Shows what the phone keeps: what has not arrived, in a way that nobody takes for sent, and what has. */
export async function showKept(link: string, { sending }: { sending: boolean }): Promise<void> {
  const unsent = (await all('unsent')).filter(({ refused }) => !refused);
  const count = byId('unsent').querySelector<HTMLElement>('.unsent-count');
  if (count) count.textContent = fill(count.dataset.text, { count: unsent.length });
  const note = byId('unsent-note');
  note.textContent = (sending ? note.dataset.sending : note.dataset.waiting) ?? '';
  list(
    'unsent-names',
    unsent.map(({ name }) => name),
  );
  show('send-now', !sending);
  show('unsent', unsent.length > 0);

  const others = (await all('arrived')).filter((one) => one.link !== link);
  list(
    'sent-names',
    others.map(({ name, receipt }) => fill(byId('phone').dataset.arrived, { name, receipt })),
  );
  show('sent', others.length > 0);
  await showReceipt(link);
}

/** The receipt takes the place of the form, until the village wants to correct something. */
async function showReceipt(link: string): Promise<void> {
  const arrived = await get('arrived', link);
  show('arrived', arrived !== undefined);
  show('asked', arrived === undefined);
  if (!arrived || byId('receipt').textContent === arrived.receipt) return;
  byId('receipt').textContent = arrived.receipt;
  byId('arrived-title').focus();
}

/** Receipts of other links were seen. */
export async function understood(link: string): Promise<void> {
  for (const one of await all('arrived')) if (one.link !== link) await drop('arrived', one.link);
}

/** A page from the phone's memory says from when it is. */
export function showAge(): void {
  const at = Number(document.documentElement.dataset.kept);
  if (document.documentElement.dataset.kept === undefined) return;
  const band = byId('kept-page');
  const time = at
    ? new Date(at).toLocaleString(document.documentElement.lang, { dateStyle: 'short', timeStyle: 'short' })
    : '—';
  band.textContent = fill(band.dataset.text, { time });
  band.hidden = false;
}
