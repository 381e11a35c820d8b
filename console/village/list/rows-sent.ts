import { z } from 'zod';
import type { RowSent } from '../../../domain/list/row-check';
import { sentence } from '../../../domain/text/refusal';
import { MOST_ROWS, type RowsSent } from '../../../store/list/propose';
import { Problem } from '../../shell/problems';
import { NOTHING } from '../form-hand-in';
import type { Part } from '../form-parts';
import { ROW } from './row-fields';

/** Name of the button that says that these are all (报完). */
export const ALL_REPORTED = 'all-reported';
/** Name of the field in which a script sends many rows. */
export const ROWS = 'rows-sent';
/** Name of the button that takes a row back. */
const TAKE_BACK = 'take-back';

const version = z.int().min(1).optional();
const longest = z.string().max(2000);
/** One row. */
export const rowSent = z.object({
  row: z.uuid(),
  version,
  category: z.string().max(80).optional(),
  figures: z.record(z.string().max(80), longest),
  noId: z.string().max(80).optional(),
  consent: z.boolean().optional(),
  keeps: z.boolean().optional(),
});

/** Rows as the script of the form sends them, in one field. */
export const rowsSent = z.object({
  rows: z.array(rowSent).max(MOST_ROWS).default([]),
  gone: z
    .array(z.object({ row: z.uuid(), version }))
    .max(MOST_ROWS)
    .default([]),
});

/** What a list page sends. */
export interface ListTyped {
  /** Null when no row was sent. */
  rows: RowsSent | null;
  nothing: boolean;
  whole: boolean;
  /** The typed values, for the form without a script. */
  typed: Record<string, string>;
}

/** @throws Problem when the script's rows cannot be read; never with what was typed in them */
export async function readList(parts: AsyncIterable<Part>): Promise<ListTyped> {
  const given = new Map<string, string>();
  for await (const [field, sent] of parts) if (typeof sent === 'string' && !given.has(field)) given.set(field, sent);
  const typed = Object.fromEntries(given);
  return {
    rows: typed[ROWS] === undefined ? oneRow(typed) : manyRows(typed[ROWS]),
    nothing: typed[NOTHING] === 'yes',
    whole: typed[ALL_REPORTED] === 'yes',
    typed,
  };
}

const unreadable = (): Problem => new Problem(400, sentence('rows-unreadable'));

function manyRows(json: string): RowsSent {
  try {
    return rowsSent.parse(JSON.parse(json));
  } catch {
    throw unreadable();
  }
}

/** One row a page, as a browser without a script sends it. */
function oneRow(typed: Record<string, string>): RowsSent | null {
  const { [TAKE_BACK]: gone, [ROW.id]: id } = typed;
  if (gone !== undefined) return check({ gone: [{ row: gone, ...seen(typed) }] });
  return id === undefined ? null : check({ rows: [rowOf(id, typed)] });
}

function check(sent: object): RowsSent {
  const read = rowsSent.safeParse(sent);
  if (!read.success) throw unreadable();
  return read.data;
}

const seen = ({ [ROW.version]: version = '' }: Record<string, string>) =>
  version === '' ? {} : { version: Number(version) };

function rowOf(id: string, typed: Record<string, string>): RowSent {
  const own = new Set<string>(Object.values(ROW));
  const figures = Object.entries(typed).filter(([field]) => !own.has(field));
  const { [ROW.category]: category, [ROW.noId]: noId } = typed;
  const version = seen(typed);
  return {
    row: id,
    ...version,
    ...(category && { category }),
    figures: Object.fromEntries(figures),
    ...(noId && { noId }),
    consent: typed[ROW.consent] === 'yes',
    keeps: 'version' in version,
  };
}
