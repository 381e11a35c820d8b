import type { Instant } from '../../domain/instant';
import { storeOf, wayOf } from '../../domain/ledger/accounts';
import { divide } from '../../domain/ledger/divide';
import { Refused, sentence } from '../../domain/text/refusal';
import { type Allocated, notesOfAct, sharesBelow } from '../../store/ledger/allocations';
import { addDispatch } from '../../store/ledger/dispatches';
import type { Line, Posted } from '../../store/ledger/post';
import type { Acting } from '../acting';
import type { CaseClient, Moved } from '../case/cases';
import type { Booking } from './book';
import { bookWay } from './book-way';

interface Allocating extends Booking {
  /** Code of the office that allocates. */
  from: string;
  purse: string;
  item: string;
  /** Of all together. */
  quantity: number;
  /** When it should have arrived. */
  dueAt: Instant;
}

/**
 * Divides money or goods among the regions below, in proportion to what their rows are entitled to, by largest
 * remainder: the parts make the whole. Each region gets its own dispatch note, so that each confirms its part.
 * @throws Refused when no row below is entitled to it, or the store holds too little
 */
export async function allocate(
  acting: Acting & CaseClient,
  { from, purse, item, quantity, dueAt, ...booking }: Allocating,
): Promise<Posted & Moved & { notes: Allocated[] }> {
  const { campaign } = booking;
  const posted = await bookWay(acting, booking, {
    kind: 'dispatch',
    ...{ content: { from, purse, item, quantity, dueAt }, stores: [from], told: { from, purse, item, quantity } },
    lines: async (tx, _, act) => {
      const shares = await sharesBelow(tx, { campaign, from, purse, item });
      const parts = divide(
        quantity,
        shares.map(({ due }) => due),
      );
      const lines: Line[] = [];
      for (const [nr, { region }] of shares.entries()) {
        const part = parts[nr] ?? 0;
        if (part === 0) continue;
        const way = wayOf(await addDispatch(tx, { campaign, act, from, to: region, dueAt }));
        lines.push({ item, purse, quantity: part, from: storeOf(from), to: way });
      }
      if (lines.length === 0) throw new Refused(sentence('nothing-to-allocate'));
      return lines;
    },
  });
  return { ...posted, notes: await notesOfAct(acting.sql, posted.act) };
}
