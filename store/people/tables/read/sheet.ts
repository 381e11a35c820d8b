import type { Cell, Line } from '../table';
import { type NumberFormat, numberCell } from './formats';
import type { Lines } from './line';
import type { Merges } from './merges';
import type { Parts } from './package';
import type { Texts } from './texts';

/** Data that the sheets of a workbook share. */
export interface Shared {
  strings: Texts;
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

/** Lines that are handed on at once. */
const A_PIECE = 500;

/** @returns the merged cells of a sheet, which stand after its rows. */
export async function mergesOf(parts: Parts, part: string, merges: Merges): Promise<Uint32Array> {
  await parts.readAround('sheetData', part, {
    open: (tag, { ref = '' }) => {
      if (tag !== 'mergeCell') return;
      const [, from = '', top, to = '', bottom] = /^([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)$/.exec(ref) ?? [];
      const [left, right] = [columnOf(from), columnOf(to)];
      if (left !== undefined && right !== undefined)
        merges.add({ top: Number(top), bottom: Number(bottom), left, right });
    },
    close: () => {},
    text: () => {},
  });
  return merges.packed();
}

/** Reads the rows of one sheet that have content. */
export async function* readSheet(
  parts: Parts,
  part: string,
  { shared, lines }: { shared: Shared; lines: Lines },
): AsyncGenerator<Line[]> {
  let read: Line[] = [];
  let row = 0;
  let cells: [number, Cell][] = [];
  let cell: RawCell | null = null;
  let inValue = false;
  let phonetic = false;
  const steps = parts.steps(part, {
    open: (tag, attributes) => {
      if (tag === 'row') {
        row = Number(attributes.r) || row + 1;
        cells = [];
      } else if (tag === 'c') cell = rawCell(attributes, (cells.at(-1)?.[0] ?? -1) + 1);
      else if (tag === 'f' && cell) cell.isFormula = true;
      else if (tag === 'rPh') phonetic = true;
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
  for await (const _ of steps) {
    if (read.length < A_PIECE) continue;
    yield read;
    read = [];
  }
  if (read.length > 0) yield read;
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
  if (type === 's') return unescaped(strings.at(Number(value)));
  if (type === 'inlineStr' || type === 'str') return unescaped(value);
  if (type === 'e') return { text: value, spoilt: 'error' };
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
  if (type === 'd') return { text: value.slice(0, 10), spoilt: 'date' };
  if (value.trim() === '') return isFormula ? { text: '=', spoilt: 'not-calculated' } : '';
  const number = Number(value);
  return Number.isFinite(number) ? numberCell(number, value, { format: formats[style], from1904 }) : value;
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
