import { z } from 'zod';
import type { Language } from '../../domain/campaign/definition/definition';
import { tellIn } from '../../domain/text/refusal';
import type { RowOutcome } from '../../store/list/row-outcome';
import type { Recorded } from '../../store/report/reports';

const rowSchema = z.object({
  row: z.string().describe('The id that the sender gave it.'),
  is: z.enum(['taken', 'twin', 'corrected', 'same', 'gone', 'done', 'removed', 'returned', 'refused']),
  version: z.int().optional().describe('To be sent with its next correction.'),
  problems: z.array(z.object({ field: z.string().nullable(), code: z.string(), message: z.string() })).optional(),
});

export const receiptSchema = z
  .object({
    receipt: z.string().describe('Receipt number; its last digit is a check digit.'),
    version: z.int(),
    onTime: z.boolean(),
    repeated: z.boolean().describe('The same had been handed in before.'),
  })
  .describe('The report has arrived');

/** The receipt of a form: of a list with its rows. */
export const formReceiptSchema = receiptSchema
  .extend({ rows: z.array(rowSchema).optional().describe('Of a list: what became of each row sent.') })
  .describe('The report has arrived');

/** @returns the receipt for a program, with the refusals of rows in the reader's language */
export const receiptFor = ({ rows, ...recorded }: Recorded, language: Language): z.input<typeof formReceiptSchema> => ({
  ...recorded,
  ...(rows && { rows: rows.map((row) => rowFor(row, language)) }),
});

function rowFor(row: RowOutcome, language: Language): z.input<typeof rowSchema> {
  if (row.is !== 'refused') return row;
  const problems = row.problems.map((problem) => ({
    field: problem.field,
    code: problem.code,
    message: tellIn(language, problem),
  }));
  return { row: row.row, is: row.is, problems };
}
