import { byId, fill, form, make, show } from '../elements';
import { shrink } from '../photo';
import type { Filled, Line, Refusal } from '../store';

/** Name of the button that says that there is nothing to report. */
export const NOTHING = 'nothing-to-report';

/** Shrunk photos by field, until they are sent. */
let photos: Record<string, Blob> = {};

/** @returns the content of the form; with `by`, as that button sends it. */
export function filled(by?: HTMLButtonElement): Omit<Filled, 'link'> {
  const pressed: [string, string][] = by?.name ? [[by.name, by.value]] : [];
  if (by?.name === NOTHING) return { fields: pressed, photos: {} };
  const typed = [...new FormData(form())].flatMap(([id, value]): [string, string][] =>
    typeof value === 'string' ? [[id, value]] : [],
  );
  return { fields: [...typed, ...pressed], photos: { ...photos } };
}

/** @returns the report in words, to read out: labels and answers as the page shows them. */
export function linesOf(
  { fields, photos }: Omit<Filled, 'link'>,
  { name, by }: { name: string; by: HTMLButtonElement | null },
): Line[] {
  const typed = fields.filter(([id, value]) => value !== '' && !(id in photos));
  const pictures = Object.keys(photos).map((id): Line => [labelOf(id), byId('phone').dataset.photoKept ?? '']);
  return [
    ...typed.map(([id, value]): Line => [id === NOTHING ? name : labelOf(id), answerOf(id, value, by)]),
    ...pictures,
  ];
}

/** The first text of the label; the word "optional" follows it. */
const labelOf = (id: string): string =>
  document.querySelector(`#f-${id} > label, #f-${id} > legend`)?.firstChild?.textContent?.trim() ?? id;

function answerOf(id: string, value: string, by: HTMLButtonElement | null): string {
  if (by?.name === id) return (by.textContent ?? '').trim();
  const field = document.getElementById(`f-${id}`);
  const [option] = field?.querySelector('select')?.selectedOptions ?? [];
  const chosen = option ?? field?.querySelector('input:checked + span');
  const unit = field?.querySelector('.unit')?.textContent ?? '';
  return `${chosen?.textContent ?? value} ${unit}`.trim();
}

/** Whether any field has a value; zero and "no" count as none. */
export const saysSomething = (): boolean =>
  Object.keys(photos).length > 0 || filled().fields.some(([, value]) => !['', '0', 'no'].includes(value.trim()));

/** Puts typed values and photos back into the form. */
export function refill({ fields, photos: kept }: Pick<Filled, 'fields' | 'photos'>): void {
  for (const [id, value] of fields) {
    const control = form().elements.namedItem(id);
    if (control instanceof RadioNodeList) {
      const texts = [...control].filter((one) => one instanceof HTMLInputElement && one.type === 'hidden');
      for (const text of texts) (text as HTMLInputElement).value = value;
      if (texts.length === 0) control.value = value;
    } else if (control instanceof HTMLButtonElement) continue;
    else if (control instanceof HTMLInputElement && ['radio', 'checkbox'].includes(control.type))
      control.checked = control.value === value;
    else if (control) (control as HTMLInputElement).value = value;
  }
  for (const [id, photo] of Object.entries(kept)) showPhoto(id, photo);
}

/** Shows the problem of each field. */
export function markProblems({ problems }: Pick<Refusal, 'problems'>): void {
  for (const { field, message } of problems) {
    const place = field === null ? null : document.getElementById(`p-${field}`);
    if (!place) continue;
    place.textContent = message;
    place.hidden = false;
    document.getElementById(`f-${field}`)?.classList.add('wrong');
    document.getElementById(`i-${field}`)?.setAttribute('aria-invalid', 'true');
  }
}

/** Removes the problem of a field that has been changed. */
export function unmark(field: Element | null): void {
  field?.classList.remove('wrong');
  field?.querySelector('[aria-invalid]')?.removeAttribute('aria-invalid');
  for (const problem of field?.querySelectorAll<HTMLElement>('.problem') ?? []) problem.hidden = true;
}

function showPhoto(id: string, photo: Blob): void {
  const { photoReady, photoAgain } = byId('phone').dataset;
  photos[id] = photo;
  const shot = byId<HTMLImageElement>(`s-${id}`);
  shot.src = URL.createObjectURL(photo);
  shot.hidden = false;
  const input = byId<HTMLInputElement>(`i-${id}`);
  input.required = false;
  if (input.nextElementSibling) input.nextElementSibling.textContent = photoAgain ?? '';
  byId(`n-${id}`).textContent = fill(photoReady, { size: Math.ceil(photo.size / 1024) });
}

/** @returns the photo that was taken in a field */
export const takenPhoto = (id: string): Blob | undefined => photos[id];

/** Empties a field for a photo: the next one proves something else. */
export function clearPhoto(id: string): void {
  const { [id]: _, ...others } = photos;
  photos = others;
  show(`s-${id}`, false);
  const input = byId<HTMLInputElement>(`i-${id}`);
  input.value = '';
  if (input.nextElementSibling) input.nextElementSibling.textContent = byId('phone').dataset.photoTake ?? '';
  byId(`n-${id}`).textContent = '';
}

/** Takes a new photo and shrinks it at once, so that the phone keeps the small one. */
export async function takePhoto(input: HTMLInputElement): Promise<void> {
  const id = input.name;
  const [file] = input.files ?? [];
  if (!file) return;
  const { photoWorking, photoUnreadable } = byId('phone').dataset;
  byId(`n-${id}`).textContent = photoWorking ?? '';
  try {
    showPhoto(id, await shrink(file));
  } catch {
    byId(`n-${id}`).textContent = '';
    markProblems({ problems: [{ field: id, message: photoUnreadable ?? '' }] });
  }
}

/** Resets the form to the server's values. */
export function clear(): void {
  photos = {};
  location.reload();
}

/** Sets a hidden field of the row's form; the form of a new row has none for its version. */
export function setHidden(name: string, value: string): void {
  const present = form().elements.namedItem(name);
  if (present instanceof HTMLInputElement) present.value = value;
  else if (value !== '') form().append(make('input', { type: 'hidden', name, value }));
}
