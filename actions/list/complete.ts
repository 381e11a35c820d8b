import { sentence } from '../../domain/text/refusal';
import type { Actor } from '../../store/account/actor';
import { atomically, type Queries } from '../../store/db/db';
import { returnedRows } from '../../store/list/unit-rows';
import { type HandedIn, type Recorded, ReportRefused } from '../../store/report/reports';
import { handIn } from '../reports';

/**
 * A unit says that its rows are all (报完).
 * @returns the receipt
 * @throws ReportRefused also while a row of the unit is returned: it would be forgotten
 */
export const completeList = (
  { sql, by }: { sql: Queries; by: Actor | null },
  report: Omit<HandedIn, 'begun' | 'input'>,
): Promise<Recorded> =>
  atomically(sql, async (transaction) => {
    const recorded = await handIn({ sql: transaction, by }, { ...report, input: { nothing: false, figures: {} } });
    const returned = recorded.repeated ? 0 : await returnedRows(transaction, report);
    if (returned > 0)
      throw new ReportRefused(sentence('invalid'), [
        { field: null, ...sentence('list-rows-returned', { rows: returned }) },
      ]);
    return recorded;
  });
