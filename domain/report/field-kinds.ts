import type { Text } from '../campaign/definition/words';
import {
  type Bounds,
  type Figure,
  type ParsedFigure,
  parseChoice,
  parseDate,
  parseInteger,
  parseMoney,
  parseMonth,
  parsePhoto,
  parseText,
  parseYesNo,
} from './report-figures';

/** What a figure can be counted as. */
export const COUNTED = ['households', 'persons', 'cash', 'goods'] as const;
export type Counted = (typeof COUNTED)[number];

/** What a definition may say of a field, beyond what it may say of every field. */
export type Extra = 'min' | 'max' | 'maxLength' | 'choices';

/** A figure as it is shown: form, console and Excel each write it in their way. */
export type Shown = string | number | boolean | { fen: number } | { photo: string } | Text;

/** Everything that a type of field is. */
export interface FieldKind {
  /** What the editor of definitions calls it. */
  name: Text;
  extras: readonly Extra[];
  /** A number, with so many decimals. */
  decimals?: 0 | 2;
  counts: readonly Counted[];
  /** One run of digits says it, so that it can be answered by SMS. */
  bySms?: true;
  /** How the form asks for it. `choice`: buttons for a few, a list for many. */
  control: 'line' | 'lines' | 'date' | 'month' | 'photo' | 'choice';
  /** Which keyboard a phone shows. */
  keyboard?: 'numeric' | 'decimal';
  /** It takes anything, also what must not be in it: the form says so, and archiving a campaign drops it. */
  mayHold?: 'names' | 'faces';
  /** The value as it is stored, or the problem with it. A blank value does not come here. */
  parse(field: Bounds, value: unknown): ParsedFigure;
  show(figure: Figure, field: Bounds): Shown;
}

const asItIs = (figure: Figure): Shown => figure;

function inWords(figure: Figure): Text {
  const [year, month] = String(figure).split('-').map(Number);
  return { 'zh-CN': `${year}年${month}月`, en: `${MONTHS[(month ?? 1) - 1]} ${year}` };
}
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/**
 * The types of fields. Schema, checks, editor, form, console, SMS and Excel follow from this table; what a simulated
 * village answers stands in rehearsal/people/answers.ts.
 */
export const FIELD_KINDS = {
  integer: {
    name: { 'zh-CN': '整数', en: 'whole number' },
    extras: ['min', 'max'],
    decimals: 0,
    counts: ['households', 'persons', 'goods'],
    bySms: true,
    control: 'line',
    keyboard: 'numeric',
    parse: parseInteger,
    show: asItIs,
  },
  money: {
    name: { 'zh-CN': '金额（元）', en: 'money (yuan)' },
    extras: ['min', 'max'],
    decimals: 2,
    counts: ['cash', 'goods'],
    bySms: true,
    control: 'line',
    keyboard: 'decimal',
    parse: parseMoney,
    show: (figure) => ({ fen: Number(figure) }),
  },
  text: {
    name: { 'zh-CN': '文字', en: 'text' },
    extras: ['maxLength'],
    counts: [],
    control: 'lines',
    mayHold: 'names',
    parse: parseText,
    show: asItIs,
  },
  date: {
    name: { 'zh-CN': '日期', en: 'date' },
    extras: [],
    counts: [],
    control: 'date',
    parse: parseDate,
    show: asItIs,
  },
  month: {
    name: { 'zh-CN': '年月', en: 'month of a year' },
    extras: [],
    counts: [],
    bySms: true,
    control: 'month',
    parse: parseMonth,
    show: inWords,
  },
  choice: {
    name: { 'zh-CN': '选项', en: 'choice' },
    extras: ['choices'],
    counts: [],
    control: 'choice',
    parse: parseChoice,
    show: (figure, { choices }) => choices?.find(({ value }) => value === figure)?.label ?? figure,
  },
  'yes-no': {
    name: { 'zh-CN': '是/否', en: 'yes or no' },
    extras: [],
    counts: [],
    control: 'choice',
    parse: parseYesNo,
    show: asItIs,
  },
  photo: {
    name: { 'zh-CN': '照片', en: 'photo' },
    extras: [],
    counts: [],
    control: 'photo',
    mayHold: 'faces',
    parse: parsePhoto,
    show: (figure) => ({ photo: String(figure) }),
  },
} as const satisfies Record<string, FieldKind>;

export type FieldType = keyof typeof FIELD_KINDS;
export const FIELD_TYPES = Object.keys(FIELD_KINDS) as [FieldType, ...FieldType[]];

export const kindOf = (type: FieldType): FieldKind => FIELD_KINDS[type];

/** @returns the types that something holds for, in the order of the table. */
export const typesWith = (holds: (kind: FieldKind) => boolean): FieldType[] =>
  FIELD_TYPES.filter((type) => holds(kindOf(type)));

type Typed = Bounds & { type: FieldType };

/** @returns the value of one field as it is stored, or the problem with it. Blank values are the caller's business. */
export const parseFigure = (field: Typed, value: unknown): ParsedFigure => kindOf(field.type).parse(field, value);

/** @returns a stored figure as it is shown. */
export const shown = (field: Typed, figure: Figure): Shown => kindOf(field.type).show(figure, field);
