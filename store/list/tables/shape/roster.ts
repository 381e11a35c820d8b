import { type Sentence, sentence } from '../../../../domain/text/refusal';
import { type HeadingMap, plainHeading } from '../../../people/tables/columns';
import { mergesIn } from '../../../people/tables/read/merges';
import { type Cell, type Line, type Merge, type Piece, type SheetHead, textOf } from '../../../people/tables/table';
import type { RosterColumn } from './columns';
import { findHeadings, type Headings, LINES_LOOKED_AT } from './headings';
import { beginsHousehold, type Signs, signsIn } from './households';
import { MergedCells, type SettledLine } from './merged';
import { Sums, sumOf } from './sums';

/** A cell with its place, to be named when it is refused. */
export interface CellAt {
  cell: Cell;
  row: number;
  /** Its heading. */
  heading: string;
}

/** The cells that describe a person, by the key of their column. */
export interface RosterPerson {
  cells: Map<string, CellAt>;
  /** What the heading says of the relation to the head. */
  relation: string | null;
}

/** A row of a list as a table has it: one line, or a household with the lines of its members. */
export interface RosterRow {
  /** Name of the file, with the sheet where there are several. */
  file: string;
  /** Of its first line. */
  row: number;
  /** Columns that describe the place or the household, by key. */
  cells: Map<string, CellAt>;
  /** The head of the household, or the one person of the row; then the members. */
  people: [RosterPerson, ...RosterPerson[]];
}

/** A cell that keeps a row from being imported: what is wrong and what to do, never the value. */
export interface RosterFlaw extends Sentence {
  file: string;
  row: number;
  column: string;
}

/** A sheet whose headings were found. */
export interface RosterSheet {
  file: string;
  /** Name of the sheet, which may be that of the village. */
  name: string | null;
  /** What stands behind 填报单位 above the headings. */
  unit: string | null;
  headings: Headings;
}

export type RosterItem = { sheet: RosterSheet } | { row: RosterRow } | { flaw: RosterFlaw } | { note: Sentence };

/** How the tables of a list are read. */
export interface RosterPlan {
  columns: readonly RosterColumn[];
  /** By plain heading, what an office said of its headings. */
  mapped: HeadingMap;
  /** Keys of columns of which a sheet has at least one; those of names when left out. */
  needs?: readonly string[];
  /** Whether several lines may make a row. */
  households: boolean;
  /** Is told every line of data, for the digest of the file. */
  seen?: (line: SettledLine) => void;
}

/**
 * Makes the rows of a list from the tables of a file, as offices have them. It keeps no more than one household and the
 * first lines of a sheet.
 */
export async function* rosterOf(pieces: AsyncIterable<Piece>, plan: RosterPlan): AsyncGenerator<RosterItem[]> {
  let sheet: SheetReader | null = null;
  for await (const piece of pieces) {
    if ('lines' in piece) yield sheet?.take(piece.lines) ?? [];
    else {
      if (sheet) yield sheet.end();
      sheet = new SheetReader(piece.sheet, plan);
    }
  }
  if (sheet) yield sheet.end();
}

const SIGNATURE =
  /^(制表|填表|填报|审核|复核|审批|经办|单位负责|负责|分管|联系|备注|说明|注|日期|填报日期|盖章)[\p{L}\s()（）]{0,12}[:：]/u;
/** 填报单位（盖章）：城关镇清平村 */
const UNIT = /^(?:(?:填报|报送|申报|制表)?单位(?:名称)?(?:[（(][^）)]*[）)])?|unit)[:：]\s*(.*)$/iu;

const firstText = ({ cells }: Line): string => textOf(cells.find((cell) => textOf(cell) !== ''));

class SheetReader {
  /** Lines before the headings are found. */
  private first: Line[] = [];
  private body: BodyReader | null = null;

  constructor(
    private readonly head: SheetHead,
    private readonly plan: RosterPlan,
  ) {}

  take(lines: readonly Line[]): RosterItem[] {
    if (this.head.hidden) return [];
    if (this.body) return this.body.take(lines);
    this.first.push(...lines);
    return this.first.length < LINES_LOOKED_AT ? [] : this.begin();
  }

  end(): RosterItem[] {
    const { file, hidden } = this.head;
    if (hidden) return [{ note: sentence('sheet-hidden', { sheet: file }) }];
    const begun = this.body ? [] : this.begin();
    return [...begun, ...(this.body?.end() ?? [])];
  }

  private begin(): RosterItem[] {
    const lines = this.first;
    this.first = [];
    if (lines.length === 0) return [];
    const looked = lines.slice(0, LINES_LOOKED_AT);
    const headings = findHeadings(looked, { merges: this.mergesUntil(looked.at(-1)?.row ?? 0), ...this.plan });
    if (!headings) return [{ note: sentence('sheet-left-out-of-list', { sheet: this.head.file }) }];
    const { file, name } = this.head;
    const unit = unitAbove(lines.slice(0, headings.index));
    this.body = new BodyReader({ file, name, unit, headings }, this.head.merges, this.plan);
    return [
      { sheet: { file, name, unit, headings } },
      ...headings.ignored.map((heading) => ({ note: sentence('column-left-out-of-list', { file, heading }) })),
      ...this.body.take(lines.slice(headings.index + 1)),
    ];
  }

