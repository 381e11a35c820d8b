import { changed, deliver } from '../deliver';
import { byId, form, isStep, link, make, show } from '../elements';
import { markProblems, refill, setHidden } from '../field/fields';
import { get, type Line, type UnsentRow } from '../store';
import { reopenOne } from './acts';
import { unseal } from './sealed';
import { dropRow, type RowContent } from './unsent-rows';

/** The page of a list has a section for the rows that the phone keeps. */
export const isList = document.getElementById('rows-kept') !== null;

/** Shows the rows that the phone keeps, clearly apart from those that have arrived. */
export async function showRows(): Promise<void> {
  const { rows = [], fields = [], lines: said = [] } = (await get('unsent', link)) ?? {};
  const lines = await Promise.all(rows.map(async (row) => rowLine(row, await unseal<RowContent>(row.sealed))));
  const isSaid = fields.length > 0;
  byId('rows-kept-list').replaceChildren(...lines, ...(isSaid ? said.map(saidLine) : []));
  show('rows-kept', rows.length > 0 || isSaid);
  // What is done with a row waits above; it is not done once more.
  const acted = new Set(rows.map(({ row }) => row));
  for (const line of document.querySelectorAll<HTMLElement>('#rows li[data-row]'))
    line.hidden = acted.has(line.dataset.row ?? '');
  if (isStep) return;
  const list = document.getElementById('rows')?.dataset;
  if (!list) return;
  const isEmpty = list.empty === 'true' && rows.length === 0;
  show('all', list.whole !== 'true' && !isEmpty && !isSaid);
  show('none', list.whole !== 'true' && isEmpty && !isSaid);
}

/** What was said of the whole list, such as that these are all. */
function saidLine([, answer]: Line): HTMLElement {
  const { unsent = '' } = byId('rows-kept').dataset;
  return make('li', {}, make('p', {}, make('b', {}, answer), ' ', chip(unsent)));
}

const chip = (state: string): HTMLElement => make('span', { className: 'chip unsent-chip' }, state);

function rowLine(row: UnsentRow, content: RowContent): HTMLElement {
  const { unsent = '', gone = '', told = '', aside = '' } = byId('rows-kept').dataset;
  const isOver = row.aside !== undefined && (row.photos ?? []).length === 0;
  const state = isOver
    ? make('span', { className: 'chip overdue' }, aside)
    : chip(row.told ? told : row.gone ? gone : unsent);
  const wrong = [...(row.problems ?? []), ...(row.aside ?? [])].map(({ message }) =>
    make('p', { className: 'problem' }, message),
  );
  const done = row.did ? [make('p', { className: 'quiet' }, wordsOf(row, content))] : [];
  const head = make('p', {}, make('b', {}, content.shown), ' ', state);
  return make('li', {}, head, ...done, ...wrong, make('p', {}, ...waysOf(row, content, isOver)));
}

/** What can be done with a row here: what the server has is no longer changed. */
function waysOf(row: UnsentRow, content: RowContent, isOver: boolean): (string | Node)[] {
  const { change = '', drop = '', confirm: asked = '', understood = '' } = byId('rows-kept').dataset;
  const way = (name: string, act: () => void): HTMLElement => {
    const button = make('button', { type: 'button', className: 'link' }, name);
    button.addEventListener('click', act);
    return button;
  };
  const forget = () => void dropRow(link, row.stamp).then(changed).then(deliver).then(changed);
  if (isOver) return [way(understood, forget)];
  const dropping = way(drop, () => confirm(asked) && forget());
  if (row.told) return row.problems ? [dropping] : [];
  if (row.gone) return [dropping];
  return [way(change, () => (row.did ? void reopenOne(row, content) : refillRow(row, content))), ' ', dropping];
}

/** What was done with a row. */
function wordsOf({ photos = [] }: UnsentRow, { lines }: RowContent): string {
  const [[, outcome = ''] = [], ...others] = lines;
  const photo = photos.length > 0 ? [byId('rows-kept').dataset.photo ?? ''] : [];
  return [outcome, ...others.map(([label, answer]) => `${label} ${answer}`), ...photo].join(' · ');
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

/** Shows the rows as the server has them now; the answer also refreshes the kept page. */
export async function refreshRows(): Promise<void> {
  const page = await (await fetch(location.href)).text();
  const rows = document.getElementById('rows');
  const fresh = new DOMParser().parseFromString(page, 'text/html').getElementById('rows');
  if (!rows || !fresh) return;
  const typed = [...rows.querySelectorAll<HTMLInputElement>('input[id]')].map(({ id, value, checked }) => ({
    id,
    value,
    checked,
  }));
  fresh.hidden = rows.hidden;
  rows.replaceWith(document.adoptNode(fresh));
  for (const { id, value, checked } of typed) {
    const input = document.getElementById(id);
    if (!(input instanceof HTMLInputElement) || input.type === 'file') continue;
    // A box stands for the row as the server has it now.
    if (input.type === 'checkbox') input.checked = checked;
    else input.value = value;
  }
  await showRows();
}
