import type { Text } from '../campaign/definition/words';
import type { FigureCode } from '../text/catalogue/figure';
import { printable } from '../text/printable';
import { PHOTO_ID } from './photo';

/**
 * integer → number, money → whole fen, yes-no → boolean; text, date (`YYYY-MM-DD`), month (`YYYY-MM`), choice and photo
 * (its id) → string.
 */
export type Figure = number | string | boolean;
export type Figures = Record<string, Figure>;

/** Longest free text when the definition sets no limit: a few sentences, not a document. */
export const DEFAULT_MAX_LENGTH = 500;

/** The properties of a form's field that limit its figures. */
export interface Bounds {
  unit?: Text | undefined;
  /** In yuan for money. */
  min?: number | undefined;
  max?: number | undefined;
  maxLength?: number | undefined;
  choices?: readonly { value: string; label: Text }[] | undefined;
}

/** One field's value, or the code of its fault. */
export type ParsedFigure = { ok: true; value: Figure } | { ok: false; code: FigureCode };

const good = (value: Figure): ParsedFigure => ({ ok: true, value });
const bad = (code: FigureCode): ParsedFigure => ({ ok: false, code });

/**
 * Cleans a typed number: Chinese keyboards give full-width digits and signs (NFKC folds them), and people write
 * thousands separators, a currency sign before the sum and the unit behind the number. `39户` is accepted when the unit
 * is 户; `3万元` is not, because only the field's own unit is dropped.
 */
function typedNumber(field: Bounds, value: unknown, bare = (typed: string) => typed): string | null {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : null;
  if (typeof value !== 'string') return null;
  let typed = value.normalize('NFKC').trim();
  for (const unit of Object.values(field.unit ?? {})) {
    if (unit && typed.endsWith(unit)) typed = typed.slice(0, -unit.length).trim();
  }
  typed = bare(typed);
  return /^-?\d{1,3}(,\d{3})+(\.\d*)?$/.test(typed) ? typed.replaceAll(',', '') : typed;
}

const withoutYuan = (typed: string): string =>
  typed
    .replace(/^[¥￥]\s*/, '')
    .replace(/元$/, '')
    .trim();

/** Counts and sums are at least 0 unless the definition sets another minimum. */
function withinBounds(field: Bounds, value: number, decimals: number): ParsedFigure {
  if (value < shifted(field.min ?? 0, decimals)) return bad('too-small');
  const most = field.max === undefined ? Number.MAX_SAFE_INTEGER : shifted(field.max, decimals);
  return value > most ? bad('too-large') : good(value);
}

/** Shifts a bound by its digits: multiplication near the largest number would allow one fen too many. */
function shifted(bound: number, decimals: number): number {
  const [whole = '0', rest = ''] = String(bound).split('.');
  return Number(whole + rest.slice(0, decimals).padEnd(decimals, '0'));
}

export function parseInteger(field: Bounds, value: unknown): ParsedFigure {
  const typed = typedNumber(field, value);
  if (typed === null || !/^-?\d+(\.\d+)?$/.test(typed)) return bad('not-a-number');
  if (typed.includes('.')) return bad('not-whole');
  return withinBounds(field, Number(typed) + 0, 0);
}

/**
 * Converts yuan to fen by moving digits, so that no binary fraction rounds a sum: "0.07" is 7 fen, never
 * 7.000000000000001.
 */
export function parseMoney(field: Bounds, value: unknown): ParsedFigure {
  const typed = typedNumber(field, value, withoutYuan);
  const match = typed === null ? null : /^(-?)(\d+)(?:\.(\d+))?$/.exec(typed);
  if (!match) return bad('not-a-number');
  const [, sign = '', yuan = '0', decimals = ''] = match;
  if (decimals.length > 2) return bad('too-precise');
  return withinBounds(field, Number(`${sign}${yuan}${decimals.padEnd(2, '0')}`) + 0, 2);
}

export function parseText(field: Bounds, value: unknown): ParsedFigure {
  if (typeof value !== 'string') return bad('not-a-text');
  const text = printable(value);
  if (text === '') return bad('required');
  return text.length > (field.maxLength ?? DEFAULT_MAX_LENGTH) ? bad('too-long') : good(text);
}

/** Accepts `2026-12-20` from date inputs, and hand-typed forms: 2026/12/20, 2026.12.20, 2026年12月20日. */
export function parseDate(_: Bounds, value: unknown): ParsedFigure {
  if (typeof value !== 'string') return bad('not-a-date');
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(value.normalize('NFKC').replace(/\s/g, ''));
  if (!match) return bad('not-a-date');
  const [, year = '', month = '', day = ''] = match;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const parsed = new Date(`${date}T00:00:00Z`);
  const exists = !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date);
  return exists ? good(date) : bad('not-a-date');
}

/** Accepts `2026-12` from month inputs, and hand-typed forms: 2026/12, 2026年12月, and 202612 in an SMS. */
export function parseMonth(_: Bounds, value: unknown): ParsedFigure {
  if (typeof value !== 'string') return bad('not-a-month');
  const match = /^(\d{4})(?:[-/.年]?(0[1-9]|1[0-2])|[-/.年]([1-9]))月?$/.exec(
    value.normalize('NFKC').replace(/\s/g, ''),
  );
  if (!match) return bad('not-a-month');
  const [, year, two, one] = match;
  return good(`${year}-${two ?? `0${one}`}`);
}

export const parseChoice = ({ choices }: Bounds, value: unknown): ParsedFigure =>
  choices?.some((choice) => choice.value === value) ? good(String(value)) : bad('not-a-choice');

const YES = new Set<unknown>([true, 'yes', 'true', '是']);
const NO = new Set<unknown>([false, 'no', 'false', '否']);

export function parseYesNo(_: Bounds, value: unknown): ParsedFigure {
  if (YES.has(value)) return good(true);
  return NO.has(value) ? good(false) : bad('not-yes-or-no');
}

/** The report names a photo that was sent before; the store checks later whether the photo is complete. */
export const parsePhoto = (_: Bounds, value: unknown): ParsedFigure =>
  typeof value === 'string' && PHOTO_ID.test(value) ? good(value) : bad('not-a-photo');

/** @param fen whole fen. @returns yuan with two decimals and no separators: 422100 → "4221.00". */
export function yuan(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(3, '0');
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
