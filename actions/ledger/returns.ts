import { storeOf, withRow } from '../../domain/ledger/accounts';
import type { ReturnReason } from '../../domain/ledger/delivery';
import { type Part, spread } from '../../domain/ledger/hand-out';
import type { Thing } from '../../domain/ledger/items';
import { Refused, sentence } from '../../domain/text/refusal';
import { keepReturn, rowReturning } from '../../store/ledger/delivery/returns';
import type { Posted } from '../../store/ledger/post';
import { handOf } from '../../store/list/deeds';
import type { Acting } from '../acting';
import { type Booking, book } from './book';

interface Returning extends Booking {
  /** Number of the row. */
  row: number;
  /** Code of the region whose store takes it. */
  to: string;
  because: ReturnReason;
  reason: string;
  /** All that lies with the row when left out. */
  things?: readonly Thing[] | undefined;
}

/**
 * Takes back what was handed over to a row: it had died before, it was the wrong family, or it gives it up. The
 * delivery and its signature stay on record, and another hand than handed it over takes it back.
 * @throws Refused when so much does not lie with the row, or it is the same hand
 */
export const takeBack = (
  acting: Acting,
  { row, to, because, reason, things, ...booking }: Returning,
): Promise<Posted> =>
  book(acting, booking, {
    kind: 'return',
    ...{ content: { row, to, because, things: things ?? null }, stores: [to], told: { row, to, because }, reason },
    lines: async (tx, { now }, act) => {
      const { campaign, top, via } = booking;
      const found = await rowReturning(tx, { campaign, row, top });
      const parts = partsOf(things, found.with);
      await keepReturn(tx, {
        campaign,
        row: found,
        act,
        at: now,
        hand: handOf(acting.by, via),
        because,
        reason,
        parts,
      });
      return parts.map((part) => ({ ...part, from: withRow(row), to: storeOf(to) }));
    },
  });

function partsOf(things: readonly Thing[] | undefined, held: readonly Part[]): Part[] {
  const parts = things === undefined ? [...held] : spread(things, held);
  if (parts === null || parts.length === 0) throw new Refused(sentence('return-of-nothing'));
  return parts;
}
