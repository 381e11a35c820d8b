import { byId, fill, form, show } from '../elements';
import { markProblems, takenPhoto, unmark } from '../field/fields';
import { type Told, telling } from '../rows/telling';
import type { Line, Problem } from '../store';
import { canSign, clearPad, isUnsigned, showPad, showSignature, signature, startPad } from './pad';

/** How one row is handed what is due to it: the fields of the form, and what the server reads. */

const WITNESSES = ['row-witness-1', 'row-witness-2'];
const PROXY = ['row-proxy-name', 'row-proxy-relation', 'row-proxy-reason', 'row-proxy-id'];
const THING = 'row-give-';
/** Before a way of helping. */
const HELP = 'row-help-';
const SIGNATURE = 'row-signature';
/** Money is typed in yuan and sent in fen. */
const MONEY = 'cny';

/** What is due to the open row, as it is typed. */
let due = new Map<string, string>();
/** The next row is handed its things as the last one was. */
let last: { how: string; mark: string } | null = null;

const words = (): DOMStringMap => byId('give').dataset;

function typed(name: string): string {
  const control = form().elements.namedItem(name);
  if (control instanceof RadioNodeList || control instanceof HTMLInputElement || control instanceof HTMLSelectElement)
    return control.value.normalize('NFKC').trim();
  return '';
}

function choose(name: string, value: string): void {
  const control = form().elements.namedItem(name);
  if (control instanceof RadioNodeList) control.value = value;
}

const things = (): HTMLInputElement[] =>
  [...form().querySelectorAll<HTMLInputElement>(`input[name^="${THING}"]`)].filter(({ name }) =>
    due.has(name.slice(THING.length)),
  );

const helps = (): HTMLInputElement[] => [
  ...form().querySelectorAll<HTMLInputElement>(`input[name^="${HELP}"]:checked`),
];

/** Shows what the chosen mark needs, and asks about the rest where less is handed over. */
function arrange(): void {
  const mark = typed('row-mark');
  show('f-row-signature', mark === 'signature');
  show('f-row-sheet', mark === 'paper' || mark === 'fingerprint');
  for (const id of WITNESSES) show(`f-${id}`, mark === 'fingerprint');
  if (document.getElementById('f-row-rest')) show('f-row-rest', isPart());
  if (mark === 'signature') showPad();
}

const isPart = (): boolean =>
  things().some(({ name, value }) => Number(value) < Number(due.get(name.slice(THING.length))));

/** Fills the form with what is due to a row. @param line of the list */
function open(line: HTMLElement | null): void {
  const { due: said = '', things: listed = '' } = line?.dataset ?? {};
  if (line) {
    byId('one-due').textContent = said;
    due = new Map(listed.split(',').flatMap((one) => (one === '' ? [] : [one.split(':') as [string, string]])));
  }
  for (const input of form().querySelectorAll<HTMLInputElement>(`input[name^="${THING}"]`)) {
    const quantity = due.get(input.name.slice(THING.length));
    show(`f-${input.name}`, quantity !== undefined);
    input.value = quantity ?? '';
  }
  const left = [...document.querySelectorAll<HTMLElement>('#many li[data-row]')].filter(({ hidden }) => !hidden).length;
  byId('give-left').textContent = fill(left === 1 ? words().nextOne : words().next, { count: left });
  show('give-left', line !== null);
  byId<HTMLDetailsElement>('proxy').open = false;
  clearPad();
  choose('row-how', last?.how ?? typed('row-how'));
  choose('row-mark', last?.mark ?? (canSign() ? 'signature' : 'paper'));
  arrange();
}

/** @returns whole units, fen of money; null for what is no quantity */
function quantityOf(item: string, text: string): number | null {
  const [, whole = '', decimals = ''] = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(text) ?? [];
  if (whole === '' || (item !== MONEY && decimals !== '')) return null;
  return item === MONEY ? Number(whole + decimals.padEnd(2, '0')) : Number(whole);
}

/** @returns what is missing or unclear, each at its place */
function problems(): Problem[] {
  const found: Problem[] = [];
  const wrong = (field: string, message = '') => found.push({ field, message });
  const { thingUnclear, nothing, blank, sheet, witness, proxy, proxyId } = words();
  const read = things().map(({ name, value }) => ({
    name,
    quantity: quantityOf(name.slice(THING.length), value.normalize('NFKC').trim()),
  }));
  for (const { name, quantity } of read) if (quantity === null) wrong(name, thingUnclear);
  const [first] = read;
  if (first && read.every(({ quantity }) => quantity === 0)) wrong(first.name, nothing);
  const mark = typed('row-mark');
  if (mark === 'signature' && isUnsigned()) wrong(SIGNATURE, blank);
  if ((mark === 'paper' || mark === 'fingerprint') && !takenPhoto('row-sheet')) wrong('row-sheet', sheet);
  if (mark === 'fingerprint') for (const id of WITNESSES) if (typed(id) === '') wrong(id, witness);
  if (!hasProxy()) return found;
  for (const id of PROXY.slice(0, 3)) if (typed(id) === '') wrong(id, proxy);
  if (typed('row-proxy-id') === '' && typed('row-proxy-no-id') === '') wrong('row-proxy-id', proxyId);
  return found;
}

