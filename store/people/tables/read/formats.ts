import type { Cell } from '../table';

/** Numbers of the formats that every program knows without being told, of which these show a date or a time. */
const BUILT_IN: readonly [from: number, to: number][] = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
];
const DAY_MS = 86_400_000;
/** Day 0 of Excel, which takes 1900 for a leap year. */
const EPOCH = Date.UTC(1899, 11, 30);
/** Workbooks of old Macs count from 1904. */
const DAYS_TO_1904 = 1462;
/** Digits that a spreadsheet keeps of a number. */
const KEPT = 1e15;

/** How the number in a cell is shown, as far as it makes a difference here. */
export type NumberFormat = { shows: 'date' } | { shows: 'number'; digits: number };

/** @param id of the format @param code as it stands in the workbook; undefined for a format that every program knows */
export function numberFormat(id: number, code: string | undefined): NumberFormat {
  if (code === undefined)
    return BUILT_IN.some(([from, to]) => id >= from && id <= to) ? { shows: 'date' } : { shows: 'number', digits: 0 };
  const bare = code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, '');
  if (/[ymdhs]/i.test(bare.replace(/general/i, ''))) return { shows: 'date' };
  return { shows: 'number', digits: /^0+$/.test(bare) ? bare.length : 0 };
}

/** @returns YYYY-MM-DD of a day's number, or null for one that no calendar has. */
function dayOf(serial: number, from1904: boolean): string | null {
  const date = new Date(EPOCH + Math.floor(serial + (from1904 ? DAYS_TO_1904 : 0)) * DAY_MS);
  return Number.isNaN(date.getTime()) || date.getUTCFullYear() > 9999 ? null : date.toISOString().slice(0, 10);
}

/** @returns the number as it is shown: in full, with the zeros before it that a format of zeros shows. */
const shownNumber = (value: number, digits: number): string => {
  const text = Number.isInteger(value) ? BigInt(value).toString() : String(value);
  return value >= 0 ? text.padStart(digits, '0') : text;
};

/** @returns whether the number is longer than what a spreadsheet keeps, so that its end is lost. */
const isRounded = (value: number): boolean => Math.abs(value) >= KEPT;

/**
 * @param value of a cell @param written as it stands in the file
 * @returns the cell as a person sees it, damaged ones marked
 */
export function numberCell(
  value: number,
  written: string,
  { format = { shows: 'number', digits: 0 }, from1904 }: { format: NumberFormat | undefined; from1904: boolean },
): Cell {
  if (format.shows === 'date') return { text: dayOf(value, from1904) ?? written, spoilt: 'date' };
  return isRounded(value) ? { text: written, spoilt: 'rounded' } : shownNumber(value, format.digits);
}
