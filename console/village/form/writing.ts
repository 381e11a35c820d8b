/** The form itself: drafts, the queue, and refused reports. */
import { changed } from './deliver';
import { byId, form, hasForm, isStep, link, show } from './elements';
import {
  clear,
  filled,
  linesOf,
  markProblems,
  NOTHING,
  refill,
  saysSomething,
  takePhoto,
  unmark,
} from './field/fields';
import { isSendable, sayWrongFields } from './field/own-words';
import { reasonOf } from './request';
import { keepMany, keepOne } from './rows/acts';
import { isList } from './rows/kept-rows';
import { keepRow, keepRowDraft, keepSaid, keepTakeBack, restoreRow } from './rows/row-writing';
import { send } from './sending';
import { drop, enqueue, get, put } from './store';
import { uuid } from './uuid';

const { lang } = document.documentElement;

/** Keeps a refused report in the form, with the problem of each field. */
export async function showRefusal(): Promise<void> {
  const unsent = await get('unsent', link);
  if (!unsent?.refused || unsent.refused.final || !byId('refused').hidden) return;
  // A draft is newer than the refused report.
  if (!(await get('drafts', link))) refill(unsent);
  markProblems(unsent.refused);
  byId('refused-reason').textContent = reasonOf(unsent);
  show('refused', true);
  byId('refused').focus();
}

/** Stores the report before sending: whatever happens from here on, it is on the phone. */
async function submit(event: SubmitEvent): Promise<void> {
  const target = event.target as HTMLFormElement;
  const by = event.submitter as HTMLButtonElement | null;
  const own = hasForm && target === form();
  if (target.dataset.online !== undefined) return lookUp(event, target);
  if (hasForm && target === form() && !isSendable(by)) return event.preventDefault();
  if (isList && target.closest('#asked')) return submitToList(event, target, by);
  if (!own && target.dataset.report === undefined) return;
  event.preventDefault();
  if (own && by?.name === NOTHING && saysSomething() && !confirm(byId('phone').dataset.confirmNothing)) return;
  const content = own ? filled(by ?? undefined) : { fields: [[NOTHING, 'yes']] as [string, string][], photos: {} };
  const name = target.dataset.name ?? '';
  const lines = linesOf(content, { name, by });
  const { superior = '' } = byId('phone').dataset;
  if (hasForm) {
    show('refused', false);
    show('draft', false);
  }
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
  void askForSync();
  await send();
}

/** The server alone knows all rows, so a search is an ordinary page. */
function lookUp(event: SubmitEvent, { dataset }: HTMLFormElement): void {
  if (navigator.onLine) return;
  event.preventDefault();
  alert(dataset.online);
}

/** A row, a row to take back, what is done with rows, or what is said of the whole list. */
async function submitToList(event: SubmitEvent, target: HTMLFormElement, by: HTMLButtonElement | null): Promise<void> {
  event.preventDefault();
  show('refused', false);
  try {
    if (isStep && by && target === form()) {
      if (!(await keepOne(by))) return;
    } else if (target.id === 'many') {
      if (!(await keepMany(target))) return;
    } else if (hasForm && target === form()) await keepRow();
    else if (by && target.dataset.takeBack !== undefined) await keepTakeBack(target, by);
    else if (by) await keepSaid(target, by);
  } catch {
    return submitPlainly(target, by);
  }
  void askForSync();
  await send();
}

/** Without storage on the phone, the browser sends the form as without a script. */
function submitPlainly(target: HTMLFormElement, by: HTMLButtonElement | null): void {
  if (by?.name) {
    const { name, value } = by;
    target.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }));
  }
  target.submit();
}

function keepDraft(event: Event): void {
  unmark((event.target as Element).closest('.field'));
  // Without storage there is no draft, but the form still works.
  if (isStep) return;
  if (isList) keepRowDraft().catch(() => {});
  else put('drafts', { link, ...filled() }).catch(() => {});
}

/** Restores earlier input: the unsent report, else the draft. */
export async function restore(): Promise<void> {
  const fresh = document.documentElement.dataset.kept === undefined;
  const arrived = await get('arrived', link);
  // Corrected or returned since: the server's page is newer than the phone's data.
  if (arrived && fresh && form().dataset.receipt !== arrived.receipt) await drop('arrived', link);
  const [unsent, draft] = [await get('unsent', link), await get('drafts', link)];
  // The round was extended or reopened: a report that was too late can be submitted again.
  if (unsent?.refused?.final && fresh) await put('unsent', { ...unsent, refused: { ...unsent.refused, final: false } });
  if (isList) return restoreRow();
  if (unsent && !unsent.refused) refill(unsent);
  if (!draft) return;
  refill(draft);
  show('draft', true);
}

interface Syncing extends ServiceWorkerRegistration {
  sync?: { register(tag: string): Promise<void> };
}

/** Asks the browser, where it can, to wake the worker when there is a network, even after the page is closed. */
async function askForSync(): Promise<void> {
  const registration: Syncing | undefined = await navigator.serviceWorker?.getRegistration('/r/');
  await registration?.sync?.register('deliver').catch(() => {});
}

/** Handles the submission of the form, and of one-tap reports, instead of the browser. */
export const startHandingIn = (): void => document.addEventListener('submit', (event) => void submit(event));

/** Keeps input and photos as a draft. */
export function startWriting(): void {
  sayWrongFields();
  const where = isStep ? byId('asked') : form();
  where.addEventListener('input', keepDraft);
  where.addEventListener('change', (event) => {
    const input = event.target as HTMLInputElement;
    if (input.type === 'file') void takePhoto(input).then(() => keepDraft(event));
  });
  byId('draft-drop').addEventListener('click', () => void drop('drafts', link).then(clear));
  byId('correct').addEventListener('click', (event) => {
    event.preventDefault();
    void drop('arrived', link).then(() => location.reload());
  });
}
