import { reversalOf } from '../../domain/ledger/transfers';
import { Refused, sentence } from '../../domain/text/refusal';
import type { Posted } from '../../store/ledger/post';
import { transferIn } from '../../store/ledger/transfers-of';
import type { Acting } from '../acting';
import { type Booking, book } from './book';

/**
 * Undoes a transfer by the same one the other way: once, by another hand than made it.
 * @throws Refused when it was undone before, or what it brought is no longer there
 */
export const correct = (
  acting: Acting,
  { transfer, reason, ...booking }: Booking & { transfer: number; reason: string },
): Promise<Posted> =>
  book(acting, booking, {
    kind: 'correct',
    ...{ content: { transfer }, stores: [], told: { transfer }, reason },
    lines: async (tx) => {
      const { campaign, top } = booking;
      const found = await transferIn(tx, { id: transfer, campaign, top });
      if (!found) throw new Refused(sentence('unknown-transfer', { transfer }));
      return [reversalOf(found)];
    },
  });
