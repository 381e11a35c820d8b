import { noteOf, rowOf } from '../../domain/ledger/accounts';
import { reversalOf } from '../../domain/ledger/transfers';
import { Refused, sentence } from '../../domain/text/refusal';
import { rowReturning } from '../../store/ledger/delivery/returns';
import { lockDispatch } from '../../store/ledger/dispatches';
import type { Posted } from '../../store/ledger/post';
import { transferIn } from '../../store/ledger/transfers-of';
import type { Acting } from '../acting';
import type { CaseClient, Moved } from '../case/cases';
import type { Booking } from './book';
import { bookWay } from './book-way';

/**
 * Undoes a transfer by the same one the other way: once, by another hand than made it.
 * @throws Refused when it was undone before, what it brought is no longer there, or a row would have more than is due
 */
export const correct = (
  acting: Acting & CaseClient,
  { transfer, reason, ...booking }: Booking & { transfer: number; reason: string },
): Promise<Posted & Moved> =>
  bookWay(acting, booking, {
    kind: 'correct',
    ...{ content: { transfer }, stores: [], told: { transfer }, reason },
    lines: async (tx) => {
      const { campaign, top } = booking;
      const found = await transferIn(tx, { id: transfer, campaign, top });
      if (!found) throw new Refused(sentence('unknown-transfer', { transfer }));
      const undone = reversalOf(found);
      const note = noteOf(undone.from);
      if (note !== undefined) await lockDispatch(tx, note);
      const row = rowOf(undone.to);
      // Rows are locked before stores, as for a delivery.
      if (row !== undefined) await rowReturning(tx, { campaign, row, top: null });
      return [undone];
    },
  });
