import { changed } from '../deliver';
import { byId, fill, form, link, show } from '../elements';
import { clearPhoto, filled, markProblems, refill, setHidden, takenPhoto, unmark } from '../fields';
import type { Line, UnsentRow } from '../store';
import { uuid } from '../uuid';
import { sheetOf } from './row-writing';
import { seal } from './sealed';
import { addRows, type RowContent } from './unsent-rows';
import { keepPhoto, waitingPhoto } from './waiting-photos';

/** What is done with rows that others have proposed: many at once, or one with a reason. */

const MEETING = ['metOn', 'present'];
const VOTES = ['votesFor', 'votesAgainst'];

/** The person of a row as the page shows it. */
export interface ShownRow {
  row: string;
  version: string;
  shown: string;
}

/** @returns the row of a line of the page */
function rowOfLine(line: HTMLElement): ShownRow {
  const [row = '', version = ''] = line.querySelector('input')?.value.split(':') ?? [];
  const texts = line.querySelector('.pick')?.children ?? [];
  return {
    row,
    version,
    shown: [...texts]
      .map(({ textContent }) => textContent ?? '')
      .join(' ')
      .trim(),
  };
}

/** An act with one row, to be sent. */
async function actOn(
  { row, version, shown }: ShownRow,
  act: { fields: [string, string][]; lines: Line[]; photos: string[] },
): Promise<UnsentRow> {
  const { fields, lines, photos } = act;
  const content: RowContent = { fields, lines, shown };
  return { row, version: Number(version), stamp: uuid(), did: true, photos, sealed: await seal(content) };
}

/** Keeps that the step is done with the chosen rows. @returns false when something is missing */
export async function keepMany(target: HTMLFormElement): Promise<boolean> {
  const { past = '', name = '', choose = '', votes = '' } = target.dataset;
  const lines = [...target.querySelectorAll<HTMLElement>('li[data-row]')].filter(
    (line) => !line.hidden && line.querySelector<HTMLInputElement>('.pick input')?.checked,
  );
  const typed = (control: string): string => {
    const found = target.elements.namedItem(control);
    return found instanceof HTMLInputElement ? found.value.trim() : '';
  };
  const votesOf = (row: string) => VOTES.map((id): [string, string] => [`row-${id}`, typed(`${id}:${row}`)]);
  const rows = lines.map(rowOfLine);
  const appraises = target.querySelector('.votes') !== null;
  const lacks = appraises && rows.some(({ row }) => votesOf(row).some(([, value]) => value === ''));
  const problem = byId('many-problem');
  problem.textContent = rows.length === 0 ? choose : votes;
  problem.hidden = rows.length > 0 && !lacks;
  if (!problem.hidden) return false;
  const photo = takenPhoto('proof');
  const photos = photo ? [await keepPhoto(photo)] : [];
  const meeting = MEETING.map((id): [string, string] => [`row-${id}`, typed(id)]);
  const acts = rows.map((one) => {
    const given = appraises ? [...meeting, ...votesOf(one.row)] : [];
    const said = given.map(([id, value]): Line => [labelOf(id), value]);
    return actOn(one, { fields: [['row-outcome', 'done'], ...given], lines: [[one.shown, past], ...said], photos });
  });
  await addRows(sheetOf(name), await Promise.all(acts));
  clearPhoto('proof');
  changed();
  return true;
}

/** Keeps what is done with one row. @returns false when something is missing */
export async function keepOne(by: HTMLButtonElement): Promise<boolean> {
  const { name = '', why = '', shown = '' } = form().dataset;
  const fields = filled(by).fields.filter(([, value]) => value !== '');
  const given = new Map(fields);
  const isDone = by.value === 'done';
  if (!isDone && !given.has('row-because') && (given.get('row-reason') ?? '').trim() === '') {
    markProblems({ problems: [{ field: 'row-reason', message: why }] });
    byId('row-reason').focus();
    return false;
  }
  const photo = takenPhoto('row-proof');
  const photos = photo ? [await keepPhoto(photo)] : [];
  const because = byId<HTMLSelectElement>('row-because');
  const outcome = isDone ? (by.textContent ?? '').trim() : (because.selectedOptions[0]?.textContent ?? '');
  const reason = given.get('row-reason');
  const votes = ['row-metOn', 'row-present', 'row-votesFor', 'row-votesAgainst'].flatMap((id): Line[] =>
    given.has(id) ? [[labelOf(id), given.get(id) ?? '']] : [],
  );
  const lines: Line[] = [
    [shown, outcome],
    ...votes,
    ...(reason && !isDone ? [[labelOf('row-reason'), reason] as Line] : []),
  ];
  const told = fields.filter(([id]) => id !== 'row-id' && id !== 'row-version');
  const row = { row: given.get('row-id') ?? '', version: given.get('row-version') ?? '', shown };
  await addRows(sheetOf(name), [await actOn(row, { fields: told, lines, photos })]);
  changed();
  if (location.search.includes('row=')) location.assign(`${link}?lang=${document.documentElement.lang}`);
  else closeOne();
  return true;
}

const labelOf = (id: string): string => document.querySelector(`#f-${id} label`)?.firstChild?.textContent?.trim() ?? id;

/** Shows the form for one row instead of the others; it needs no network. */
export function openOne({ row, version, shown }: ShownRow): void {
  form().reset();
  clearPhoto('row-proof');
  for (const field of form().querySelectorAll('.field')) unmark(field);
  setHidden('row-id', row);
  setHidden('row-version', version);
  form().dataset.shown = shown;
  const title = byId('one-title');
  title.textContent = fill(title.dataset.text, { name: shown });
  // The meeting is the same for all rows.
  for (const id of MEETING) {
    const [of, to] = [`i-${id}`, `i-row-${id}`].map((one) => document.getElementById(one));
    if (of instanceof HTMLInputElement && to instanceof HTMLInputElement && of.value !== '') to.value = of.value;
  }
  show('one', true);
  show('rows', false);
  title.focus();
}

/** Shows the form for one row with what the phone keeps of it, to change it before it is sent again. */
export async function reopenOne(
  { row, version, photos = [], problems = [] }: UnsentRow,
  content: RowContent,
): Promise<void> {
  openOne({ row, version: String(version ?? ''), shown: content.shown });
  const photo = photos[0] === undefined ? undefined : await waitingPhoto(photos[0]);
  refill({ fields: content.fields, photos: photo ? { 'row-proof': photo } : {} });
  markProblems({ problems: problems.map((one) => ({ ...one, field: placeOf(one.field) })) });
}

/** The server names a field without its form. */
const placeOf = (field: string | null): string | null =>
  field === 'photo' ? 'row-proof' : field === null ? null : `row-${field}`;

function closeOne(): void {
  show('one', false);
  show('rows', true);
  byId('rows').scrollIntoView();
}

/** Ways between the rows and the form for one of them. */
export function startSteps(): void {
  if (!document.getElementById('rows')) return;
  byId('one-back').addEventListener('click', (event) => {
    event.preventDefault();
    closeOne();
  });
  byId('asked').addEventListener('click', (event) => {
    const way = (event.target as Element).closest('li[data-row] a');
    const line = way?.closest<HTMLElement>('li[data-row]');
    if (!line) return;
    event.preventDefault();
    openOne(rowOfLine(line));
  });
}
