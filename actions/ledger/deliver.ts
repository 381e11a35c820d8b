import { audit } from '../../store/account/audit-log';
import { atomically } from '../../store/db/db';
import { type Delivered, deliverByOfficer, type OfficerDelivers } from '../../store/ledger/delivery/by-officer';
import { handOf } from '../../store/list/deeds';
import type { Acting } from '../acting';
import { type CaseClient, startWaiting } from '../case/cases';

/**
 * Hands something over to rows, or keys in what was handed over to them on paper: the step, its transfers, who signed,
 * and one line of the audit log with the counts, in one transaction. Cases about what does not fit start here.
 * @returns the receipt, and what became of each row; for a sending that was taken before, the first receipt
 * @throws Refused when a row or a store is not theirs
 */
export async function deliver(
  { sql, by, client }: Acting & Pick<CaseClient, 'client'>,
  { via, ...delivering }: Omit<OfficerDelivers, 'hand'> & { via: 'api' | 'cli' | 'paper' },
): Promise<Delivered> {
  const { campaign, list, from } = delivering;
  const delivered = await atomically(sql, async (tx) => {
    const done = await deliverByOfficer(tx, { ...delivering, hand: handOf(by, via) });
    const counts = countsOf(done);
    if (!done.repeated || counts.rows > 0)
      await audit(tx, by, 'keep-ledger', { campaign, list, what: 'deliver', from, receipt: done.receipt, ...counts });
    return done;
  });
  await startWaiting(sql, { client }, campaign);
  return delivered;
}

/** How many rows were served, and how many were refused. */
const countsOf = ({ rows }: Delivered): { rows: number; refused: number } => ({
  rows: rows.filter(({ is }) => is === 'done' || is === 'part').length,
  refused: rows.filter(({ is }) => is === 'refused').length,
});
