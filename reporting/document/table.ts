import { DateTime } from 'luxon';
import type { Language } from '../../domain/campaign/definition/definition';
import type { Instant } from '../../domain/instant';

/**
 * A cell has a type, so that Word can write it for people and Excel as a real number or date: `fen` money · `share` 0–1
 * · `at` a moment · `until` a deadline, which at midnight is 24:00 of the day before · `to` the page of the console on
 * which the masked records behind the row stand.
 */
export type Cell =
  | string
  | number
  | null
  | { fen: number }
  | { share: number }
  | { at: Instant }
  | { until: Instant }
  | Linked;

/** A text that leads to a page of the console. */
export interface Linked {
  text: string;
  /** Its path. */
  to: string;
}

export interface Column {
  label: string;
  /** In Chinese characters; Excel uses the width itself, Word the proportion. */
  width: number;
  /** A long table adds this column up while it is written: as numbers, or as money. */
  summed?: 'number' | 'fen';
  /** What a row's figure is counted in, where a sentence tells it: 50户. */
  unit?: (row: number) => string;
}

export interface Table {
  title: string;
  columns: Column[];
  rows: Cell[][];
  /** Sums of the rows, set apart below them. */
  total?: Cell[];
}

/** A table whose rows are made while they are written, because they would not fit into memory. */
export interface LongTable extends Omit<Table, 'rows' | 'total'> {
  /** How many rows there will be. */
  length: number;
  rows: AsyncIterable<Cell[]>;
}

/** @returns how many rows a table has, without its total */
export const lengthOf = (table: Table | LongTable): number => ('length' in table ? table.length : table.rows.length);

/** Makes the rows of a long table, one after the other. */
export async function* rowsOf<R>(records: AsyncIterable<R>, cells: (record: R) => Cell[]): AsyncGenerator<Cell[]> {
  for await (const record of records) yield cells(record);
}

/** @returns the table without the columns that are empty in every row. */
export function withoutEmptyColumns({ columns, rows, total, ...table }: Table): Table {
  const filled = columns.map((_, nr) => rows.some((row) => row[nr] !== null));
  const kept = <T>(cells: readonly T[]): T[] => cells.filter((_, nr) => filled[nr]);
  return { ...table, columns: kept(columns), rows: rows.map(kept), ...(total && { total: kept(total) }) };
}

/** How one campaign writes dates and figures. */
export interface Locale {
  language: Language;
  zone: string;
}

/** @returns a name that leads to the records behind the figures of its row */
export const linked = (text: string, to: string): Cell => ({ text, to });
export const fen = (amount: number | null): Cell => (amount === null ? null : { fen: amount });
/** @returns `part` of `whole` as a share; null when the whole is zero. */
export const share = (part: number, whole: number): Cell => (whole === 0 ? null : { share: part / whole });
export const at = (moment: Instant | null): Cell => (moment === null ? null : { at: moment });
export const until = (moment: Instant): Cell => ({ until: moment });

export const isLinked = (cell: Cell | undefined): cell is Linked =>
  typeof cell === 'object' && cell !== null && 'to' in cell;

/** Nobody, nothing, or no money. */
export const isNothing = (cell: Cell): boolean =>
  cell === null || cell === 0 || (typeof cell === 'object' && 'fen' in cell && cell.fen === 0);

export const isNumeric = (cell: Cell): boolean =>
  typeof cell === 'number' || (typeof cell === 'object' && cell !== null && ('fen' in cell || 'share' in cell));

const number = (value: number, digits: number): string =>
  value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** @returns the cell as text for people. */
export function cellText(cell: Cell, locale: Locale): string {
  if (cell === null) return '—';
  if (typeof cell === 'string') return cell;
  if (typeof cell === 'number') return number(cell, 0);
  if ('fen' in cell) return number(cell.fen / 100, 2);
  if ('share' in cell) return `${number(cell.share * 100, 1)}%`;
  if ('to' in cell) return cell.text;
  return 'at' in cell ? momentText(cell.at, locale) : deadlineText(cell.until, locale);
}

/** @returns for example `2026-12-20 09:30`, in the campaign's zone. */
export const momentText = (moment: Instant, { zone }: Pick<Locale, 'zone'>): string =>
  local(moment, zone).toFormat('yyyy-MM-dd HH:mm');

/** The first moment of a day ends the one before it: "by 20 December", not "by 0:00 on the 21st". */
export function deadlineText(moment: Instant, { zone }: Pick<Locale, 'zone'>): string {
  const time = local(moment, zone);
  const midnight = !time.minus({ milliseconds: 1 }).hasSame(time, 'day');
  return midnight
    ? `${time.minus({ milliseconds: 1 }).toFormat('yyyy-MM-dd')} 24:00`
    : time.toFormat('yyyy-MM-dd HH:mm');
}

/** @returns for example `2026年12月20日` or `20 December 2026`; for a deadline at midnight, the day that it ends. */
export function dayText(moment: Instant, { zone, language }: Locale): string {
  return language === 'en'
    ? local(moment, zone).setLocale('en').toFormat('d MMMM yyyy')
    : local(moment, zone).toFormat('yyyy年M月d日');
}

/** @returns a Date whose UTC fields are the zone's wall clock: Excel knows no zones and shows these fields. */
export const wallClock = (moment: Instant, { zone }: Pick<Locale, 'zone'>): Date =>
  local(moment, zone).setZone('utc', { keepLocalTime: true }).toJSDate();

const local = (moment: Instant, zone: string): DateTime => DateTime.fromISO(moment, { zone });