  private mergesUntil(row: number): Merge[] {
    const begun: Merge[] = [];
    for (const merge of mergesIn(this.head.merges)) {
      if (merge.top > row) break;
      begun.push(merge);
    }
    return begun;
  }
}

function unitAbove(lines: readonly Line[]): string | null {
  for (const { cells } of lines) {
    const texts = cells.map(textOf);
    const at = texts.findIndex((text) => UNIT.test(text));
    if (at < 0) continue;
    const own = UNIT.exec(texts[at] ?? '')?.[1]?.trim();
    return own || texts.slice(at + 1).find((text) => text !== '') || null;
  }
  return null;
}

/** Makes rows of the lines below the headings. */
class BodyReader {
  private readonly merged: MergedCells;
  private readonly signs: Signs;
  private readonly sums: Sums;
  private first: SettledLine | null = null;
  private open: RosterRow | null = null;

  constructor(
    private readonly sheet: RosterSheet,
    merges: Uint32Array,
    private readonly plan: RosterPlan,
  ) {
    const places = [...sheet.headings.at];
    const where = (fits: (column: RosterColumn) => boolean): number[] =>
      places.flatMap(([position, { column, slot }]) => (slot === 0 && fits(column) ? [position] : []));
    this.merged = new MergedCells(merges, new Set(where(({ fillsDown }) => fillsDown === true)));
    this.signs = signsIn(sheet.headings);
    const names = where(({ key }) => key === 'head' || key === 'name');
    this.sums = new Sums(
      where(({ summed }) => summed === true),
      names,
    );
  }

  take(lines: readonly Line[]): RosterItem[] {
    return lines.flatMap((line) => this.line(this.merged.settle(line)));
  }

  end(): RosterItem[] {
    const { file, headings } = this.sheet;
    return [...this.close(), ...this.sums.differences(file, headings.texts).map((note) => ({ note }))];
  }

  private line(line: SettledLine): RosterItem[] {
    const { file, headings } = this.sheet;
    const sum = sumOf(line);
    if (sum) this.sums.note(line, sum);
    if (sum || this.isNoData(line)) return [{ note: sentence('row-left-out', { file, row: line.row }) }];
    if (![...headings.at.keys()].some((position) => textOf(line.cells[position]) !== '')) return [];
    this.plan.seen?.(line);
    const flaws = this.beyond(line);
    const begins = !this.plan.households || beginsHousehold(line, this.first, this.signs);
    this.sums.add(line, begins);
    if (!begins && this.open) return [...flaws, ...this.addMember(this.open, line)];
    const closed = this.close();
    this.first = line;
    this.open = this.rowOf(line);
    return [...closed, ...flaws];
  }

  /** Signatures and remarks, and headings repeated for each printed page. */
  private isNoData(line: SettledLine): boolean {
    const { texts } = this.sheet.headings;
    if (SIGNATURE.test(firstText(line))) return true;
    const said = line.cells.map((cell) => plainHeading(textOf(cell)));
    const filled = said.filter((text) => text !== '');
    return filled.length > 1 && said.every((text, at) => text === '' || plainHeading(texts[at] ?? '').endsWith(text));
  }

  /** Cells to the right of all headings: a line that slipped, whose other cells stand in wrong columns too. */
  private beyond({ row, cells, stray }: SettledLine): RosterItem[] {
    const { file, headings } = this.sheet;
    const last = headings.texts.length;
    const isBeyond = stray !== undefined || cells.slice(last).some((cell) => textOf(cell) !== '');
    return isBeyond ? [{ flaw: { file, row, column: '', ...sentence('row-beyond-headings') } }] : [];
  }

  private close(): RosterItem[] {
    const row = this.open;
    this.open = null;
    return row ? [{ row }] : [];
  }

  private rowOf(line: SettledLine): RosterRow {
    const { file, headings } = this.sheet;
    const cells = new Map<string, CellAt>();
    const slots: RosterPerson[] = [{ cells: new Map(), relation: null }];
    for (const [position, { column, slot, relation }] of headings.at) {
      const cell = line.cells[position];
      if (textOf(cell) === '' || cell === undefined) continue;
      const at = { cell, row: line.row, heading: headings.texts[position] ?? '' };
      if (column.of !== 'person') cells.set(column.key, at);
      else {
        while (slots.length <= slot) slots.push({ cells: new Map(), relation: null });
        const person = slots[slot];
        person?.cells.set(column.key, at);
        if (person) person.relation = relation;
      }
    }
    const [first = { cells: new Map(), relation: null }, ...members] = slots;
    const people: RosterRow['people'] = [first, ...members.filter(({ cells: own }) => own.size > 0)];
    return { file, row: line.row, cells, people };
  }

  /** What describes the household stands in its first line: in another one it may only be repeated. */
  private addMember(household: RosterRow, line: SettledLine): RosterItem[] {
    const { file } = this.sheet;
    const { cells, people } = this.rowOf(line);
    household.people.push(...people.filter(({ cells: own }) => own.size > 0));
    return [...cells].flatMap(([key, { cell, row, heading }]) => {
      const column = this.plan.columns.find((one) => one.key === key);
      const own = household.cells.get(key);
      const isHouseholds = column?.summed === true || key === 'category';
      if (!isHouseholds || textOf(own?.cell) === textOf(cell)) return [];
      return [{ flaw: { file, row, column: heading, ...sentence('member-line-value', { first: household.row }) } }];
    });
  }
}
