import { OUTCOME_FIELD, REASON_FIELD } from '../../domain/case/case-forms';
import { type CaseKind, type CaseOutcome, hasEffect } from '../../domain/case/case-kinds';
import { caseKind } from '../../domain/case/kinds-of';
import type { Instant } from '../../domain/instant';
import type { Figures } from '../../domain/report/report-figures';
import { sentence } from '../../domain/text/refusal';
import type { Queries } from '../db/db';
import { carryOutOnNote } from '../ledger/dispatch/note-effects';
import { carryOutOnRow } from '../list/case-effects';
import type { Hand } from '../list/deeds';
import { refuseUnsettled } from '../list/paper/settle-paper';
import { ReportRefused } from '../report/report-refusals';
import { ANSWERED, type AnsweredCase } from './answered';
import { addCases } from './open-cases';

/** @returns the answer of the kind; null for a word that is none of its outcomes. */
export const outcomeOf = (kind: CaseKind, outcome: string): CaseOutcome | null => kind.outcomes[outcome] ?? null;

/**
 * Applies the report of a region in a round of cases, in the report's transaction: an answer that closes the case
 * closes it now. Any other answer counts when the round ends, and until then may be corrected.
 * @param ask number of the ask, whose row is locked
 * @throws ReportRefused when the correction would undo what the first answer did, or the sender has raised the case and
 *   the kind keeps both apart
 */
export async function answerInRound(
  tx: Queries,
  { ask, figures, hand, now }: { ask: number; figures: Figures; hand: Hand; now: Instant },
): Promise<void> {
  const [found] = await tx<AnsweredCase[]>`
    select ${ANSWERED(tx)}
    from asks u join rounds r on r.id = u.round_id join cases f on f.lot_id = r.lot_id and f.assignee_code = u.unit_code
    join campaigns c on c.id = f.campaign_id
    where u.id = ${ask} order by f.state = 'closed', f.id desc limit 1 for update of f`;
  if (!found) return;
  const kind = caseKind(found.parts, found.kind);
  const outcome = String(figures[OUTCOME_FIELD]);
  const answer = outcomeOf(kind, outcome);
  if (!answer) return;
  if (kind.apart && (await isOwnHand(tx, found, hand))) throw new ReportRefused(sentence('case-own-hand'));
  if (found.state === 'closed') await takeBack(tx, found);
  const reason = figures[REASON_FIELD];
  const given = reason === undefined ? null : String(reason);
  if (answer.turn === 'close') await closeWith(tx, found, { outcome, answer, reason: given, hand, now });
  else await tx`update cases set reason = ${given} where id = ${found.id}`;
}

/** @returns whether somebody has raised the case, or proposed the row that it is about. */
export async function isOwnHand(
  tx: Queries,
  { id, entry }: Pick<AnsweredCase, 'id' | 'entry'>,
  { contact = null, account = null }: Partial<Record<'contact' | 'account', number | null | undefined>>,
): Promise<boolean> {
  const [own] = await tx`
    select 1 from case_statements where case_id = ${id} and (contact_id = ${contact} or account_id = ${account})
    union all
    select 1 from deeds
    where entry_id = ${entry} and kind = 'propose' and (contact_id = ${contact} or account_id = ${account}) limit 1`;
  return own !== undefined;
}

/** What an answer did to a row or a note, or opened, stays: the case is opened again with a reason, or an appeal is. */
async function takeBack(tx: Queries, { id, kind, outcome, parts }: AnsweredCase): Promise<void> {
  const before = outcomeOf(caseKind(parts, kind), outcome ?? '');
  if (!before || hasEffect(before)) throw new ReportRefused(sentence('case-answered', { case: id }));
  await tx`
    update cases set state = 'asked', closed_at = null, outcome = null, due_at = answer_by where id = ${id}`;
}

interface Closing {
  outcome: string;
  answer: CaseOutcome;
  reason: string | null;
  hand: Hand;
  now: Instant;
}

/** Closes a case, carries out what its answer does to the row or the dispatch note, and opens the case that follows. */
export async function closeWith(
  tx: Queries,
  { id, campaign, kind, region, entry, dispatch, parts }: AnsweredCase,
  { outcome, answer, reason, hand, now }: Closing,
): Promise<void> {
  if (kind === 'keying') await refuseUnsettled(tx, { case: id });
  await tx`
    update cases set state = 'closed', outcome = ${outcome}, reason = ${reason}, due_at = null, closed_at = ${now}
    where id = ${id}`;
  if (answer.row && entry !== null)
    await carryOutOnRow(tx, { campaign, entry, effect: answer.row, case: id, kind, hand, now });
  if (answer.note && dispatch !== null)
    await carryOutOnNote(tx, { dispatch, case: id, effect: answer.note, hand, now });
  if (answer.next === undefined) return;
  const next = caseKind(parts, answer.next);
  const subject = { region, assignee: null, entry, posting: null, follows: id };
  await addCases(tx, { campaign, named: answer.next, kind: next, subjects: [subject], hand, now });
}
