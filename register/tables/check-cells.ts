import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { z } from 'zod';
import type { Reason } from './row-reasons';

/** What a cell says, or why it says nothing usable. */
export type Reading<T> = { ok: true; value: T } | { ok: false; reason: Reason; detail?: string };

const good = <T>(value: T): Reading<T> => ({ ok: true, value });
const bad = (reason: Reason, detail?: string): Reading<never> => ({ ok: false, reason, ...(detail && { detail }) });

/** Longer place names would eat up an SMS of 70 characters; the longest official village names have about 20. */
const NAME_LENGTH = 60;

/** Codes stand in workflow ids and in region paths, which '/' separates and LIKE may search: no '/', '%' or '_'. */
export function readCode(cell: string): Reading<string> {
  const code = cell.normalize('NFKC');
  if (code === '') return bad('empty');
  if (/^\d(\.\d+)?e\+\d+$/i.test(code)) return bad('code-rounded');
  return /^[\p{L}\p{N}.-]{1,40}$/u.test(code) ? good(code) : bad('code-form');
}

export function readName(cell: string): Reading<string> {
  if (cell === '') return bad('empty');
  return cell.length <= NAME_LENGTH ? good(cell) : bad('too-long', String(NAME_LENGTH));
}

/** @returns the number as it is stored: 11 digits for the mainland, else + and digits; null for an empty cell. */
export function readPhone(cell: string): Reading<string | null> {
  const phone = cell
    .normalize('NFKC')
    .replace(/[\s()-]/g, '')
    .replace(/^(\+|00)86/, '');
  if (phone === '') return cell === '' ? good(null) : bad('phone-form');
  if (/^1[3-9]\d{9}$/.test(phone)) return good(phone);
  const abroad = phone.startsWith('+') ? parsePhoneNumberFromString(phone) : undefined;
  return abroad?.isValid() ? good(abroad.number) : bad('phone-form');
}

const address = z.email().max(254);

export function readEmail(cell: string): Reading<string | null> {
  if (cell === '') return good(null);
  const found = address.safeParse(cell.normalize('NFKC'));
  return found.success ? good(found.data) : bad('email-form');
}

/** @param cell 2026-12-20, 2026/12/20, 2026.12.20 or 2026年12月20日 @returns YYYY-MM-DD; null for an empty cell. */
export function readDate(cell: string): Reading<string | null> {
  if (cell === '') return good(null);
  const found = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(cell.normalize('NFKC'));
  if (!found) return bad('date-form');
  const [year, month, day] = found.slice(1).map(Number) as [number, number, number];
  const date = new Date(Date.UTC(year, month - 1, day));
  // 31 April would roll over into May.
  const real = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return real ? good(date.toISOString().slice(0, 10)) : bad('date-form');
}

/** @returns a reader of words of a closed list; an empty cell is refused unless it has a meaning (`otherwise`). */
export const readWord =
  <T>({
    known,
    reason,
    detail,
    otherwise,
  }: {
    known: (word: string) => T | null;
    reason: Reason;
    detail?: string;
    otherwise?: T;
  }) =>
  (cell: string): Reading<T> => {
    if (cell === '') return otherwise === undefined ? bad('empty') : good(otherwise);
    const value = known(cell);
    return value === null ? bad(reason, detail) : good(value);
  };
