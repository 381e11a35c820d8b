/** The form's script: keeps drafts, queues reports, shows what has not arrived. Without it the form is a plain one. */
import { showAge, showKept, understood } from './bands';
import { changed, deliver, onChange, waiting } from './deliver';
import { byId, show } from './elements';
import { clear, filled, form, markProblems, NOTHING, refill, saysSomething, takePhoto, unmark } from './fields';
import { drop, enqueue, get, put } from './store';

const link = location.pathname;
const { lang } = document.documentElement;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;

let sending = false;
let wait = FIRST_WAIT_MS;
let timer: number | undefined;

/** Shows how things stand, whoever changed them: this page, another one, or the service worker. */
async function refresh(): Promise<void> {
  await showRefusal();
  await showKept(link, { sending });
}

/** Sends what is unsent, and tries again by itself until nothing is left: sooner when the network comes back. */
async function send(): Promise<void> {
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

const sendNow = (): void => {
  wait = FIRST_WAIT_MS;
  void send();
};

/** What the server did not take stays in the form, with what is wrong at each field. */
async function showRefusal(): Promise<void> {
  const refused = await get('unsent', link);
  if (!refused?.refused || !byId('refused').hidden) return;
  // What was changed since is newer.
  if (!(await get('drafts', link))) refill(refused);
  markProblems(refused.refused);
  byId('refused-reason').textContent = [refused.refused, ...refused.refused.problems]
    .map(({ message }) => message)
    .join(' ');
  show('refused', true);
  byId('refused').focus();
}

/** A report is kept before anything is sent: whatever happens from here on, it is on the phone. */
async function submit(event: SubmitEvent): Promise<void> {
  const target = event.target as HTMLFormElement;
  const by = event.submitter as HTMLButtonElement | null;
  const own = target.id === 'report';
  if (!own && target.dataset.report === undefined) return;
  event.preventDefault();
  if (own && by?.name === NOTHING && saysSomething() && !confirm(byId('phone').dataset.confirmNothing)) return;
  const content = own ? filled(by ?? undefined) : { fields: [[NOTHING, 'yes']] as [string, string][], photos: {} };
  const report = { link: target.dataset.report ?? link, name: target.dataset.name ?? '', key: uuid(), language: lang };
  show('refused', false);
  show('draft', false);
  try {
    await enqueue({ ...content, ...report });
  } catch {
    return submitPlainly(target, by);
  }
  changed();
  await askForSync();
  await send();
}

/** No room on the phone: the browser sends the form as if there were no script. */
function submitPlainly(target: HTMLFormElement, by: HTMLButtonElement | null): void {
  if (by?.name) {
    const { name, value } = by;
    target.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }));
  }
  target.submit();
}

/** Old browsers have random bytes but no `randomUUID`. */
function uuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function keepDraft(event: Event): void {
  unmark((event.target as Element).closest('.field'));
  // Where there is no room for a draft there is still the form.
  put('drafts', { link, ...filled() }).catch(() => {});
}

/** Gives back what was typed before: what is on its way, else what was not submitted. */
async function restore(): Promise<void> {
  const arrived = await get('arrived', link);
  // Corrected or returned since: the server's page knows more than the phone.
  const isOld =
    arrived && document.documentElement.dataset.kept === undefined && form().dataset.receipt !== arrived.receipt;
  if (isOld) await drop('arrived', link);
  const [unsent, draft] = [await get('unsent', link), await get('drafts', link)];
  if (unsent && !unsent.refused) refill(unsent);
  if (!draft) return;
  refill(draft);
  show('draft', true);
}

interface Syncing extends ServiceWorkerRegistration {
  sync?: { register(tag: string): Promise<void> };
}

/** Where the browser can, it calls the worker when there is a network, also after the page was closed. */
async function askForSync(): Promise<void> {
  const registration: Syncing | undefined = await navigator.serviceWorker?.getRegistration('/r/');
  await registration?.sync?.register('deliver').catch(() => {});
}

/** This page, and the others that the village owes, open without a network from now on. */
async function keepOffline(): Promise<void> {
  const { active } = await navigator.serviceWorker.ready;
  const others = [...document.querySelectorAll<HTMLAnchorElement>('.task-ways a')].map(({ href }) => href);
  active?.postMessage({ keep: [location.href, ...others] });
}

async function start(): Promise<void> {
  showAge();
  await restore();
  onChange(() => void refresh());
  document.addEventListener('submit', (event) => void submit(event));
  form().addEventListener('input', keepDraft);
  form().addEventListener('change', (event) => {
    const input = event.target as HTMLInputElement;
    if (input.type === 'file') void takePhoto(input).then(() => keepDraft(event));
  });
  byId('send-now').addEventListener('click', sendNow);
  byId('draft-drop').addEventListener('click', () => void drop('drafts', link).then(clear));
  for (const id of ['understood', 'failed-seen'])
    byId(id).addEventListener('click', () => void understood(link).then(refresh));
  byId('correct').addEventListener('click', (event) => {
    event.preventDefault();
    void drop('arrived', link).then(() => location.reload());
  });
  addEventListener('online', sendNow);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && sendNow());
  await send();
  await navigator.serviceWorker.register('/r/worker.js', { scope: '/r/' });
  await keepOffline();
}

// Without https the browser has neither a service worker nor hashes: the form stays a plain one.
if (isSecureContext && 'serviceWorker' in navigator && 'indexedDB' in window) void start();
