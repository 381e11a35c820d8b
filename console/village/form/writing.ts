/** The form itself: drafts, the queue, and what the server did not take. */
import { changed } from './deliver';
import { byId, form, link, show } from './elements';
import { clear, filled, linesOf, markProblems, NOTHING, refill, saysSomething, takePhoto, unmark } from './fields';
import { reasonOf } from './request';
import { send } from './sending';
import { drop, enqueue, get, put } from './store';

const { lang } = document.documentElement;

/** What the server did not take stays in the form, with what is wrong at each field. */
export async function showRefusal(): Promise<void> {
  const unsent = await get('unsent', link);
  if (!unsent?.refused || unsent.refused.final || !byId('refused').hidden) return;
  // What was changed since is newer.
  if (!(await get('drafts', link))) refill(unsent);
  markProblems(unsent.refused);
  byId('refused-reason').textContent = reasonOf(unsent);
  show('refused', true);
  byId('refused').focus();
}

/** A report is kept before anything is sent: whatever happens from here on, it is on the phone. */
async function submit(event: SubmitEvent): Promise<void> {
  const target = event.target as HTMLFormElement;
  const by = event.submitter as HTMLButtonElement | null;
  const own = target === form();
  if (!own && target.dataset.report === undefined) return;
  event.preventDefault();
  if (own && by?.name === NOTHING && saysSomething() && !confirm(byId('phone').dataset.confirmNothing)) return;
  const content = own ? filled(by ?? undefined) : { fields: [[NOTHING, 'yes']] as [string, string][], photos: {} };
  const name = target.dataset.name ?? '';
  const lines = linesOf(content, { name, by });
  const { superior = '' } = byId('phone').dataset;
  show('refused', false);
  show('draft', false);
  try {
    await enqueue({
      ...content,
      link: target.dataset.report ?? link,
      name,
      lines,
      superior,
      key: uuid(),
      language: lang,
    });
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
export async function restore(): Promise<void> {
  const fresh = document.documentElement.dataset.kept === undefined;
  const arrived = await get('arrived', link);
  // Corrected or returned since: the server's page knows more than the phone.
  if (arrived && fresh && form().dataset.receipt !== arrived.receipt) await drop('arrived', link);
  const [unsent, draft] = [await get('unsent', link), await get('drafts', link)];
  // The round was extended or opened again: what was too late can be submitted once more.
  if (unsent?.refused?.final && fresh) await put('unsent', { ...unsent, refused: { ...unsent.refused, final: false } });
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

/** Keeps what is typed and photographed, and takes the form's submission out of the browser's hands. */
export function startWriting(): void {
  document.addEventListener('submit', (event) => void submit(event));
  form().addEventListener('input', keepDraft);
  form().addEventListener('change', (event) => {
    const input = event.target as HTMLInputElement;
    if (input.type === 'file') void takePhoto(input).then(() => keepDraft(event));
  });
  byId('draft-drop').addEventListener('click', () => void drop('drafts', link).then(clear));
  byId('correct').addEventListener('click', (event) => {
    event.preventDefault();
    void drop('arrived', link).then(() => location.reload());
  });
}
