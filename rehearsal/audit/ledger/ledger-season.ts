import type { Difference, Places } from '../../../domain/ledger/reconciliation';
import type { RehearsedLedger } from '../../../store/rehearsal/rehearsed-ledger';
import type { ListSeason } from '../lists/list-season';

/** Everything about goods and money of a rehearsal that is audited. */
export interface LedgerSeason extends RehearsedLedger {
  /** What was done with rows, in its order. */
  deeds: ListSeason['deeds'];
  rows: ListSeason['rows'];
  cases: ListSeason['cases'];
  /** What the system itself says of its accounts. */
  reconciled: { balanced: boolean; differences: readonly Difference[]; places: readonly Places[] };
}
