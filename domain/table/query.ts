import { DateTime } from 'luxon';
import type { Permission } from '../account/roles';
import type { Instant } from '../instant';
import { Refused, sentence } from '../text/refusal';
import { type Column, columnsFor, type Shape } from './shape';

/** Filters as an address has them: by column, `failed,unknown` or `2026-11-01..2026-11-30` or a text. */
export type Where = Readonly<Record<string, string>>;

export interface Sort {
  key: string;
  desc: boolean;
}

/** One filter, understood. */
export type Condition =
  | { key: string; filter: 'part' | 'whole'; value: string }
  | { key: string; filter: 'choice'; values: string[] }
  | { key: string; filter: 'days'; from: Instant | null; before: Instant | null }
  | { key: string; filter: 'range'; least: number | null; most: number | null };

export interface TableQuery {
  conditions: Condition[];
  sort: Sort;
}

interface Asked {
  where: Where;
  sort?: string | undefined;
  /** IANA zone in which days are meant. */
  zone: string;
  may(permission: Permission): boolean;
}

/**
 * Understands what a reader wants of a table.
 * @throws Refused for a column that there is not, or that cannot be sorted or filtered so
 */
export function readQuery(shape: Shape, { where, sort = shape.sort, zone, may }: Asked): TableQuery {
  const missing = shape.of?.find((key) => !where[key]);
  if (missing !== undefined) throw new Refused(sentence('table-needs-filter', { column: missing }));
  const columns = new Map(columnsFor(shape, may).map((column) => [column.key, column]));
  const conditions = Object.entries(where)
    .filter(([, value]) => value.trim() !== '')
    .map(([key, value]) => conditionOf(columns.get(key), { key, value: value.trim(), zone }));
  return { conditions, sort: sortOf(shape, columns, sort) };
}

function sortOf(shape: Shape, columns: ReadonlyMap<string, Column>, sort: string): Sort {
  const desc = sort.startsWith('-');
  const key = desc ? sort.slice(1) : sort;
  if (!columns.get(key)?.sorts && sort !== shape.sort) throw new Refused(sentence('table-no-sort', { column: key }));
  return { key, desc };
}

function conditionOf(
  column: Column | undefined,
  { key, value, zone }: { key: string; value: string; zone: string },
): Condition {
  if (!column?.filter) throw new Refused(sentence('table-no-filter', { column: key }));
  const { filter, title } = column;
  const wrong = () => new Refused(sentence('table-bad-filter', { column: title, value }));
  if (filter === 'part' || filter === 'whole') return { key, filter, value };
  if (filter === 'choice') {
    const values = value.split(',');
    if (column.words && !values.every((one) => one in (column.words ?? {}))) throw wrong();
    return { key, filter, values };
  }
  const parts = value.split('..');
  const [first = '', last = first] = parts;
  if (parts.length > 2) throw wrong();
  if (filter === 'range') {
    const [least, most] = [numberIn(first), numberIn(last)];
    if (least === undefined || most === undefined) throw wrong();
    return { key, filter, least, most };
  }
  const [from, to] = [dayIn(first, zone), dayIn(last, zone)];
  if (from === undefined || to === undefined) throw wrong();
  return { key, filter, from: instantOf(from), before: instantOf(to && to.plus({ days: 1 })) };
}

/** @returns null for nothing, undefined for what is no number */
function numberIn(text: string): number | null | undefined {
  if (text === '') return null;
  return /^-?\d{1,15}(\.\d+)?$/.test(text) ? Number(text) : undefined;
}

function dayIn(text: string, zone: string): DateTime | null | undefined {
  if (text === '') return null;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const day = DateTime.fromISO(text, { zone });
  return day.isValid ? day : undefined;
}

const instantOf = (day: DateTime | null): Instant | null => day?.toUTC().toISO() ?? null;
