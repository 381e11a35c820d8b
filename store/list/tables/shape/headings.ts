import { type HeadingMap, plainHeading } from '../../../people/tables/columns';
import { LIST_LIMITS } from '../../../people/tables/read/limits';
import { type Line, type Merge, textOf } from '../../../people/tables/table';
import { goesBy, type RosterColumn } from './columns';

/** How many lines are searched for headings, because titles and notes may come first. */
export const LINES_LOOKED_AT = 20;
/** One word may be a heading by chance. */
const FEWEST = 2;

/** Where the value of a column stands. */
export interface Place {
  column: RosterColumn;
  /** Of a household: 0 for its head (or the household itself), then each member that has columns of its own. */
  slot: number;
  /** What the heading says of a member's relation, as 配偶. */
  relation: string | null;
}

/** The headings of a sheet. */
export interface Headings {
  /** Number of the lowest line of headings. */
  row: number;
  /** Position of that line among those looked at. */
  index: number;
  /** What stands above each column, in full. */
  texts: string[];
  /** By position of the column. */
  at: ReadonlyMap<number, Place>;
  /** Headings that mean nothing here. */
  ignored: string[];
}

/** Two lines of headings over one column: the upper one may stand over several. */
interface Heading {
  group: string;
  own: string;
}

/**
 * Finds the headings of a sheet: below titles, in one line or in two, of which the upper one names groups.
 * @param lines the first ones of the sheet
 * @param merges those that begin within them
 * @param columns in the order in which they are tried
 * @param mapped by plain heading, the key of a column, that of the second member as `id@2`: what an office said
 * @param needs keys of columns of which a sheet has at least one; those of names when left out
 * @returns null where no line names two columns, of which one is needed
 */
export function findHeadings(
  lines: readonly Line[],
  {
    merges,
    columns,
    mapped,
    needs = NAMES,
  }: {
    merges: readonly Merge[];
    columns: readonly RosterColumn[];
    mapped: HeadingMap;
    needs?: readonly string[];
  },
): Headings | null {
  const found = lines.flatMap((line, index) => {
    const above = lines[index - 1];
    const one = namesIn(line).map((own): Heading => ({ group: '', own }));
    const two = above && above.row === line.row - 1 ? twoLines(above, line, merges) : null;
    return [one, ...(two ? [two] : [])].map((headings) => laidOut(headings, { row: line.row, index, columns, mapped }));
  });
  const best = found.filter(hasOne(needs)).toSorted((a, b) => b.at.size - a.at.size || a.index - b.index)[0];
  return best && best.at.size >= FEWEST ? best : null;
}

/** A sheet that explains words, such as that of our template, has headings too, but nobody in it. */
const hasOne =
  (needs: readonly string[]) =>
  ({ at }: Headings): boolean =>
    [...at.values()].some(({ column: { key } }) => needs.includes(key));
const NAMES = ['head', 'name'];

const namesIn = ({ cells }: Line): string[] => cells.map(textOf);

/** A heading merged over both lines stands in the upper one; a group stands over the columns that it is merged over. */
function twoLines(above: Line, line: Line, merges: readonly Merge[]): Heading[] {
  const [upper, lower] = [namesIn(above), namesIn(line)];
  const count = Math.max(upper.length, lower.length);
  const groups = [...upper, ...Array.from({ length: count - upper.length }, () => '')];
  const wide = merges.filter(({ top, bottom, left, right }) => top <= above.row && above.row <= bottom && left < right);
  for (const { left, right } of wide)
    for (let column = left + 1; column <= Math.min(right, count - 1, LIST_LIMITS.columns); column += 1)
      groups[column] = upper[left] ?? '';
  // Text files have no merged cells: there a group stands over what has no group of its own, to its right.
  if (merges.length === 0)
    for (let column = 1; column < count; column += 1)
      if (!groups[column] && lower[column]) groups[column] = groups[column - 1] ?? '';
  return groups.map((group, column) => {
    const own = lower[column] ?? '';
    return own === '' ? { group: '', own: group } : { group: group === own ? '' : group, own };
  });
}

function laidOut(
  headings: readonly Heading[],
  { columns, mapped, row, index }: { columns: readonly RosterColumn[]; mapped: HeadingMap; row: number; index: number },
): Headings {
  const at = new Map<number, Place>();
  const texts = headings.map(({ group, own }) => (group ? `${group} ${own}` : own));
  const ignored: string[] = [];
  const slots = new Slots(membersIn(headings, columns));
  for (const [position, heading] of headings.entries()) {
    if (heading.own === '') continue;
    const place = placeOf(heading, { columns, mapped, slots });
    if (place) at.set(position, place);
    else ignored.push(texts[position] ?? '');
  }
  return { row, index, texts, at, ignored };
}

/** Which columns without a word for whom they describe are those of members, beside those of the head. */
type OfMembers = 'none' | 'names' | 'all';

/**
 * 户主姓名 with 姓名 beside it is a table with a line for each person, unless there are several names, or the head has
 * a column of its own for the number: then each member has columns.
 */
