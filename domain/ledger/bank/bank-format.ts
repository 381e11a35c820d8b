import { z } from 'zod';
import { as, text } from '../../campaign/definition/words';

/**
 * How a bank wants its file, and how its answer looks: described in a definition (`banks:`) or a file of its own,
 * because every bank and every county has another one. docs/ledger.md explains the words.
 */

/** What every bank that we know reads. GBK is code page 936: it lacks rare characters of names that GB 18030 has. */
export const ENCODINGS = ['gbk', 'gb18030', 'utf-8', 'utf-8-bom'] as const;
export type BankEncoding = (typeof ENCODINGS)[number];

/** What a column holds: of one row. */
const OF_ROW = ['line', 'name', 'id-number', 'account', 'amount', 'answer'] as const;
/** Of the batch; in lines before and after the rows, and in each row where a bank wants it there. */
const OF_BATCH = ['text', 'batch', 'date', 'count', 'sum'] as const;
/** What only a bank says: of one row, and of all. */
const OF_OUTCOME = ['state', 'reason'] as const;
const OF_OUTCOMES = ['paid-count', 'paid-sum', 'failed-count', 'failed-sum'] as const;

/** Why a bank has not paid, in our words. */
export const FAILURES = ['wrong-account', 'closed', 'name-mismatch', 'frozen', 'other'] as const;
export type Failure = (typeof FAILURES)[number];

/** Most bytes of a column, and most columns of a line. */
const WIDEST = 400;
const MOST_COLUMNS = 60;

const column = <const Holds extends readonly [string, ...string[]]>(holds: Holds) =>
  z.strictObject({
    holds: z.enum(holds),
    /** Where the file has a line of headings. */
    heading: z.string().max(60).optional(),
    /** In bytes of the encoding, not in characters: a Chinese character has two or more. */
    width: z.int().min(1).max(WIDEST).optional(),
    /** Where the value stands within its width; numbers to the right when left out. */
    align: z.enum(['left', 'right']).optional(),
    /** What fills the rest. */
    fill: z
      .string()
      .regex(/^[\x20-\x7e]$/, as('bank-fill'))
      .default(' '),
    /** Of `text`: what always stands there. */
    text: z.string().max(100).optional(),
    /** Of `answer`: a field of the row's form that is nobody's secret, such as the name of the bank. */
    field: z.string().max(40).optional(),
  });

const lineOf = <const Holds extends readonly [string, ...string[]]>(holds: Holds) =>
  z.array(column(holds)).min(1).max(MOST_COLUMNS);

const shape = {
  encoding: z.enum(ENCODINGS),
  newline: z.enum(['crlf', 'lf']).default('crlf'),
  /** Between columns, whose values are quoted where needed; left out, every column has its width. */
  separator: z.enum([',', ';', '|', '\t']).optional(),
  /** Amounts in whole fen, or in yuan with two decimals. */
  amounts: z.enum(['yuan', 'fen']),
  /** A line of headings before the rows. */
  headings: z.boolean().default(false),
};

const result = z.strictObject({
  encoding: shape.encoding.optional(),
  separator: shape.separator,
  amounts: shape.amounts.optional(),
  headings: shape.headings,
  /** A line before the rows, and after them. */
  head: lineOf([...OF_BATCH, ...OF_OUTCOMES]).optional(),
  row: lineOf([...OF_ROW, ...OF_BATCH, ...OF_OUTCOME]),
  foot: lineOf([...OF_BATCH, ...OF_OUTCOMES]).optional(),
  /** Words of `state` that mean paid. */
  paid: z.array(z.string().min(1).max(40)).min(1).max(20),
  /** Words of `state`, or of `reason`, that mean not paid, and why. */
  failed: z.record(z.string().min(1).max(60), z.enum(FAILURES)),
});

const written = z.strictObject({
  name: text,
  ...shape,
  head: lineOf(OF_BATCH).optional(),
  row: lineOf([...OF_ROW, ...OF_BATCH]),
  foot: lineOf(OF_BATCH).optional(),
  result,
});

