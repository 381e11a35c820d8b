import { changed, deliver } from '../deliver';
import { byId, form, link, make, show } from '../elements';
import { markProblems, refill } from '../fields';
import { get, type UnsentRow } from '../store';
import { unseal } from './sealed';
import { dropRow, type RowContent } from './unsent-rows';

/** The page of a list has a section for the rows that the phone keeps. */
export const isList = document.getElementById('rows-kept') !== null;

/** Shows the rows that the phone keeps, clearly apart from those that have arrived. */
export async function showRows(): Promise<void> {
  const rows = (await get('unsent', link))?.rows ?? [];
  const lines = await Promise.all(rows.map(async (row) => rowLine(row, await unseal<RowContent>(row.sealed))));
  byId('rows-kept-list').replaceChildren(...lines);
  show('rows-kept', rows.length > 0);
  const list = document.getElementById('rows')?.dataset;
  if (!list) return;
  const isEmpty = list.empty === 'true' && rows.length === 0;
  show('all', list.whole !== 'true' && !isEmpty);
  show('none', list.whole !== 'true' && isEmpty);
}

function rowLine(row: UnsentRow, content: RowContent): HTMLElement {
  const { unsent = '', gone = '', change = '', drop = '', confirm: asked = '' } = byId('rows-kept').dataset;
  const state = make('span', { className: 'chip unsent-chip' }, row.gone ? gone : unsent);
  const wrong = (row.problems ?? []).map(({ message }) => make('p', { className: 'problem' }, message));
  const changing = make('button', { type: 'button', className: 'link' }, change);
  changing.addEventListener('click', () => refillRow(row, content));
  const dropping = make('button', { type: 'button', className: 'link' }, drop);
  dropping.addEventListener('click', () => {
    if (confirm(asked)) void dropRow(link, row.row).then(changed).then(deliver).then(changed);
  });
  const ways = row.gone ? [dropping] : [changing, ' ', dropping];
  return make('li', {}, make('p', {}, make('b', {}, content.shown), ' ', state), ...wrong, make('p', {}, ...ways));
}

/** Puts a row of the phone back into the form, to change it before it is sent again. */
function refillRow({ row, version, problems = [] }: UnsentRow, { fields }: RowContent): void {
  setHidden('row-id', row);
  setHidden('row-version', version === undefined ? '' : String(version));
  refill({ fields, photos: {} });
  markProblems({ problems: problems.map((one) => ({ ...one, field: placeOf(one.field) })) });
  form().scrollIntoView();
}

const placeOf = (field: string | null): string | null =>
  field === 'category' || field === 'consent' ? `row-${field}` : field;

/** Sets a hidden field of the row's form; the form of a new row has none for its version. */
export function setHidden(name: string, value: string): void {
  const present = form().elements.namedItem(name);
  if (present instanceof HTMLInputElement) present.value = value;
  else if (value !== '') form().append(make('input', { type: 'hidden', name, value }));
}

/** Shows the rows as the server has them now; the answer also refreshes the kept page. */
export async function refreshRows(): Promise<void> {
  const page = await (await fetch(location.href)).text();
  const rows = document.getElementById('rows');
  const fresh = new DOMParser().parseFromString(page, 'text/html').getElementById('rows');
  if (!rows || !fresh) return;
  rows.replaceWith(document.adoptNode(fresh));
  await showRows();
}