const hasProxy = (): boolean => PROXY.some((id) => typed(id) !== '');

/** @returns what was handed over and who has confirmed it; null when something is missing, which the form says */
async function tell(): Promise<Told | null> {
  for (const field of form().querySelectorAll('.field')) unmark(field);
  const found = problems();
  if (found.length > 0) {
    markProblems({ problems: found });
    if (found.some(({ field }) => field?.startsWith('row-proxy'))) byId<HTMLDetailsElement>('proxy').open = true;
    byId(`f-${found[0]?.field}`).scrollIntoView({ block: 'center' });
    return null;
  }
  const [how, mark, rest] = [typed('row-how'), typed('row-mark'), typed('row-rest')];
  const handed = things().flatMap(({ name, value }) => {
    const item = name.slice(THING.length);
    const quantity = quantityOf(item, value.normalize('NFKC').trim()) ?? 0;
    return quantity > 0 ? [{ item, quantity }] : [];
  });
  const part = isPart();
  const witnesses = WITNESSES.map(typed).filter((name) => name !== '');
  const signed = mark === 'signature' ? { [SIGNATURE]: await signature() } : {};
  const sheet = mark === 'paper' || mark === 'fingerprint' ? takenPhoto('row-sheet') : undefined;
  last = { how, mark };
  return {
    delivery: {
      ...{ how, at: new Date().toISOString() },
      ...(handed.length > 0 && { things: handed }),
      ...(helps().length > 0 && { helps: helps().map(({ name }) => name.slice(HELP.length)) }),
      ...(mark !== 'none' && { mark }),
      ...(part && rest !== 'later' && rest !== '' && { rest }),
      ...(mark === 'fingerprint' && witnesses.length > 0 && { witnesses }),
      ...(hasProxy() && { proxy: proxy() }),
    },
    lines: linesOf(part),
    pictures: { ...signed, ...(sheet && { 'row-sheet': sheet }) },
    part,
  };
}

function proxy(): object {
  const [name, relation, reason, idNumber] = PROXY.map(typed);
  const [noId, phone] = [typed('row-proxy-no-id'), typed('row-proxy-phone')];
  return { name, relation, reason, ...(idNumber ? { idNumber } : { noId }), ...(phone && { phone }) };
}

/** What is read out over the telephone, when it can no longer be sent. */
function linesOf(part: boolean): Line[] {
  const label = (id: string): string =>
    document.querySelector(`#f-${id} > label`)?.firstChild?.textContent?.trim() ?? id;
  const unit = (id: string): string => document.querySelector(`#f-${id} .unit`)?.textContent ?? '';
  const handed = things().map(({ name, value }): Line => [label(name), `${value} ${unit(name)}`.trim()]);
  const ways: Line[] = helps().map(
    ({ parentElement, value }): Line => [parentElement?.textContent?.trim() ?? '', value],
  );
  const who: Line[] = hasProxy() ? [[label('row-proxy-name'), typed('row-proxy-name')]] : [];
  return [...(part ? handed : []), ...ways, ...who];
}

/** The form for one row asks how it was handed its things. */
export function startHanding(): void {
  telling.delivery = { tell, open, part: words().part ?? '', reopen };
  byId('give').classList.toggle('signs', canSign());
  startPad(() => unmark(byId('f-row-signature')));
  byId('give').addEventListener('input', arrange);
  byId('give').addEventListener('change', ({ target }) => {
    const { name, value } = target as HTMLInputElement;
    if (name === 'row-how') {
      const remote = value === 'post' || value === 'card';
      if (remote) choose('row-mark', 'none');
      else if (typed('row-mark') === 'none') choose('row-mark', canSign() ? 'signature' : 'paper');
    }
    arrange();
  });
  const own = location.search.includes('row=');
  if (own) due = new Map(ownThings());
  open(null);
}

/** On the page of one row the server has filled in what is due. */
const ownThings = (): [string, string][] =>
  [...form().querySelectorAll<HTMLInputElement>(`input[name^="${THING}"]`)].flatMap(({ name, value }) =>
    value === '' ? [] : [[name.slice(THING.length), value]],
  );

/** What the phone keeps of a delivery stands in the form again; its signature too. */
async function reopen(picture: Blob | undefined): Promise<void> {
  if (hasProxy()) byId<HTMLDetailsElement>('proxy').open = true;
  if (picture) await showSignature(picture);
  arrange();
}
