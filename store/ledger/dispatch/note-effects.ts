import { randomUUID } from 'node:crypto';
import type { NoteEffect } from '../../../domain/case/case-kinds';
import type { Instant } from '../../../domain/instant';
import { storeOf, wayOf } from '../../../domain/ledger/accounts';
import { type RaisedCase, raiseCase } from '../../case/raise-case';
import type { Raiser } from '../../case/statements';
import type { Queries } from '../../db/db';
import type { Hand } from '../../list/deeds';
import { closeDispatch, type Dispatch, lockDispatch, noteShortage, onTheWay } from '../dispatches';
import { type Line, noteAct, postTransfers } from '../post';

/** What the answer to a case does to the dispatch note that it is about. */
export interface OnNote {
  /** Numbers of the note and of the case. */
  dispatch: number;
  case: number;
  effect: NoteEffect;
  hand: Hand;
  now: Instant;
}

/**
 * Carries out the effect of an answer on a dispatch note, in the transaction of the answer: all that is still on its
 * way has come into the receiver's store, or no more of it comes and a case asks its sender. A note that carries
 * nothing any more stays as it is.
 */
export async function carryOutOnNote(
  tx: Queries,
  { dispatch: id, case: of, effect, hand, now }: OnNote,
): Promise<void> {
  const note = await lockDispatch(tx, id);
  if (!note) return;
  const { campaign, to } = note;
  const carried = (await onTheWay(tx, note)).filter(({ left }) => left > 0);
  if (carried.length === 0) return;
  await closeDispatch(tx, { id, at: now });
  if (effect === 'miss') {
    await openShortage(tx, note, { raiser: raiserOf(hand), follows: of });
    return;
  }
  const act = { campaign, key: randomUUID(), kind: 'arrive', at: now, hand } as const;
  const lines = carried.map(
    ({ item, purse, left }): Line => ({ item, purse, quantity: left, from: wayOf(id), to: storeOf(to) }),
  );
  const { act: posted } = await noteAct(tx, act, { dispatch: id, case: of });
  await postTransfers(tx, { campaign, act: posted, kind: act.kind }, lines);
}

/** Asks the sender about what did not come. @returns the number of the case */
export async function openShortage(
  tx: Queries,
  { id, campaign, from, to }: Dispatch,
  { raiser, follows }: Pick<RaisedCase, 'raiser' | 'follows'>,
): Promise<number> {
  const about = { region: to, assignee: from, dispatch: id, follows };
  const raised = await raiseCase(tx, { campaign, kind: 'shortage', ...about, raiser, top: null }, null);
  await noteShortage(tx, { id, case: raised.case });
  return raised.case;
}

const raiserOf = ({ contact, account }: Hand): Raiser =>
  contact === undefined ? { by: 'account', account: account ?? null } : { by: 'contact', contact };