function membersIn(headings: readonly Heading[], columns: readonly RosterColumn[]): OfMembers {
  const words = headings.map(({ group, own }) => plainHeading(group + own));
  const keys = words.map((word) => columns.find((column) => goesBy(column, word))?.key);
  const ofHead = words.flatMap((word) => {
    const [begins = ''] = HEAD.exec(word) ?? [];
    const rest = columns.find((column) => begins !== '' && goesBy(column, word.slice(begins.length)));
    return rest ? [rest.key] : [];
  });
  if (!keys.includes('head') && !ofHead.includes('name')) return 'none';
  if (ofHead.includes('id')) return 'all';
  return keys.filter((key) => key === 'name').length > 1 ? 'names' : 'none';
}

const HEAD = /^(?:户主|申请人|本人)(?:基本)?(?:信息|情况)?/;
const MEMBER =
  /^(?:家庭|其他|共同生活)*成员(?:基本)?(?:信息|情况)?(\d{1,2}|[一二三四五六七八九十]{1,2})?(?:基本)?(?:信息|情况)?/;
const RELATIVE =
  /^(配偶|妻子|丈夫|父亲|母亲|长子|次子|长女|次女|儿子|女儿|子女|孙子|孙女)(\d{1,2}|[一二三四五六七八九十])?/;

function placeOf(
  { group, own }: Heading,
  { columns, mapped, slots }: { columns: readonly RosterColumn[]; mapped: HeadingMap; slots: Slots },
): Place | null {
  const [whole, alone] = [plainHeading(group + own), plainHeading(own)];
  const [named, nth] = (mapped.get(whole) ?? mapped.get(alone) ?? '').split('@');
  const said = columns.find(({ key }) => key === named);
  if (said) return slots.place(said, nth ? `成员${nth}` : 0);
  const find = (word: string): RosterColumn | undefined => columns.find((column) => goesBy(column, word));
  const person = (word: string): RosterColumn | undefined => {
    const column = find(word);
    return column?.of === 'person' ? column : undefined;
  };
  const exact = find(whole);
  if (exact) return slots.plain(exact);
  const [relative, kin = '', which = ''] = RELATIVE.exec(whole) ?? [];
  const ofRelative = relative === undefined ? undefined : person(whole.slice(relative.length));
  if (ofRelative) return slots.place(ofRelative, `${kin}${which}`, kin);
  const [member, no] = MEMBER.exec(whole) ?? [];
  const ofMember = member === undefined ? undefined : person(whole.slice(member.length));
  if (ofMember) return no === undefined ? slots.ofSomeMember(ofMember) : slots.place(ofMember, `成员${numberOf(no)}`);
  const [head] = HEAD.exec(whole) ?? [];
  const ofHead = head === undefined ? undefined : find(whole.slice(head.length));
  if (ofHead) return slots.place(ofHead, 0);
  const column = find(alone);
  return column ? slots.plain(column) : null;
}

const DIGITS = '一二三四五六七八九十';

/** @returns the number of 3, 三, 十 or 十二. */
function numberOf(text: string): number {
  if (/\d/.test(text)) return Number(text);
  const [first = 0, second = 0] = [...text].map((digit) => DIGITS.indexOf(digit) + 1);
  return text.length === 1 ? first : first + second;
}

/** Numbers the members that have columns of their own, in the order in which the headings name them. */
class Slots {
  private readonly named = new Map<string, number>();
  private readonly taken = new Set<string>();

  constructor(private readonly ofMembers: OfMembers) {}

  /** @returns the place of a column whose heading does not say whom it describes */
  plain(column: RosterColumn): Place | null {
    const ofMember = this.ofMembers === 'all' ? column.of === 'person' : column.key === 'name';
    return this.ofMembers !== 'none' && ofMember ? this.next(column) : this.place(column, 0);
  }

  /** @returns the place of a member's column without a number: of the next one, or of whom the line is about */
  ofSomeMember(column: RosterColumn): Place | null {
    return this.ofMembers === 'none' ? this.place(column, 0) : this.next(column);
  }

  /**
   * @param whom 0 for the household and its head, or the words for a member
   * @returns the place; the next member's for a person's column that the head has already; null for any other again
   */
  place(column: RosterColumn, whom: string | 0, relation: string | null = null): Place | null {
    const slot = whom === 0 ? 0 : this.slotOf(whom);
    const mark = `${column.key} ${slot}`;
    if (!this.taken.has(mark)) {
      this.taken.add(mark);
      return { column, slot, relation };
    }
    return column.of === 'person' && whom === 0 ? this.next(column) : null;
  }

  /** Headings that say only 姓名 or 家庭成员姓名, several times: the first member without this column. */
  next(column: RosterColumn): Place {
    let nth = 1;
    while (this.taken.has(`${column.key} ${this.slotOf(`成员${nth}`)}`)) nth += 1;
    const slot = this.slotOf(`成员${nth}`);
    this.taken.add(`${column.key} ${slot}`);
    return { column, slot, relation: null };
  }

  private slotOf(whom: string): number {
    const known = this.named.get(whom);
    if (known !== undefined) return known;
    this.named.set(whom, this.named.size + 1);
    return this.named.size;
  }
}
