import type { Cell, Line, Merge } from '../table';
import { dayOf, isRounded, type NumberFormat, shownNumber } from './formats';
import type { Lines } from './line';
import type { Parts } from './package';

/** A roster does not have more merged cells than the limit of rows. */
const MOST_MERGES = 100_000;

/** Data that the sheets of a workbook share. */
interface Shared {
  strings: readonly string[];
  /** By the number of a cell's style. */
  formats: readonly NumberFormat[];
  from1904: boolean;
}

/** A cell as the XML has it. */
interface RawCell {
  column: number;
  type: string;
  style: number;
  value: string;
  isFormula: boolean;
}

/** Reads one sheet: its rows with content, and its merged cells. */
export async function readSheet(
  parts: Parts,
  part: string,
  { shared, lines }: { shared: Shared; lines: Lines },
): Promise<{ lines: Line[]; merges: Merge[] }> {
  const read: Line[] = [];
  const merges: Merge[] = [];
  let row = 0;
  let cells: [number, Cell][] = [];
  let cell: RawCell | null = null;
  let inValue = false;
  let phonetic = false;
  await parts.read(part, {
    open: (tag, attributes) => {
      if (tag === 'row') {
        row = Number(attributes.r) || row + 1;
        cells = [];
      } else if (tag === 'c') cell = rawCell(attributes, (cells.at(-1)?.[0] ?? -1) + 1);
      else if (tag === 'f' && cell) cell.isFormula = true;
      else if (tag === 'rPh') phonetic = true;
      else if (tag === 'mergeCell' && merges.length < MOST_MERGES) merges.push(...mergeOf(attributes.ref ?? ''));
      inValue = (tag === 'v' || tag === 't') && !phonetic;
    },
    close: (tag) => {
      inValue = false;
      if (tag === 'rPh') phonetic = false;
      if (tag === 'c' && cell) {
        cells.push([cell.column, cellOf(cell, shared)]);
        cell = null;
      }
      if (tag !== 'row') return;
      const line = lines.line(row, cells);
      if (line) read.push(line);
    },
    text: (piece) => {
      if (inValue && cell) cell.value += piece;
    },
  });
  return { lines: read, merges };
}

/** @param next the column when the cell does not name its own */
const rawCell = ({ r = '', t = 'n', s = '0' }: Record<string, string>, next: number): RawCell => ({
  column: columnOf(r) ?? next,
  type: t,
  style: Number(s),
  value: '',
  isFormula: false,
});

function cellOf({ type, style, value, isFormula }: RawCell, { strings, formats, from1904 }: Shared): Cell {
  if (type === 's') return unescaped(strings[Number(value)] ?? '');
  if (type === 'inlineStr' || type === 'str') return unescaped(value);
  if (type === 'e') return { text: value, spoilt: 'error' };
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
  if (type === 'd') return { text: value.slice(0, 10), spoilt: 'date' };
  if (value.trim() === '') return isFormula ? { text: '=', spoilt: 'not-calculated' } : '';
  const number = Number(value);
  if (!Number.isFinite(number)) return value;
  const format = formats[style] ?? { shows: 'number', digits: 0 };
  if (format.shows === 'date') return { text: dayOf(number, from1904) ?? value, spoilt: 'date' };
  return isRounded(number) ? { text: value, spoilt: 'rounded' } : shownNumber(number, format.digits);
}

/** Excel writes control characters as _x000D_. */
const unescaped = (text: string): string =>
  text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/** @param reference as C7 @returns the column, from 0; undefined when none is named. */
function columnOf(reference: string): number | undefined {
  const letters = /^[A-Z]{1,3}/.exec(reference)?.[0];
  return letters === undefined
    ? undefined
    : [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function mergeOf(reference: string): Merge[] {
  const [, from = '', top, to = '', bottom] = /^([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)$/.exec(reference) ?? [];
  const [left, right] = [columnOf(from), columnOf(to)];
  return left === undefined || right === undefined ? [] : [{ top: Number(top), bottom: Number(bottom), left, right }];
}
