import { dayOf } from '../campaign/calendar/days';
import { html } from '../text/html';

/** Data that no posting may show, and what it is called. */
export const LEAKS = {
  'id-number': { 'zh-CN': '身份证号', en: 'an ID number' },
  'card-number': { 'zh-CN': '银行卡号', en: 'a card number' },
  telephone: { 'zh-CN': '电话', en: 'a telephone number' },
} as const;
export type Leak = keyof typeof LEAKS;

export interface Found {
  leak: Leak;
  /** Its start in the text, in UTF-16 units. */
  at: number;
}

/** Digits in groups, as people write long numbers, with a blank or a hyphen between. */
const RUN = /\d+(?:[ \u00A0-]\d+)*(?:[ \u00A0-]?[Xx](?![A-Za-z]))?/g;
const GROUP = /\d+[Xx]?|[Xx]/g;

const ID = /^\d{6}(\d{4})(\d{2})(\d{2})\d{3}[\dX]$/;
/** A number from before 1999: the year has two digits, and there is no check digit. */
const OLD_ID = /^\d{6}(\d{2})(\d{2})(\d{2})\d{3}$/;
const CARD = /^\d{16,19}$/;
/** Mobile numbers, with the country's code or without, and landlines with their area's code. */
const TELEPHONE = /^(?:(?:86)?1[3-9]\d{9}|0(?:10|2\d|[3-9]\d{2})\d{7,8})$/;
/** Most groups of one number: a card in fours. */
const MOST_GROUPS = 5;

/**
 * Checks the text of a sheet, a page or a file before it is posted.
 * @param text the rendered text, which a reader can see or copy
 * @returns likely numbers of a person, a bank card or a telephone, in the order of the text; sums and numbers of a list
 *   do not count
 */
export function leaksIn(text: string): Found[] {
  // Replaces one character by one, so that positions stay.
  const plain = text.replace(/[\uFF10-\uFF19\uFF38\uFF58]/g, (sign) => sign.normalize('NFKC'));
  return [...plain.matchAll(RUN)].flatMap(({ 0: run, index }) => leaksOfRun(run, index));
}

/**
 * Checks a whole document, its hidden parts too: tags, attributes and comments are text like any other.
 * @param ours what the document must say, such as its own address and the telephone of the office
 * @returns the kinds of what it must not say
 */
export function leaksBeside(document: string, ours: readonly (string | null)[]): Leak[] {
  const rest = ours.reduce<string>(
    (text, own) => (own === null ? text : text.replaceAll(html`${own}`.source, ' · ')),
    document,
  );
  return [...new Set(leaksIn(rest).map(({ leak }) => leak))];
}

/** A number of the list may stand before the number, so each group may be a start. */
function leaksOfRun(run: string, start: number): Found[] {
  const groups = [...run.matchAll(GROUP)].map(({ 0: digits, index }) => ({
    digits: digits.toUpperCase(),
    at: start + index,
  }));
  const found: Found[] = [];
  for (let from = 0; from < groups.length; from += 1) {
    const [leak, used] = longestLeak(groups.slice(from, from + MOST_GROUPS).map(({ digits }) => digits));
    if (leak === null) continue;
    found.push({ leak, at: groups[from]?.at ?? start });
    from += used - 1;
  }
  return found;
}

/** @returns the kind of the number in the first groups, and how many groups it takes (the most possible) */
function longestLeak(groups: readonly string[]): [Leak | null, number] {
  for (let used = groups.length; used > 0; used -= 1) {
    const leak = leakOf(groups.slice(0, used));
    if (leak) return [leak, used];
  }
  return [null, 0];
}

function leakOf(groups: readonly string[]): Leak | null {
  const digits = groups.join('');
  if (isIdNumber(digits, groups)) return 'id-number';
  if (TELEPHONE.test(digits)) return 'telephone';
  return CARD.test(digits) && passesLuhn(digits) ? 'card-number' : null;
}

/** Ignores the check digit: a mistyped number reveals as much as a right one. */
function isIdNumber(digits: string, groups: readonly string[]): boolean {
  const [, year, month, date] = ID.exec(digits) ?? [];
  if (year !== undefined) return /^(?:19|20)/.test(year) && isDay(year, month, date);
  const [, shortYear, shortMonth, shortDate] = OLD_ID.exec(digits) ?? [];
  // A village's code and a sum after it also have 15 digits, so an old number counts only in one group, or split after
  // its place.
  return (
    shortYear !== undefined &&
    [6, 15].includes(groups[0]?.length ?? 0) &&
    isDay(`19${shortYear}`, shortMonth, shortDate)
  );
}

const isDay = (year: string, month = '', date = ''): boolean =>
  dayOf(Number(year), Number(month), Number(date)) !== null;

/** ISO/IEC 7812-1, annex B. */
function passesLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, at) => {
    const doubled = Number(digit) * (at % 2 === 0 ? 1 : 2);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}
