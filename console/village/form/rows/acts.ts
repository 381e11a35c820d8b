import { changed } from '../deliver';
import { byId, fill, form, link, show } from '../elements';
import { clearPhoto, filled, markProblems, refill, setHidden, takenPhoto, unmark } from '../field/fields';
import type { Line, UnsentRow } from '../store';
import { uuid } from '../uuid';
import { sheetOf } from './row-writing';
import { seal } from './sealed';
import { telling } from './telling';
import { addRows, type RowContent } from './unsent-rows';
import { keepPhoto, waitingPhoto } from './waiting-photos';

/** What is done with rows that others have proposed: many at once, or one with a reason. */

const MEETING = ['metOn', 'present'];
const VOTES = ['votesFor', 'votesAgainst'];
/** Before a way of helping, of all chosen rows. */
const HELP = 'help-';

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

/** An act with one row, to be sent. What was handed over is sent before its pictures. */
async function actOn({ row, version }: ShownRow, content: RowContent): Promise<UnsentRow> {
  const photos = Object.values(content.pictures ?? {});
  const handed = content.delivery ? { handed: true as const } : {};
  return { row, version: Number(version), stamp: uuid(), did: true, photos, ...handed, sealed: await seal(content) };
}

/** Keeps that the step is done with the chosen rows. @returns false when something is missing */
export async function keepMany(target: HTMLFormElement): Promise<boolean> {
  const { past = '', name = '', choose = '', votes = '', how = '' } = target.dataset;
  const lines = [...target.querySelectorAll<HTMLElement>('li[data-row]')].filter(
    (line) => !line.hidden && line.querySelector<HTMLInputElement>('.pick input')?.checked,
  );
  const typed = (control: string): string => {
    const found = target.elements.namedItem(control);
    return found instanceof HTMLInputElement || found instanceof RadioNodeList ? found.value.trim() : '';
  };
  const votesOf = (row: string) => VOTES.map((id): [string, string] => [`row-${id}`, typed(`${id}:${row}`)]);
  const rows = lines.map(rowOfLine);
  const appraises = target.querySelector('.votes') !== null;
  const lacks = appraises && rows.some(({ row }) => votesOf(row).some(([, value]) => value === ''));
  const asksHow = target.elements.namedItem('told') !== null;
  const lacksHow = asksHow && typed('told') === '';
  const problem = byId('many-problem');
  problem.textContent = rows.length === 0 ? choose : lacksHow ? how : votes;
  problem.hidden = rows.length > 0 && !lacks && !lacksHow;
  if (!problem.hidden) return false;
  const photo = takenPhoto('proof');
  const pictures = await keepPhotos(photo ? { 'row-proof': photo } : {});
  const toldBy: [string, string][] = asksHow ? [['row-told', typed('told')]] : [];
  const meeting = MEETING.map((id): [string, string] => [`row-${id}`, typed(id)]);
  const ways = [...target.querySelectorAll<HTMLInputElement>(`input[name^="${HELP}"]:checked`)];
  const helps = ways.map(({ name, value }): [string, string] => [`row-${name}`, value]);
  const inWays = ways.map(({ parentElement, value }): Line => [parentElement?.textContent?.trim() ?? '', value]);
  const acts = rows.map((one) => {
    const given = appraises ? [...meeting, ...votesOf(one.row)] : [];
    const said = given.map(([id, value]): Line => [labelOf(id), value]);
    const fields: [string, string][] = [['row-outcome', 'done'], ...given, ...toldBy, ...helps];
    return actOn(one, { fields, lines: [[one.shown, past], ...said, ...inWays], shown: one.shown, pictures });
  });
  await addRows(sheetOf(name), await Promise.all(acts));
  clearPhoto('proof');
  changed();
  return true;
}

/** What is returned, and what a household does not want, has a written reason. */
const needsReason = (because: string | undefined): boolean => because === undefined || because === 'missed-refused';

