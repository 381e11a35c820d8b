import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { z } from 'zod';
import { isMasked } from '../../../../domain/people/masks';
import { type Sentence, sentence } from '../../../../domain/text/refusal';

/** The value of a cell, or why it is unusable. */
export type Reading<T> = { ok: true; value: T } | { ok: false; why: Sentence };

const good = <T>(value: T): Reading<T> => ({ ok: true, value });
export const bad = (why: Sentence): Reading<never> => ({ ok: false, why });

/** Longer place names would fill an SMS of 70 characters; the longest official village names have about 20. */
const NAME_LENGTH = 60;
/** Codes that a spreadsheet turned into dates: 1月2日, 2-Jan, Jan-26. */
const SHOWN_DATE = /^(\d{1,2}月\d{1,2}日|\d{1,2}-[a-z]{3}(-\d{2,4})?|[a-z]{3}-\d{2})$/i;

/** Codes stand in workflow ids and in region paths, which '/' separates and LIKE may search: no '/', '%' or '_'. */
export function readCode(cell: string): Reading<string> {
  const code = cell.normalize('NFKC');
  if (code === '') return bad(sentence('cell-empty'));
  if (/^\d(\.\d+)?e\+\d+$/i.test(code)) return bad(sentence('code-rounded'));
  if (SHOWN_DATE.test(code)) return bad(sentence('cell-became-date'));
  return /^[\p{L}\p{N}.-]{1,40}$/u.test(code) ? good(code) : bad(sentence('code-form'));
}

/** Reads the organisation's own tags, separated by blanks, commas or 、; an empty cell means none. */
export function readTags(cell: string): Reading<string[]> {
  const tags = cell
    .normalize('NFKC')
    .split(/[\s,;、]+/)
    .filter((tag) => tag !== '');
  const sound = tags.every((tag) => /^[\p{L}\p{N}.-]{1,40}$/u.test(tag));
  return sound ? good([...new Set(tags)].toSorted()) : bad(sentence('tag-form'));
}

/** People widen short names with blanks so that they stand in line: 张　三 is 张三. */
export function readName(cell: string): Reading<string> {
  const name = plainName(cell);
  if (name === '') return bad(sentence('cell-empty'));
  if (isMasked(name)) return bad(sentence('cell-masked'));
  return name.length <= NAME_LENGTH ? good(name) : bad(sentence('cell-too-long', { most: NAME_LENGTH }));
}

/** @returns a name without line breaks, and without blanks between Chinese characters. */
export const plainName = (text: string): string =>
  text.replace(/\s+/g, ' ').replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '');

const MOBILE = /^1[3-9]\d{9}$/;
/** With or without its area code. */
const LANDLINE = /^(0\d{2,3})?[2-9]\d{6,7}$/;

/**
 * @param cell a number from people or spreadsheets: with blanks, hyphens, dots, 86 in front, .0 at the end; beside a
 *   landline, which no SMS reaches, the mobile number counts
 * @returns the number to store: 11 digits for the mainland, else + and digits; null for an empty cell
 */
export function readPhone(cell: string): Reading<string | null> {
  if (cell === '') return good(null);
  if (isMasked(cell)) return bad(sentence('cell-masked'));
  const numbers = cell
    .normalize('NFKC')
    .split(/[/、,;]/)
    .map(plainNumber);
  const [phone = '', ...others] = numbers.filter((number) => numbers.length === 1 || !LANDLINE.test(number));
  if (others.length > 0) return bad(sentence('phone-form'));
  if (MOBILE.test(phone)) return good(phone);
  const abroad = phone.startsWith('+') ? parsePhoneNumberFromString(phone) : undefined;
  return abroad?.isValid() && abroad.countryCallingCode !== '86' ? good(abroad.number) : bad(sentence('phone-form'));
}

const plainNumber = (written: string): string =>
  written
    .replace(/\.0+$/, '')
    .replace(/[\s().·\p{Pd}]/gu, '')
    .replace(/^(\+|00)?86(?=1\d{10}$)/, '');

const LONGEST_ADDRESS = 254;
const address = z.email();

export function readEmail(cell: string): Reading<string | null> {
  if (cell === '') return good(null);
  if (isMasked(cell)) return bad(sentence('cell-masked'));
  const text = cell.normalize('NFKC');
  return text.length <= LONGEST_ADDRESS && address.safeParse(text).success ? good(text) : bad(sentence('email-form'));
}

/** @param cell 2026-12-20, 2026/12/20, 2026.12.20 or 2026年12月20日 @returns YYYY-MM-DD; null for an empty cell. */
export function readDate(cell: string): Reading<string | null> {
  if (cell === '') return good(null);
  const found = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(cell.normalize('NFKC'));
  if (!found) return bad(sentence('date-form'));
  const [year, month, day] = found.slice(1).map(Number) as [number, number, number];
  const date = new Date(Date.UTC(year, month - 1, day));
  // 31 April would roll over into May.
  const real = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return real ? good(date.toISOString().slice(0, 10)) : bad(sentence('date-form'));
}

/** @returns a reader of words of a closed list; an empty cell is refused unless it has a meaning (`otherwise`). */
export const readWord =
  <T>({ known, why, otherwise }: { known: (word: string) => T | null; why: Sentence; otherwise?: T }) =>
  (cell: string): Reading<T> => {
    if (cell === '') return otherwise === undefined ? bad(sentence('cell-empty')) : good(otherwise);
    const value = known(cell);
    return value === null ? bad(why) : good(value);
  };
