import type { z } from 'zod';
import type { Language } from '../../domain/campaign/definition/definition';
import { tellIn } from '../../domain/text/refusal';
import type { RowOutcome } from '../../store/list/row-outcome';
import type { Recorded } from '../../store/report/reports';
import type { formReceiptSchema, receiptRowSchema } from '../api/report/receipt-schemas';

/** @returns the receipt for a program, with the refusals of rows in the reader's language */
export const receiptFor = ({ rows, ...recorded }: Recorded, language: Language): z.input<typeof formReceiptSchema> => ({
  ...recorded,
  ...(rows && { rows: rows.map((row) => rowFor(row, language)) }),
});

function rowFor(row: RowOutcome, language: Language): z.input<typeof receiptRowSchema> {
  if (row.is !== 'refused') return row;
  const problems = row.problems.map((problem) => ({
    field: problem.field,
    code: problem.code,
    message: tellIn(language, problem),
  }));
  return { row: row.row, is: row.is, problems };
}
