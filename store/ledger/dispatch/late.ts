import type { Definition } from '../../../domain/campaign/definition/definition';
import { caseFormId } from '../../../domain/case/case-forms';
import type { CaseEnd } from '../../../domain/case/case-kinds';
import { kindIn } from '../../../domain/case/kinds-of';
import type { Instant } from '../../../domain/instant';
import type { TransferKind } from '../../../domain/ledger/transfers';
import { endCases } from '../../case/end-cases';
import { addCases } from '../../case/open-cases';
import type { Queries } from '../../db/db';
import type { Hand } from '../../list/deeds';

/** The kind of case that asks the receiver when something should have arrived. */
const LATE = 'late';

interface Sent {
  campaign: string;
  definition: Definition;
  /** Number of the act of the ledger that has written the notes. */
  act: number;
  hand: Hand;
  now: Instant;
}

/**
 * Opens a case for each dispatch note of an act. It waits until the note is due, and asks only when nothing has told of
 * the arrival by then. Nobody is asked about a receiver above the campaign, nor by a campaign that has no form for it.
 * @returns numbers of the cases
 */
export async function askWhenDue(tx: Queries, { campaign, definition, act, hand, now }: Sent): Promise<number[]> {
  const kind = kindIn(definition, LATE);
  if (!kind || !definition.forms[caseFormId(LATE)]) return [];
  const [running] = await tx`
    select from campaigns where id = ${campaign} and state in ('running', 'paused') for share`;
  if (!running) return [];
  const notes = await tx<{ id: number; to: string; dueAt: Instant }[]>`
    select d.id, d.to_code as "to", d.due_at as "dueAt" from dispatches d
    join regions g on g.code = d.to_code join regions top on top.code = ${definition.scope} and starts_with(g.path, top.path)
    where d.act_id = ${act} order by d.id`;
  const [first] = notes;
  if (!first) return [];
  const subjects = notes.map(({ id, to }) => ({
    ...{ region: to, assignee: null, entry: null, posting: null, dispatch: id, follows: null },
  }));
  return addCases(tx, { campaign, named: LATE, kind, subjects, hand, now, asksAt: first.dueAt });
}

/** A case that has ended with what became of its note, and who has to hear of it. */
export interface EndedLate {
  cases: number[];
  /** Workflow ids of the rounds that wait for a unit less, and of the lots that have no open case left. */
  rounds: string[];
  lots: string[];
}

interface Moved {
  /** Numbers of dispatch notes from which something was taken. */
  notes: readonly number[];
  kind: TransferKind;
  now: Instant;
}

/**
 * Ends the cases of notes that carry nothing any more, or of which no more comes: then the case about the shortage
 * asks.
 * @param tx the transaction in which something was taken from the notes
 */
export async function endLate(tx: Queries, { notes, kind, now }: Moved): Promise<EndedLate> {
  const ended: EndedLate = { cases: [], rounds: [], lots: [] };
  const open = await tx<{ case: number; note: number; carries: boolean; closed: boolean }[]>`
    select f.id as case, d.id as note, d.closed_at is not null as closed,
           exists (select from balances b where b.campaign_id = d.campaign_id and b.account = 'way:' || d.id and b.quantity > 0) as carries
    from cases f join dispatches d on d.id = f.dispatch_id
    where d.id = any(${[...notes]}::bigint[]) and f.kind = ${LATE} and f.state <> 'closed' order by f.id`;
  for (const { case: id, carries, closed } of open) {
    if (carries && !closed) continue;
    const outcome = carries ? 'short' : kind === 'arrive' ? 'came' : ('withdrawn' satisfies CaseEnd);
    ended.cases.push(id);
    ended.rounds.push(...(await endCases(tx, { which: tx`f.id = ${id}`, outcome, now })));
  }
  const lots = await tx<{ workflow: string }[]>`
    select l.workflow_id as workflow from case_lots l
    where l.id in (select lot_id from cases where id = any(${ended.cases}::bigint[]))
      and not exists (select from cases o where o.lot_id = l.id and o.state <> 'closed') order by l.id`;
  return { ...ended, lots: lots.map(({ workflow }) => workflow) };
}

/**
 * Locks who is asked about a note, then the case, in the order in which an answer locks them.
 * @returns the number of the open case; null when there is none
 */
export async function lockLate(tx: Queries, note: number): Promise<number | null> {
  await tx`
    select from asks a join rounds r on r.id = a.round_id and r.state = 'open'
    join cases f on f.lot_id = r.lot_id and f.assignee_code = a.unit_code
    where f.dispatch_id = ${note} and f.kind = ${LATE} and f.state <> 'closed' order by a.id for update of a`;
  const [found] = await tx<{ id: number }[]>`
    select id from cases where dispatch_id = ${note} and kind = ${LATE} and state <> 'closed' for update`;
  return found?.id ?? null;
}
