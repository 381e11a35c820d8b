import { type Sentence, sentence } from '../../../domain/text/refusal';
import {
  COLUMNS,
  type Column,
  type HeadingMap,
  isDeputyHeading,
  matchColumns,
  NOUNS,
  type Noun,
  plainHeading,
} from './columns';
import { REGISTER_LIMITS } from './read/limits';
import { type Cell, type Line, type Merge, type RawTable, type Table, textOf } from './table';

/** How many rows are searched for headings, because titles and notes may come first. */
export const ROWS_LOOKED_AT = 20;
/** One word may be a heading by chance. */
const FEWEST_HEADINGS = 2;

/** Mapped headings, now and earlier, for each sort of table. */
export type Mappings = Record<Noun, { mapped: HeadingMap; kept: HeadingMap }>;

/** A table of a known sort, and which of its rows were left out. */
export interface LaidOut {
  noun: Noun;
  table: Table;
  leftOut: Sentence[];
}

interface Heading {
  noun: Noun;
  /** Position among the lines. */
  index: number;
  headings: string[];
  /** Positions of the columns found. */
  at: Partial<Record<string, number>>;
  missing: number;
}

/**
 * Finds the headings of a table below any titles, and removes rows that are no data: sums, signatures, headings
 * repeated for each printed page. A cell merged downwards applies to every row that it covers, in the columns where
 * that makes sense.
 * @returns null when there are no headings of the register
 */
export function layOut(raw: RawTable, mappings: Mappings): LaidOut | null {
  const heading = headingOf(raw, mappings);
  if (!heading) return null;
  const { noun, index, headings, at } = heading;
  const lines = filledDown(raw.lines.slice(index + 1), raw.merges, columnsToFill(noun, at));
  const signed = signaturesFrom(lines);
  const isData = (line: Line, position: number): boolean =>
    position < signed && !isSum(line) && !isHeadingAgain(line, headings);
  const leftOut = lines
    .filter((line, position) => !isData(line, position))
    .map(({ row }) => sentence('row-left-out', { file: raw.file, row }));
  const headingRow = raw.lines[index]?.row ?? 1;
  return { noun, table: { file: raw.file, headings, headingRow, rows: lines.filter(isData) }, leftOut };
}

/**
 * @returns the line with all required headings of a sort of table, else the line with the most, so that missing ones
 *   can be named.
 */
function headingOf({ lines, merges }: RawTable, mappings: Mappings): Heading | null {
  const first = lines.slice(0, ROWS_LOOKED_AT);
  const found = first.flatMap((line, index) => {
    const headings = headingsIn(line, { above: first.slice(0, index), merges });
    return NOUNS.flatMap((noun): Heading[] => {
      const columns: Record<string, Column> = COLUMNS[noun];
      const { at, missing } = matchColumns(columns, headings, mappings[noun]);
      const enough = Object.keys(at).length >= FEWEST_HEADINGS;
      return enough ? [{ noun, index, headings, at, missing: missing.length }] : [];
    });
  });
  const shared = ({ at }: Heading): number => Object.keys(at).length;
  const complete = ({ missing }: Heading): number => Number(missing === 0);
  return found.toSorted((a, b) => complete(b) - complete(a) || shared(b) - shared(a))[0] ?? null;
}

/** Headings in two rows: a cell merged into the lower row is a heading of that row. */
function headingsIn(
  { row, cells }: Line,
  { above, merges }: { above: readonly Line[]; merges: readonly Merge[] },
): string[] {
  const headings = cells.map(textOf);
  for (const { top, bottom, left } of merges) {
    if (!(top < row && row <= bottom) || left >= REGISTER_LIMITS.columns || headings[left]) continue;
    while (headings.length < left) headings.push('');
    headings[left] = textOf(above.find((line) => line.row === top)?.cells[left]);
  }
  return headings.map((heading, at) => (isOfDeputy(headings, at, { above, merges }) ? `B角${heading}` : heading));
}

const DEPUTY = /^(b角|替补|副手|备岗|备用)/;

/** 姓名 and 电话 are the deputy's below, or beside, a heading that says so. */
function isOfDeputy(
  headings: readonly string[],
  at: number,
  { above, merges }: { above: readonly Line[]; merges: readonly Merge[] },
): boolean {
  const heading = headings[at] ?? '';
  if (heading === '' || DEPUTY.test(plainHeading(heading)) || !isDeputyHeading(`B角${heading}`)) return false;
  const over = above.at(-1);
  const group = merges.find(({ top, left, right }) => top === over?.row && left <= at && at <= right)?.left ?? at;
  return [textOf(over?.cells[group]), headings[at - 1] ?? ''].some((said) => DEPUTY.test(plainHeading(said)));
}

function columnsToFill(noun: Noun, at: Partial<Record<string, number>>): Set<number> {
  const columns: Record<string, Column> = COLUMNS[noun];
  const filling = Object.entries(at).filter(([key]) => columns[key]?.fillsDown);
  return new Set(filling.flatMap(([, column]) => column ?? []));
}

/** Fills only empty cells, because a program may write values where a merged cell hides them. */
function filledDown(lines: readonly Line[], merges: readonly Merge[], columns: ReadonlySet<number>): Line[] {
  const filled = lines.map((line) => ({ ...line, cells: [...line.cells] }));
  const position = new Map(filled.map(({ row }, index) => [row, index]));
  for (const { top, bottom, left } of merges.filter((merge) => columns.has(merge.left))) {
    const first = position.get(top) ?? filled.length;
    const value = filled[first]?.cells[left] ?? '';
    for (let index = first + 1; value !== ''; index += 1) {
      const line = filled[index];
      if (!line || line.row > bottom || textOf(line.cells[left]) !== '') break;
      setCell(line.cells, left, value);
    }
  }
  return filled;
}

function setCell(cells: Cell[], column: number, value: Cell): void {
  while (cells.length < column) cells.push('');
  cells[column] = value;
}

const SUM = /^(合计|总计|小计|共计|总数|total|sum)$/i;
const SIGNATURE =
  /^(制表|填表|填报|审核|复核|审批|经办|单位负责|负责|分管|联系|备注|说明|注)[\p{L}\s()（）]{0,12}[:：]/u;

const firstText = ({ cells }: Line): string => textOf(cells.find((cell) => textOf(cell) !== ''));

/** 合 计 with blanks between is a sum too. */
const isSum = (line: Line): boolean => SUM.test(firstText(line).replace(/[\s:：]/g, ''));

/** @returns the position after which only signatures and remarks come. */
function signaturesFrom(lines: readonly Line[]): number {
  const lastData = lines.findLastIndex((line) => !SIGNATURE.test(firstText(line)) && !isSum(line));
  return lastData + 1;
}

const isHeadingAgain = ({ cells }: Line, headings: readonly string[]): boolean =>
  cells.length > 1 && cells.every((cell, index) => plainHeading(textOf(cell)) === plainHeading(headings[index] ?? ''));
