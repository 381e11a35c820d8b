import type { Cell } from '../../table';
import { type NumberFormat, numberCell } from '../formats';
import type { Texts } from '../texts';
import { type BiffRecord, RECORD } from './records';
import { StringReader } from './strings';

/** Data that the sheets of a workbook share. */
export interface Shared {
  strings: Texts;
  /** By the number of a cell's style. */
  formats: readonly NumberFormat[];
  from1904: boolean;
}

/** Cells of a row, from 0, that one record holds. */
interface Found {
  row: number;
  cells: [column: number, cell: Cell][];
}

/** A formula whose result is a text has it in the record after its own. */
export const TEXT_FOLLOWS: Cell = { text: '=', spoilt: 'not-calculated' };

const ERRORS: Readonly<Record<number, string>> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A',
};

const errorCell = (code: number): Cell => ({ text: ERRORS[code] ?? '#N/A', spoilt: 'error' });
const truth = (value: number): string => (value === 1 ? 'TRUE' : 'FALSE');

/** @returns the cells in a record; null for a record that holds none */
export function cellsIn({ type, parts }: BiffRecord, shared: Shared): Found | null {
  const [bytes] = parts;
  const one = (cell: Cell): Found => ({ row: bytes.readUInt16LE(0), cells: [[bytes.readUInt16LE(2), cell]] });
  const numeric = (value: number, style: number): Cell =>
    numberCell(value, String(value), { format: shared.formats[style], from1904: shared.from1904 });
  switch (type) {
    case RECORD.labelSst:
      return one(shared.strings.at(bytes.readUInt32LE(6)));
    case RECORD.label:
    case RECORD.richString:
      return one(new StringReader(parts, 6).next());
    case RECORD.number:
      return one(numeric(bytes.readDoubleLE(6), bytes.readUInt16LE(4)));
    case RECORD.rk:
      return one(numeric(packedNumber(bytes.readUInt32LE(6)), bytes.readUInt16LE(4)));
    case RECORD.boolErr:
      return one(bytes[7] === 1 ? errorCell(bytes[6] ?? 0) : truth(bytes[6] ?? 0));
    case RECORD.formula:
      return one(resultOf(bytes, numeric));
    case RECORD.mulRk:
      return severalIn(bytes, numeric);
    default:
      return null;
  }
}

/** Bytes of each number of several: its style, and the number. */
const EACH = 6;

function severalIn(bytes: Buffer, numeric: (value: number, style: number) => Cell): Found {
  const first = bytes.readUInt16LE(2);
  const count = Math.floor((bytes.length - 6) / EACH);
  const cells = Array.from({ length: count }, (_, index): [number, Cell] => {
    const at = 4 + index * EACH;
    return [first + index, numeric(packedNumber(bytes.readUInt32LE(at + 2)), bytes.readUInt16LE(at))];
  });
  return { row: bytes.readUInt16LE(0), cells };
}

/** A number in four bytes: two flags (hundredths, whole number), and its thirty upper bits. */
function packedNumber(packed: number): number {
  const halves = Buffer.alloc(8);
  halves.writeUInt32LE((packed & ~3) >>> 0, 4);
  const value = packed & 2 ? (packed | 0) >> 2 : halves.readDoubleLE(0);
  return packed & 1 ? value / 100 : value;
}

/** No number ends in these two bytes: the first byte says what else the result is. */
const NO_NUMBER = 0xffff;
const RESULT = { text: 0, truth: 1, error: 2 } as const;

function resultOf(bytes: Buffer, numeric: (value: number, style: number) => Cell): Cell {
  if (bytes.readUInt16LE(12) !== NO_NUMBER) return numeric(bytes.readDoubleLE(6), bytes.readUInt16LE(4));
  const value = bytes[8] ?? 0;
  if (bytes[6] === RESULT.text) return TEXT_FOLLOWS;
  if (bytes[6] === RESULT.truth) return truth(value);
  return bytes[6] === RESULT.error ? errorCell(value) : '';
}
