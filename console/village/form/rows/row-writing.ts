import { changed } from '../deliver';
import { byId, form, link, show } from '../elements';
import { filled, linesOf, refill, setHidden, unmark } from '../field/fields';
import { get, put } from '../store';
import { uuid } from '../uuid';
import { seal, unseal } from './sealed';
import { addRows, type RowContent, type Sheet, sayOfList } from './unsent-rows';

/** An unsent report of this page, without its rows. */
export const sheetOf = (name: string): Sheet => ({
  link,
  name,
  fields: [],
  photos: {},
  lines: [],
  superior: byId('phone').dataset.superior ?? '',
  language: document.documentElement.lang,
});

/** Counts submissions: a draft of an earlier one must not be kept after it. */
let submitted = 0;

/** Keeps the typed row to be sent. @throws Error on a phone that cannot keep it */
export async function keepRow(): Promise<void> {
  submitted++;
  const { fields } = filled();
  const given = new Map(fields);
  const version = given.get('row-version');
  const told = fields.filter(([id]) => id !== 'row-id' && id !== 'row-version');
  const name = form().dataset.name ?? '';
  const content: RowContent = {
    fields: fields.filter(([, value]) => value !== ''),
    lines: linesOf({ fields: told, photos: {} }, { name, by: null }),
    shown: shownOf(told),
  };
  const sealed = await seal(content);
  const row = given.get('row-id') ?? uuid();
  await addRows(sheetOf(name), [{ row, ...(version && { version: Number(version) }), stamp: uuid(), sealed }]);
  show('draft', false);
  changed();
  if (location.search.includes('row=')) return location.assign(`${link}?lang=${document.documentElement.lang}`);
  clearRow();
}

/** The next row is another one. */
function clearRow(): void {
  form().reset();
  setHidden('row-id', uuid());
  setHidden('row-version', '');
  for (const field of form().querySelectorAll('.field')) unmark(field);
}

/** 王** …1234, as the server shows it. */
function shownOf(fields: readonly [string, string][]): string {
  const answer = (kind: string): string => {
    const id = form().querySelector(`[data-personal="${kind}"]`)?.id.slice('f-'.length);
    return fields.find(([field]) => field === id)?.[1].trim() ?? '';
  };
  const number = answer('id-number');
  return `${answer('name').slice(0, 1)}** ${number === '' ? '' : `…${number.slice(-4)}`}`.trim();
}

/** Keeps that a row is taken back. */
export async function keepTakeBack(target: HTMLFormElement, by: HTMLButtonElement): Promise<void> {
  const { takeBack = '', name = '' } = target.dataset;
  const version = new FormData(target).get('row-version');
  const content: RowContent = { fields: [], lines: [[takeBack, (by.textContent ?? '').trim()]], shown: takeBack };
  const sealed = await seal(content);
  const seen = version ? { version: Number(version) } : {};
  await addRows(sheetOf(name), [{ row: by.value, ...seen, stamp: uuid(), gone: true, sealed }]);
  location.assign(`${link}?lang=${document.documentElement.lang}`);
}

/** Keeps what is said of the whole list: that these are all, or that there is nothing. */
export async function keepSaid(target: HTMLFormElement, by: HTMLButtonElement): Promise<void> {
  const { name = '' } = target.dataset;
  const lines: [string, string][] = [[name, (by.textContent ?? '').trim()]];
  await sayOfList({ ...sheetOf(name), fields: [[by.name, by.value]], lines });
  changed();
}

/** Keeps a half-typed row, sealed as well. */
export async function keepRowDraft(): Promise<void> {
  const turn = submitted;
  const sealed = await seal(filled().fields);
  if (turn === submitted) await put('drafts', { link, fields: [], photos: {}, sealed });
}

/** Restores a half-typed row; a page that corrects a row begins with that row. */
export async function restoreRow(): Promise<void> {
  const draft = await get('drafts', link);
  if (!draft?.sealed || location.search.includes('row=')) return;
  refill({ fields: await unseal<[string, string][]>(draft.sealed), photos: {} });
  show('draft', true);
}
