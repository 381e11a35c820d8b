import { type CaseEnd, type CaseKind, hasEffect } from '../../domain/case/case-kinds';
import { caseKind } from '../../domain/case/kinds-of';
import { turnOf } from '../../domain/case/turns';
import type { Instant } from '../../domain/instant';
import { Refused, sentence } from '../../domain/text/refusal';
import type { Queries } from '../db/db';
import { within } from '../db/scope';
import type { Hand } from '../list/deeds';
import { ANSWERED, type AnsweredCase } from './answered';
import { closeWith, isOwnHand, outcomeOf } from './answers';
import { closeCases, passCase } from './case-lots';
import { nowOf } from './raise-case';

/** An officer's answer to a case. */
export interface Decision {
  case: number;
  outcome: string;
  /** Without names. */
  reason?: string | undefined;
  /** Who answers. */
  hand: Hand;
  /** The officer's region; null for all. */
  top: string | null;
}

/** What a decision is about: the case, and the round that asks for its answer; null between two rounds. */
export interface Decided extends AnsweredCase {
  key: string | null;
  /** Its list, where it is about returned rows. */
  list: string | null;
}

/**
 * Checks an answer, and says where it goes: into the open round as the report of the region that was asked, or to
 * {@link decideBetween}.
 * @throws Refused
 */
export async function whereToAnswer(tx: Queries, decision: Decision): Promise<Decided> {
  const { case: id, outcome, hand, top } = decision;
  const [found] = await tx<Decided[]>`
    select ${ANSWERED(tx)}, r.key, l.list
    from cases f join campaigns c on c.id = f.campaign_id join regions a on a.code = f.assignee_code join case_lots l on l.id = f.lot_id
    left join rounds r on r.lot_id = f.lot_id and r.state = 'open' and f.state = 'asked'
    where f.id = ${id} and ${within(tx, top, 'a.path')}`;
  if (!found) throw new Refused(sentence('unknown-case', { case: id }));
  if (found.state === 'closed') throw new Refused(sentence('case-answered', { case: id }));
  if (found.list !== null) throw new Refused(sentence('case-of-rows'));
  const kind = caseKind(found.parts, found.kind);
  if (!outcomeOf(kind, outcome))
    throw new Refused(sentence('unknown-outcome', { outcome, known: Object.keys(kind.outcomes).join(', ') }));
  if (kind.apart && (await isOwnHand(tx, found, hand))) throw new Refused(sentence('case-own-hand'));
  if (found.state === 'asked' && found.key === null) throw new Refused(sentence('case-moved'));
  return found;
}

/**
 * Applies an answer between two rounds: the case is closed, goes to the superior, or waits for its next round.
 * @returns the workflow of its lot, and the number of cases of the lot that are open still
 * @throws Refused when the case has moved meanwhile
 */
export async function decideBetween(
  tx: Queries,
  { id, lot, campaign, parts, kind: named }: Decided,
  { outcome, reason, hand }: Decision,
): Promise<{ workflow: string; open: number; now: Instant }> {
  const [found] = await tx<(AnsweredCase & { level: number; workflow: string; superior: string | null })[]>`
    select ${ANSWERED(tx)}, l.level, l.workflow_id as workflow,
           case when starts_with(up.path, top.path) then up.code end as superior
    from cases f join campaigns c on c.id = f.campaign_id join case_lots l on l.id = f.lot_id
    join regions top on top.code = c.scope join regions a on a.code = f.assignee_code
    left join regions up on up.code = a.parent_code
    where f.id = ${id} and f.lot_id = ${lot} and f.state = 'waiting' for update of f`;
  if (!found) throw new Refused(sentence('case-moved'));
  const now = await nowOf(tx, campaign);
  const kind = caseKind(parts, named);
  await turn(tx, found, {
    kind,
    level: found.level,
    superior: found.superior,
    outcome,
    reason: reason ?? null,
    hand,
    now,
  });
  const [left] = await tx<{ open: number }[]>`
    select count(*)::int as open from cases where lot_id = ${lot} and state <> 'closed'`;
  return { workflow: found.workflow, open: left?.open ?? 0, now };
}

interface Turning {
  kind: CaseKind;
  level: number;
  superior: string | null;
  outcome: string;
  reason: string | null;
  hand: Hand;
  now: Instant;
}

async function turn(
  tx: Queries,
  one: AnsweredCase,
  { kind, level, superior, outcome, reason, hand, now }: Turning,
): Promise<void> {
  // Whether a next round follows does not depend on how many there were: one is planned.
  const next = turnOf({ kind, level, nth: 0, last: false }, { found: outcome, superior });
  const answer = outcomeOf(kind, outcome);
  if (next.do === 'close' && answer?.turn === 'close')
    return closeWith(tx, one, { outcome, answer, reason, hand, now });
  await tx`update cases set outcome = ${outcome}, reason = ${reason} where id = ${one.id}`;
  if (next.do === 'pass') await passCase(tx, { ...one, superior: next.to, now });
  else if (next.do === 'close') await closeCases(tx, { ids: [one.id], outcome: 'handed-over' satisfies CaseEnd, now });
}

/**
 * Opens a closed case again, in a lot of its own: its region is asked anew.
 * @returns its campaign and kind
 * @throws Refused when it is open, or its answer has changed something else
 */
export async function reopen(
  tx: Queries,
  { case: id, top }: { case: number; top: string | null },
): Promise<{ campaign: string; kind: string }> {
  const [found] = await tx<(AnsweredCase & { list: string | null })[]>`
    select ${ANSWERED(tx)}, l.list
    from cases f join campaigns c on c.id = f.campaign_id join regions a on a.code = f.assignee_code join case_lots l on l.id = f.lot_id
    where f.id = ${id} and ${within(tx, top, 'a.path')} and c.state in ('running', 'paused') for update of f`;
  if (!found) throw new Refused(sentence('unknown-case', { case: id }));
  if (found.state !== 'closed') throw new Refused(sentence('case-open'));
  if (found.list !== null) throw new Refused(sentence('case-of-rows'));
  const { campaign, kind, parts, outcome } = found;
  const answer = outcomeOf(caseKind(parts, kind), outcome ?? '');
  if (answer && hasEffect(answer)) throw new Refused(sentence('case-not-reopened'));
  const now = await nowOf(tx, campaign);
  await tx`
    with numbered as (select nextval(pg_get_serial_sequence('case_lots', 'id')) as id),
    added as (
      insert into case_lots (id, campaign_id, kind, area, key, level, passed_from, workflow_id, opened_at)
      overriding system value
      select n.id, f.campaign_id, f.kind, f.assignee_code, concat('case.', f.kind, '-', n.id), l.level, l.id,
             concat('campaign/', f.campaign_id, '/cases/', f.kind, '-', n.id), ${now}
      from numbered n, cases f join case_lots l on l.id = f.lot_id where f.id = ${id} returning id)
    update cases set lot_id = added.id, state = 'waiting', outcome = null, closed_at = null, due_at = null, answer_by = null,
                     reopened_at = ${now}
    from added where cases.id = ${id}`;
  return { campaign, kind };
}