export type Holds =
  | (typeof OF_ROW)[number]
  | (typeof OF_BATCH)[number]
  | (typeof OF_OUTCOME)[number]
  | (typeof OF_OUTCOMES)[number];

/** A column of any line. */
export interface BankColumn {
  holds: Holds;
  heading?: string | undefined;
  width?: number | undefined;
  align?: 'left' | 'right' | undefined;
  fill: string;
  text?: string | undefined;
  field?: string | undefined;
}

type Written = z.infer<typeof written>;
type Lines = readonly (readonly BankColumn[] | undefined)[];

const holds = (columns: readonly BankColumn[], ...meant: readonly Holds[]): boolean =>
  meant.every((one) => columns.some((has) => has.holds === one));

const fixedOrNot = (separator: string | undefined, lines: Lines): boolean =>
  lines.every((columns) => columns?.every(({ width }) => (width === undefined) === (separator !== undefined)) ?? true);

const complete = (lines: Lines): boolean =>
  lines.every((columns) =>
    columns?.every(
      (one) =>
        (one.holds === 'text' || one.text === undefined) && (one.holds === 'answer') === (one.field !== undefined),
    ),
  );

const once = (lines: Lines): boolean =>
  lines.every((columns) => {
    const told = columns?.filter((one) => one.holds !== 'text' && one.holds !== 'answer').map((one) => one.holds) ?? [];
    return new Set(told).size === told.length;
  });

const linesOf = ({ head, row, foot }: Pick<Written, 'head' | 'row' | 'foot'>): Lines => [head ?? [], row, foot ?? []];
const linesBack = ({ result: { head, row, foot } }: Written): Lines => [head ?? [], row, foot ?? []];

export const bankFormat = written
  .refine((one) => holds(one.row, 'account', 'amount'), { error: as('bank-needs'), path: ['row'] })
  .refine((one) => holds(one.result.row, 'state', 'amount'), {
    error: as('bank-result-needs'),
    path: ['result', 'row'],
  })
  // A row is found by our own number; else by its account.
  .refine((one) => holds(one.result.row, 'account') || (holds(one.result.row, 'line') && holds(one.row, 'line')), {
    error: as('bank-result-key'),
    path: ['result', 'row'],
  })
  .refine((one) => fixedOrNot(one.separator, linesOf(one)), { error: as('bank-width'), path: ['row'] })
  .refine((one) => fixedOrNot(one.result.separator, linesBack(one)), {
    error: as('bank-width'),
    path: ['result', 'row'],
  })
  .refine((one) => complete([...linesOf(one), ...linesBack(one)]), { error: as('bank-column'), path: ['row'] })
  .refine((one) => once([...linesOf(one), ...linesBack(one)]), { error: as('bank-twice'), path: ['row'] });

export type BankFormat = z.infer<typeof bankFormat>;

/** How a file is laid out, ours or the bank's. */
export interface Layout {
  encoding: BankEncoding;
  newline: '\r\n' | '\n';
  separator: string | undefined;
  amounts: 'yuan' | 'fen';
  headings: boolean;
  head: readonly BankColumn[] | undefined;
  row: readonly BankColumn[];
  foot: readonly BankColumn[] | undefined;
}

/** @returns the layout of our file */
export const fileLayout = ({ newline, separator, head, foot, ...format }: BankFormat): Layout => ({
  ...{ encoding: format.encoding, amounts: format.amounts, headings: format.headings, row: format.row },
  ...{ separator, head, foot, newline: newline === 'lf' ? '\n' : '\r\n' },
});

/**
 * @returns the layout of the bank's answer: it has the encoding and the amounts of our file unless it says otherwise
 */
export const resultLayout = ({ result: back, ...format }: BankFormat): Layout => ({
  ...{ encoding: back.encoding ?? format.encoding, amounts: back.amounts ?? format.amounts },
  ...{ separator: back.separator, headings: back.headings, row: back.row, head: back.head, foot: back.foot },
  newline: '\n',
});
