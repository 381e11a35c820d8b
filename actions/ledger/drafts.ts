import { plusMs } from '../../domain/instant';
import { storeOf, wayOf } from '../../domain/ledger/accounts';
import { Refused, sentence } from '../../domain/text/refusal';
import { audit } from '../../store/account/audit-log';
import { atomically, type Queries } from '../../store/db/db';
import { type DispatchDraft, lockDraft, noteDropped, noteSent } from '../../store/ledger/dispatch-drafts';
import { addDispatch, dispatchOfAct } from '../../store/ledger/dispatches';
import { ledgerOf, refuseOtherStores } from '../../store/ledger/ledger-of';
import type { Line, Posted } from '../../store/ledger/post';
import type { Acting } from '../acting';
import type { CaseClient, Moved } from '../case/cases';
import type { Booking } from './book';
import { bookWay } from './book-way';

interface Confirming extends Booking {
  draft: number;
  /** Code of the office whose store sends it. */
  from: string;
  /** What is sent, where that is less than the rule wants, or more. */
  goods?: readonly { item: string; quantity: number }[] | undefined;
}

const MINUTE_MS = 60_000;

/**
 * Makes a dispatch note of what a rule of warnings wants sent: only now something leaves a store.
 * @returns the number of the note
 * @throws Refused when no such draft waits, or the store holds too little
 */
export async function confirmDraft(
  acting: Acting & CaseClient,
  { draft: id, from, goods, ...booking }: Confirming,
): Promise<Posted & Moved & { dispatch: number }> {
  const { campaign } = booking;
  const posted = await bookWay(acting, booking, {
    kind: 'dispatch',
    ...{ content: { draft: id, from, goods }, stores: [from], told: { draft: id, from } },
    lines: async (tx, { now }, act) => {
      const draft = await waiting(tx, { id, campaign });
      const { to, purse, minutes } = draft;
      if (from === to) throw new Refused(sentence('dispatch-to-itself'));
      const note = await addDispatch(tx, { campaign, act, from, to, dueAt: plusMs(now, minutes * MINUTE_MS) });
      await noteSent(tx, { id, dispatch: note });
      return (goods ?? draft.goods).map(
        ({ item, quantity }): Line => ({ item, purse, quantity, from: storeOf(from), to: wayOf(note) }),
      );
    },
  });
  return { ...posted, dispatch: await dispatchOfAct(acting.sql, posted.act) };
}

/** Drops what a rule of warnings wants sent, with a reason. @throws Refused when no such draft waits in their region */
export const dropDraft = (
  { sql, by }: Acting,
  { draft: id, campaign, top, reason }: Pick<Booking, 'campaign' | 'top'> & { draft: number; reason: string },
): Promise<{ draft: number }> =>
  atomically(sql, async (tx) => {
    const { definition, now } = await ledgerOf(tx, campaign);
    const { to } = await waiting(tx, { id, campaign });
    await refuseOtherStores(tx, { scope: definition.scope, top }, [to]);
    await noteDropped(tx, { id, at: now });
    await audit(tx, by, 'keep-ledger', { campaign, what: 'drop-draft', draft: id, to, reason });
    return { draft: id };
  });

async function waiting(tx: Queries, of: Pick<DispatchDraft, 'id' | 'campaign'>): Promise<DispatchDraft> {
  const draft = await lockDraft(tx, of);
  if (!draft) throw new Refused(sentence('unknown-draft', { draft: of.id }));
  return draft;
}
