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

/** What a figure can count; occasions (人次) count somebody who is reached twice two times. */
export const COUNTED = ['households', 'persons', 'occasions', 'cash', 'goods'] as const;
export type Counted = (typeof COUNTED)[number];

/** Properties that only some types of field have in a definition. */
export type Extra = 'min' | 'max' | 'maxLength' | 'choices';

/** A figure to show: form, console and Excel each format it in their own way. */
export type Shown = string | number | boolean | { fen: number } | { photo: string } | Text;

/** All properties of a type of field. */
export interface FieldKind {
  /** Its name in the editor of definitions. */
  name: Text;
  extras: readonly Extra[];
  /** Set for numbers: how many decimals. */
  decimals?: 0 | 2;
  /** What it is always counted in, whatever a definition says. */
  unit?: Text;
  counts: readonly Counted[];
  /** One run of digits is the whole value, so an SMS can answer it. */
  bySms?: true;
  /** The form's control. `choice`: buttons for a few choices, a list for many. */
  control: 'line' | 'lines' | 'date' | 'month' | 'photo' | 'choice';
  /** The keyboard that a phone shows. */
  keyboard?: 'numeric' | 'decimal';
  /** Free content that may hold personal data: the form warns about it, and archiving a campaign deletes it. */
  mayHold?: 'names' | 'faces';
  /** @returns the value to store, or its problem. It never gets a blank value. */
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
 * The types of fields. Schema, checks, editor, form, console, SMS and Excel follow from this table; the answers of
 * simulated villages are in rehearsal/people/answers.ts.
 */
export const FIELD_KINDS = {
  integer: {
    name: { 'zh-CN': '整数', en: 'whole number' },
    extras: ['min', 'max'],
    decimals: 0,
    counts: ['households', 'persons', 'occasions', 'goods'],
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
    unit: { 'zh-CN': '元', en: 'yuan' },
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

/** @returns what a field's figure is counted in; undefined when the form does not say. */
export const unitOf = ({ type, unit }: Pick<Typed, 'type' | 'unit'>): Text | undefined => kindOf(type).unit ?? unit;

/** @returns the types with a property, in the order of the table. */
export const typesWith = (holds: (kind: FieldKind) => boolean): FieldType[] =>
  FIELD_TYPES.filter((type) => holds(kindOf(type)));

type Typed = Bounds & { type: FieldType };

/** @returns the value of one field to store, or its problem. The caller handles blank values. */
export const parseFigure = (field: Typed, value: unknown): ParsedFigure => kindOf(field.type).parse(field, value);

/** @returns a stored figure, to show. */
export const shown = (field: Typed, figure: Figure): Shown => kindOf(field.type).show(figure, field);
