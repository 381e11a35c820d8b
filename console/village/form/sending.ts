import { showKept } from './bands';
import { deliver, onChange, waiting } from './deliver';

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;

let sending = false;
let wait = FIRST_WAIT_MS;
let timer: number | undefined;

/** Shows how things stand, whoever changed them: this page, another one, or the service worker. */
let refresh = (): Promise<void> => showKept({ sending });

/** Sends what is unsent, and tries again by itself until nothing is left: sooner when the network comes back. */
export async function send(): Promise<void> {
  clearTimeout(timer);
  if (sending || (await waiting()).length === 0) return refresh();
  sending = true;
  await refresh();
  const all = await deliver().finally(() => {
    sending = false;
  });
  await refresh();
  // The kept page should know of the report too.
  if (all) void fetch(location.href).catch(() => {});
  wait = all ? FIRST_WAIT_MS : Math.min(wait * 2, LONGEST_WAIT_MS);
  if (!all) timer = window.setTimeout(send, wait);
}

export const sendNow = (): void => {
  wait = FIRST_WAIT_MS;
  void send();
};

/** From now on the page shows and sends what the phone keeps. @param before is shown first at every change */
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
