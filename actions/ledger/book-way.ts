import { noteOf } from '../../domain/ledger/accounts';
import { askWhenDue, type EndedLate, endLate } from '../../store/ledger/dispatch/late';
import type { Posted } from '../../store/ledger/post';
import { handOf } from '../../store/list/deeds';
import type { Acting } from '../acting';
import { type CaseClient, type Moved, startWaiting } from '../case/cases';
import { type Act, type Booking, book } from './book';

/**
 * Carries out an act about what is on its way between two offices. With a note it opens the case that asks the receiver
 * when it should have arrived; what empties the note, or says that no more comes, ends that case.
 * @returns what was posted, and the workflows of cases that were started
 * @throws Refused as {@link book}
 */
export async function bookWay(
  acting: Acting & CaseClient,
  booking: Booking,
  act: Omit<Act, 'after'> & {
    /** Number of the note that it is about, where it exists already. */
    note?: number | undefined;
  },
): Promise<Posted & Moved> {
  let ended: EndedLate = { cases: [], rounds: [], lots: [] };
  let at = '';
  const { campaign, via } = booking;
  const posted = await book(acting, booking, {
    ...act,
    after: async (tx, { definition, now }, { act: id, lines }) => {
      at = now;
      const hand = handOf(acting.by, via);
      if (act.kind === 'dispatch') await askWhenDue(tx, { campaign, definition, act: id, hand, now });
      const notes = [act.note, ...lines.map(({ from }) => noteOf(from))].filter((note) => note !== undefined);
      if (notes.length > 0) ended = await endLate(tx, { notes, kind: act.kind, now });
      return ended.cases.length > 0 ? { case: ended.cases.join(', ') } : {};
    },
  });
  await Promise.all([
    ...ended.rounds.map((round) => acting.client.reportArrived(round)),
    ...ended.lots.map((lot) => acting.client.caseAnswered(lot, { at, open: 0 })),
  ]);
  return { ...posted, workflows: await startWaiting(acting.sql, acting, campaign) };
}