/** Keeps what is done with one row. @returns false when something is missing */
export async function keepOne(by: HTMLButtonElement): Promise<boolean> {
  const { name = '', why = '', shown = '' } = form().dataset;
  const fields = filled(by).fields.filter(([, value]) => value !== '');
  const given = new Map(fields);
  const isDone = by.value === 'done';
  const reason = given.get('row-reason');
  if (!isDone && needsReason(given.get('row-because')) && (reason ?? '').trim() === '') {
    markProblems({ problems: [{ field: 'row-reason', message: why }] });
    byId('row-reason').focus();
    return false;
  }
  const told = isDone ? await telling.delivery?.tell() : undefined;
  if (told === null) return false;
  const door = takenPhoto('row-proof');
  const pictures = await keepPhotos({ ...told?.pictures, ...(door && { 'row-proof': door }) });
  const because = byId<HTMLSelectElement>('row-because');
  const past = told?.part ? telling.delivery?.part : byId('report').dataset.past;
  const outcome = isDone ? (past ?? '') : (because.selectedOptions[0]?.textContent ?? '');
  const votes = ['row-metOn', 'row-present', 'row-votesFor', 'row-votesAgainst'].flatMap((id): Line[] =>
    given.has(id) ? [[labelOf(id), given.get(id) ?? '']] : [],
  );
  const lines: Line[] = [
    [shown, outcome],
    ...votes,
    ...(told?.lines ?? []),
    ...(reason && !isDone ? [[labelOf('row-reason'), reason] as Line] : []),
  ];
  const row = { row: given.get('row-id') ?? '', version: given.get('row-version') ?? '', shown };
  const content: RowContent = {
    ...{ fields: fields.filter(([id]) => id !== 'row-id' && id !== 'row-version'), lines, shown, pictures },
    ...(told && { delivery: { ...told.delivery, signature: pictures['row-signature'] } }),
  };
  await addRows(sheetOf(name), [await actOn(row, content)]);
  changed();
  const line = document.querySelector<HTMLElement>(`#many li[data-row="${row.row}"]`);
  if (line) line.hidden = true;
  if (location.search.includes('row=')) location.assign(`${link}?lang=${document.documentElement.lang}`);
  else if (!telling.delivery || !openNext(row.row)) closeOne();
  return true;
}

/** Keeps photos, sealed. @returns their numbers by field */
async function keepPhotos(photos: Record<string, Blob>): Promise<Record<string, string>> {
  const kept = Object.entries(photos).map(async ([field, photo]) => [field, await keepPhoto(photo)] as const);
  return Object.fromEntries(await Promise.all(kept));
}

/** The next household stands in line. @returns false when none is left on the page */
function openNext(row: string): boolean {
  const lines = [...document.querySelectorAll<HTMLElement>('#many li[data-row]')];
  const at = lines.findIndex((line) => line.dataset.row === row);
  const [next] = [...lines.slice(at + 1), ...lines.slice(0, at)].filter(({ hidden }) => !hidden);
  if (!next) return false;
  openOne(rowOfLine(next));
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
  telling.delivery?.open(document.querySelector(`#many li[data-row="${row}"]`));
  title.focus();
}

/** Shows the form for one row with what the phone keeps of it, to change it before it is sent again. */
export async function reopenOne(
  { row, version, photos = [], problems = [] }: UnsentRow,
  content: RowContent,
): Promise<void> {
  openOne({ row, version: String(version ?? ''), shown: content.shown });
  // What was kept by an earlier version of this page has one photo without its field.
  const { pictures = { 'row-proof': photos[0] ?? '' } } = content;
  const { 'row-signature': signature, ...others } = await photosOf(pictures);
  refill({ fields: content.fields, photos: others });
  await telling.delivery?.reopen(signature);
  markProblems({ problems: problems.map((one) => ({ ...one, field: placeOf(one.field) })) });
}

/** @returns the photos that wait, by field */
async function photosOf(pictures: Record<string, string>): Promise<Record<string, Blob>> {
  const found: Record<string, Blob> = {};
  for (const [field, id] of Object.entries(pictures)) {
    const photo = await waitingPhoto(id);
    if (photo) found[field] = photo;
  }
  return found;
}

/** The places of what the server names otherwise than the form. */
const PLACES: Record<string, string> = {
  photo: 'row-proof',
  idNumber: 'row-proxy-id',
  witnesses: 'row-witness-1',
  things: 'row-rest',
};

/** The server names a field without its form. */
const placeOf = (field: string | null): string | null => (field === null ? null : (PLACES[field] ?? `row-${field}`));

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
