import { sentence } from '../../domain/text/refusal';
import type { Actor } from '../../store/account/actor';
import { atomically, type Queries } from '../../store/db/db';
import { returnedRows } from '../../store/list/unit/list-of-unit';
import { type HandedIn, type Recorded, ReportRefused, takenBefore } from '../../store/report/reports';
import { handIn } from '../reports';

/**
 * A unit says that its rows are all (报完).
 * @param report may bring the last rows, and the corrections of returned ones
 * @returns the receipt
 * @throws ReportRefused also while another row of the unit is returned: it would be forgotten. Nothing is written then
 */
export const completeList = (
  { sql, by }: { sql: Queries; by: Actor | null },
  report: Omit<HandedIn, 'begun' | 'input'>,
): Promise<Recorded> =>
  atomically(sql, async (transaction) => {
    const { submission, rows } = report;
    const corrected = rows?.rows.map(({ row }) => row) ?? [];
    const returned = await returnedRows(transaction, report, corrected);
    if (returned > 0) {
      const before = submission && (await takenBefore(transaction, { ...report, submission }));
      if (before) return before;
      throw new ReportRefused(sentence('invalid'), [
        { field: null, ...sentence('list-rows-returned', { rows: returned }) },
      ]);
    }
    return handIn({ sql: transaction, by }, { ...report, input: { nothing: false, figures: {} } });
  });
