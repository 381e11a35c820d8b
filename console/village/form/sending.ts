import { showKept } from './bands';
import { deliver, on, waiting } from './deliver';
import { refreshRows } from './rows/kept-rows';

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;

let sending = false;
/** Something was submitted while others were sent: it may have come after the last look. */
let again = false;
let wait = FIRST_WAIT_MS;
let timer: number | undefined;

/** Draws the present state. */
let draw = (): Promise<void> => showKept({ sending });
let drawn: Promise<void> = Promise.resolve();

/**
 * Shows the present state, after a change by this page, another page or the service worker. One after the other: else
 * an older state could be drawn last.
 */
function refresh(): Promise<void> {
  drawn = drawn.catch(() => {}).then(() => draw());
  return drawn;
}

/** Sends unsent reports, and tries again by itself until none is left: at once when the network comes back. */
export async function send(): Promise<void> {
  clearTimeout(timer);
  again = sending;
  if (sending || (await waiting()).length === 0) return refresh();
  sending = true;
  await refresh();
  const all = await deliver().finally(() => {
    sending = false;
  });
  if (again) return send();
  await refresh();
  wait = all ? FIRST_WAIT_MS : Math.min(wait * 2, LONGEST_WAIT_MS);
  if (!all) timer = window.setTimeout(send, wait);
}

export const sendNow = (): void => {
  wait = FIRST_WAIT_MS;
  void send();
};

/** From now on the page shows and sends the phone's reports. @param before called first at every change */
export async function startSending(before: () => Promise<void> = async () => {}): Promise<void> {
  draw = async () => {
    await before();
    await showKept({ sending });
  };
  on('changed', () => void refresh());
  // Refreshes the kept page too, so that it shows what has arrived.
  on('sent', () => void refreshRows().catch(() => {}));
  addEventListener('online', sendNow);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && sendNow());
  await send();
}
