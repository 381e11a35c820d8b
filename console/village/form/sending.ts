import { showKept } from './bands';
import { deliver, onChange, waiting } from './deliver';
import { refreshRows } from './rows/kept-rows';

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;

let sending = false;
let wait = FIRST_WAIT_MS;
let timer: number | undefined;

/** Shows the present state, after a change by this page, another page or the service worker. */
let refresh = (): Promise<void> => showKept({ sending });

/** Sends unsent reports, and tries again by itself until none is left: at once when the network comes back. */
export async function send(): Promise<void> {
  clearTimeout(timer);
  if (sending || (await waiting()).length === 0) return refresh();
  sending = true;
  await refresh();
  const all = await deliver().finally(() => {
    sending = false;
  });
  await refresh();
  // Refreshes the kept page, so that it shows the report too.
  if (all) void refreshRows().catch(() => {});
  wait = all ? FIRST_WAIT_MS : Math.min(wait * 2, LONGEST_WAIT_MS);
  if (!all) timer = window.setTimeout(send, wait);
}

export const sendNow = (): void => {
  wait = FIRST_WAIT_MS;
  void send();
};

/** From now on the page shows and sends the phone's reports. @param before called first at every change */
export async function startSending(before: () => Promise<void> = async () => {}): Promise<void> {
  refresh = async () => {
    await before();
    await showKept({ sending });
  };
  onChange(() => void refresh());
  addEventListener('online', sendNow);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && sendNow());
  await send();
}
