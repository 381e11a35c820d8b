import { byId, fill, hasForm, hasTasks, link, make, show } from './elements';
import { showLost } from './lost';
import { reasonOf } from './request';
import { isList, showRows } from './rows/kept-rows';
import { openRows, waitingRows } from './rows/unsent-rows';
import { type Arrived, all, drop, get, type Unsent } from './store';
import { markTasks } from './tasks';

/** Shows the reports that the phone keeps: unsent ones, clearly marked as unsent, and arrived ones. */
export async function showKept({ sending }: { sending: boolean }): Promise<void> {
  const unsent = (await all('unsent')).filter((one) => !one.rows || one.fields.length > 0 || openRows(one).length > 0);
  const arrived = await all('arrived');
  showUnsent(unsent, sending);
  showWrong(unsent);
  await showLost(unsent.filter(isLost));
  if (isList) await showRows();

  const others = arrived.filter(isElsewhere);
  byId('sent-names').replaceChildren(...others.map(arrivedLine));
  show('sent', others.length > 0);
  if (arrived.length > 0) show('kept-page', false);
  markTasks({ unsent: unsent.map((one) => one.link), reported: arrived.map((one) => one.link) });
  if (hasForm) await showReceipt();
}

/** Nothing of it can be sent: its link is over. Of a list that may be rows that were refused before. */
const isLost = (one: Unsent): boolean =>
  one.refused?.final === true || (!hasForm && !hasTasks && one.link === link && hasWrongRows(one));

/** The form of this page shows the state of its own report. */
const isElsewhere = (one: { link: string }): boolean => !hasForm || one.link !== link;

/**
 * Counts every report without a receipt, of a list its rows, whatever the cause; what waits for the network says so.
 */
function showUnsent(unsent: readonly Unsent[], sending: boolean): void {
  const waiting = unsent.filter((one) => !one.refused && !hasWrongRows(one));
  const count = byId('unsent-count');
  const number = unsent.reduce((sum, one) => sum + Math.max(1, openRows(one).length), 0);
  count.textContent = fill(count.dataset.text, { count: number });
  const note = byId('unsent-note');
  note.textContent = (sending ? note.dataset.sending : note.dataset.waiting) ?? '';
  byId('unsent-names').replaceChildren(...waiting.map(({ name }) => make('li', {}, name)));
  show('unsent', unsent.length > 0);
  show('unsent-more', waiting.length > 0);
  show('send-now', waiting.length > 0 && !sending);
}

/** Only refused rows are left of a list. */
const hasWrongRows = (one: Unsent): boolean => openRows(one).length > 0 && waitingRows(one).length === 0;

/** Links to the other page where a report must be corrected. */
function showWrong(unsent: readonly Unsent[]): void {
  const wrong = unsent.filter((one) => (one.refused || hasWrongRows(one)) && !isLost(one) && isElsewhere(one));
  const lines = wrong.map((one) => make('li', {}, make('a', { href: one.link }, one.name), ' ', reasonOf(one)));
  byId('failed-names').replaceChildren(...lines);
  show('failed', wrong.length > 0);
}

function arrivedLine({ name, receipt }: Arrived): HTMLLIElement {
  const number = make('b', { className: 'receipt-small' }, receipt);
  return make('li', {}, fill(byId('phone').dataset.arrived, { name }), ' ', number);
}

/** Shows the receipt instead of the form, until the village wants to correct the report. */
async function showReceipt(): Promise<void> {
  const arrived = await get('arrived', link);
  show('arrived', arrived !== undefined);
  show('asked', arrived === undefined);
  if (!arrived || byId('new-receipt').textContent === arrived.receipt) return;
  byId('new-receipt').textContent = arrived.receipt;
  showTold(arrived);
  byId('arrived-title').focus();
}

/** What the page without script shows as well: a receipt is kept as a picture of the screen. */
function showTold({ told }: Arrived): void {
  const list = byId('arrived-told');
  const { at = '', timing = '' } = list.dataset;
  const lines = told ? [{ label: at, value: told.at }, { label: timing, value: told.timing }, ...told.lines] : [];
  list.replaceChildren(
    ...lines.map(({ label, value }) => make('div', {}, make('dt', {}, label), make('dd', {}, value))),
  );
}

/** The village has seen that reports of other links have arrived. */
export async function understood(): Promise<void> {
  for (const one of await all('arrived')) if (isElsewhere(one)) await drop('arrived', one.link);
}

/** Shows the time of a page that comes from the phone's memory. */
export function showAge(): void {
  const { kept } = document.documentElement.dataset;
  if (kept === undefined) return;
  const { lang } = document.documentElement;
  const time = kept ? new Date(Number(kept)).toLocaleString(lang, { dateStyle: 'short', timeStyle: 'short' }) : '—';
  const band = byId('kept-page');
  band.textContent = fill(band.dataset.text, { time });
  band.hidden = false;
}
