import type { z } from 'zod';
import type { Language } from '../../domain/campaign/definition/definition';
import { tellIn } from '../../domain/text/refusal';
import type { RowOutcome } from '../../store/list/row-outcome';
import type { Recorded } from '../../store/report/reports';
import type { Asked } from '../../store/round/asks';
import type { formReceiptSchema, receiptRowSchema } from '../api/report/receipt-schemas';
import { words } from '../shell/words/words';
import { figureLines, showInstant } from './format';

/**
 * @param asked for the form's script, which shows what the page without script shows
 * @returns the receipt for a program, with the refusals of rows in the reader's language
 */
export const receiptFor = (
  { rows, ...recorded }: Recorded,
  language: Language,
  asked: Pick<Asked, 'form' | 'zone'> | null = null,
): z.input<typeof formReceiptSchema> => ({
  ...recorded,
  ...(asked && { told: toldOf(recorded, asked, language) }),
  ...(rows && { rows: rows.map((row) => rowFor(row, language)) }),
});

function toldOf(
  { nothing, figures, reportedAt, onTime }: Omit<Recorded, 'rows'>,
  { form, zone }: Pick<Asked, 'form' | 'zone'>,
  language: Language,
) {
  const w = words[language];
  const lines = nothing ? [{ label: w.content, value: w.nothingReported }] : figureLines(form, figures, language);
  return {
    at: showInstant(reportedAt, { zone, language }),
    timing: onTime ? w.onTime : w.late,
    lines: lines.map(({ label, value }) => ({ label, value })),
  };
}

function rowFor(row: RowOutcome, language: Language): z.input<typeof receiptRowSchema> {
  if (row.is !== 'refused') return row;
  const problems = row.problems.map((problem) => ({
    field: problem.field,
    code: problem.code,
    message: tellIn(language, problem),
  }));
  return { row: row.row, is: row.is, problems };
}
