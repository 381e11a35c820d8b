import type { Instant } from '../../domain/instant';
import { LOST, storeOf, wayOf } from '../../domain/ledger/accounts';
import type { Thing } from '../../domain/ledger/items';
import { Refused, sentence } from '../../domain/text/refusal';
import type { Queries } from '../../store/db/db';
import { openShortage } from '../../store/ledger/dispatch/note-effects';
import {
  addDispatch,
  closeDispatch,
  type Dispatch,
  dispatchOfAct,
  lockDispatch,
  type OnTheWay,
  onTheWay,
} from '../../store/ledger/dispatches';
import { refuseOtherStores } from '../../store/ledger/ledger-of';
import type { Line, Posted } from '../../store/ledger/post';
import type { Acting } from '../acting';
import type { CaseClient, Moved } from '../case/cases';
import type { Booking } from './book';
import { bookWay } from './book-way';

interface Sending extends Booking {
  /** Codes of the offices. */
  from: string;
  to: string;
  purse: string;
  things: readonly Thing[];
  /** When it should have arrived. */
  dueAt: Instant;
}

/**
 * Sends goods or money from one office to another, by a note: it lies on the way until the receiver says what has come.
 * So is money allocated from level to level. A case asks the receiver when it should have arrived and has not.
 * @returns the number of the note
 * @throws Refused when the store holds too little
 */
export async function dispatch(
  acting: Acting & CaseClient,
  { from, to, purse, things, dueAt, ...booking }: Sending,
): Promise<Posted & Moved & { dispatch: number }> {
  const posted = await bookWay(acting, booking, {
    kind: 'dispatch',
    ...{ content: { from, to, purse, things, dueAt }, stores: [from], told: { from, to, purse } },
    lines: async (tx, { definition }, act) => {
      await refuseOtherStores(tx, { scope: definition.scope, top: null }, [to]);
      if (from === to) throw new Refused(sentence('dispatch-to-itself'));
      const way = wayOf(await addDispatch(tx, { campaign: booking.campaign, act, from, to, dueAt }));
      return things.map(({ item, quantity }): Line => ({ item, purse, quantity, from: storeOf(from), to: way }));
    },
  });
  return { ...posted, dispatch: await dispatchOfAct(acting.sql, posted.act) };
}

interface Arriving extends Booking {
  dispatch: number;
  things: readonly Thing[];
  /** No more of it comes: what is left on the way is missing. */
  last: boolean;
}

/** What came of an arrival. */
export interface Arrived extends Posted, Moved {
  /** Still on the way, by item and purse. */
  left: OnTheWay[];
  /** The case to the sender, when something is missing. */
  case: number | null;
}

/**
 * Takes what has come into the receiver's store. When no more comes and something is missing, a case asks the sender
 * (shortage): it is found, replaced or lost.
 * @throws Refused when more comes than was sent, or the note is another office's
 */
export async function arrive(
  acting: Acting & CaseClient,
  { dispatch: id, things, last, ...booking }: Arriving,
): Promise<Arrived> {
  const { campaign } = booking;
  let raised: number | null = null;
  const posted = await bookWay(acting, booking, {
    kind: 'arrive',
    note: id,
    ...{ content: { dispatch: id, things, last }, stores: [], told: { dispatch: id } },
    lines: async (tx, { definition, now }) => {
      const note = await theirs(tx, id, booking, definition.scope, 'to');
      const carried = await onTheWay(tx, note);
      const lines = spread(things, carried).map((line): Line => ({ ...line, from: wayOf(id), to: storeOf(note.to) }));
      if (last) {
        await closeDispatch(tx, { id, at: now });
        const came = lines.reduce((sum, { quantity }) => sum + quantity, 0);
        if (came < carried.reduce((sum, { left }) => sum + left, 0)) {
          const raiser = { by: 'account' as const, account: acting.by.id };
          raised = await openShortage(tx, note, { raiser, follows: note.late });
        }
      }
      return lines;
    },
  });
  const left = (await onTheWay(acting.sql, { id, campaign })).filter((one) => one.left > 0);
  return { ...posted, left, case: raised };
}

interface Losing extends Booking {
  /** The note, or the code of the region whose store it was in. */
  where: { dispatch: number } | { store: string };
  purse: string;
  things: readonly Thing[];
  reason: string;
}

/** Writes off what is gone, with a reason; what was sent, by another hand than sent it. @throws Refused */
export const lose = (
  acting: Acting & CaseClient,
  { where, purse, things, reason, ...booking }: Losing,
): Promise<Posted & Moved> =>
  bookWay(acting, booking, {
    kind: 'lose',
    ...{
      content: { where, purse, things },
      stores: 'store' in where ? [where.store] : [],
      told: { ...where, purse },
      reason,
    },
    lines: async (tx, { definition }) => {
      if ('dispatch' in where) await theirs(tx, where.dispatch, booking, definition.scope, 'from');
      const from = 'store' in where ? storeOf(where.store) : wayOf(where.dispatch);
      return things.map(({ item, quantity }): Line => ({ item, purse, quantity, from, to: LOST }));
    },
  });

/** @returns the note, locked. @throws Refused when there is none, or its end is not theirs */
async function theirs(
  tx: Queries,
  id: number,
  { campaign, top }: Pick<Booking, 'campaign' | 'top'>,
  scope: string,
  end: 'from' | 'to',
): Promise<Dispatch & { late: number | null }> {
  const note = await lockDispatch(tx, id);
  if (note?.campaign !== campaign) throw new Refused(sentence('unknown-dispatch', { dispatch: id }));
  await refuseOtherStores(tx, { scope, top }, [note[end]]);
  return note;
}

/** A receiver names items; the note knows the purses, of which the first by name is filled first. */
function spread(things: readonly Thing[], carried: readonly OnTheWay[]): Pick<Line, 'item' | 'purse' | 'quantity'>[] {
  return things.flatMap(({ item, quantity }) => {
    const parts: Pick<Line, 'item' | 'purse' | 'quantity'>[] = [];
    let rest = quantity;
    for (const { purse, left } of carried.filter((one) => one.item === item && one.left > 0)) {
      const part = Math.min(rest, left);
      if (part > 0) parts.push({ item, purse, quantity: part });
      rest -= part;
    }
    if (rest > 0) throw new Refused(sentence('arrived-too-much', { item, more: rest }));
    return parts;
  });
}
