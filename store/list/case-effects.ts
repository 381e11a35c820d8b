import type { RowEffect } from '../../domain/case/case-kinds';
import type { OutReason, RowAct, RowRules } from '../../domain/list/row-life';
import { rowAfter } from '../../domain/list/row-life';
import type { Step } from '../../domain/list/steps';
import { Refused, sentence } from '../../domain/text/refusal';
import type { Queries } from '../db/db';
import { settlePosted } from '../posting/settle-posted';
import { closeReturned } from './acts/close-returned';
import { addDeeds, type Deed, type Hand } from './deeds';
import { type Entry, type EntryChange, entryColumns, moveEntries, standingOf } from './entries';

/** What a case does to a row of a list: at its opening, or by its answer. */
export interface OnRow {
  campaign: string;
  /** Number of the row. */
  entry: number;
  effect: RowEffect;
  /** Number and kind of the case. */
  case: number;
  kind: string;
  hand: Hand;
  now: string;
}

/** Kinds of case whose name is a reason for a row to leave. */
const REASONS: Readonly<Record<string, OutReason>> = {
  objection: 'objection',
  duplicate: 'duplicate',
  double: 'duplicate',
};

interface Ruled extends Entry {
  rules: RowRules;
  limited: boolean;
}

/**
 * Carries out the effect of a case on a row, in the transaction of the case. A row that is out or delivered stays as it
 * is; one that an officer or another case holds stays held.
 * @throws Refused when of two rows for one person neither can give way
 */
export async function carryOutOnRow(tx: Queries, on: OnRow): Promise<void> {
  const rows = await lockRows(tx, on);
  await carryOut(tx, on, rows);
  const returned = rows.find(({ state }) => state === 'returned');
  if (returned) await closeReturned(tx, { ...on, list: returned.list });
  for (const { id } of rows) await settlePosted(tx, { entry: id, now: on.now });
}

async function carryOut(tx: Queries, on: OnRow, rows: readonly Ruled[]): Promise<void> {
  const own = rows.find(({ id }) => id === on.entry);
  if (!own) return;
  const others = rows.filter(({ id, state }) => id !== on.entry && state !== 'out');
  switch (on.effect) {
    case 'hold':
      return move(tx, on, [[own, { act: 'hold' }]]);
    case 'release':
      return (await isHeldElsewhere(tx, own, on)) ? undefined : release(tx, on, own);
    case 'remove':
      return move(tx, on, [[own, removal(own, on)]]);
    case 'win':
      return keepOne(tx, on, own, others);
    case 'lose':
      return giveWay(tx, on, own, others);
  }
}

/** @returns the row, and all rows of its list for the same person: those that stand come first */
const lockRows = (tx: Queries, { campaign, entry }: OnRow): Promise<Ruled[]> => tx<Ruled[]>`
  select ${entryColumns(tx)}, l.limited, jsonb_build_object('track', l.track, 'removed', l.removed) as rules
  from entries e join lists l on l.campaign_id = e.campaign_id and l.id = e.list
  join entries own on own.id = ${entry} and own.campaign_id = ${campaign}
  where e.campaign_id = ${campaign} and e.list = own.list and e.subject_id = own.subject_id
  order by e.state = 'twin', e.id for update of e`;

/** What is found at the hand-in is in the course of no step: the unit may name somebody else. */
const removal = ({ done, rules: { track } }: Ruled, { kind }: OnRow): RowAct => {
  const at: Step | undefined = REASONS[kind] === 'duplicate' && done === 1 ? undefined : track[done];
  return { act: 'remove', because: REASONS[kind] ?? 'not-eligible', ...(at && { at }) };
};

/** An officer's hold is ended by an officer; and another case may be open about this row, or a second one beside it. */
async function isHeldElsewhere(
  tx: Queries,
  { list, subject, because }: Ruled,
  { campaign, case: of }: OnRow,
): Promise<boolean> {
  if (because === 'officer') return true;
  const [open] = await tx`
    select 1 from entries e join cases f on f.entry_id = e.id
    where e.campaign_id = ${campaign} and e.list = ${list} and e.subject_id = ${subject} and e.state <> 'out'
      and f.id <> ${of} and f.holds and f.state <> 'closed' limit 1`;
  return open !== undefined;
}

/** One row of a person stays, and takes a slot of its own unit, else that of the row that gives way. */
async function keepOne(tx: Queries, on: OnRow, winner: Ruled, others: readonly Ruled[]): Promise<void> {
  await move(
    tx,
    on,
    others.map((other) => [other, removal(other, on)]),
    true,
  );
  if (winner.state === 'twin' && winner.limited && !(await hasSlot(tx, on, winner))) {
    const from = others.find(({ state, category }) => state !== 'twin' && category === winner.category);
    if (!from || !(await hasSlot(tx, on, from))) throw new Refused(sentence('case-no-slot'));
    await tx`update entries set slot_unit = ${from.slotUnit}, version = version + 1 where id = ${winner.id}`;
  }
  if (!(await isHeldElsewhere(tx, winner, on))) await release(tx, on, winner);
}

/** The other row goes on, unless a further one still waits beside it. */
async function giveWay(tx: Queries, on: OnRow, own: Ruled, [other, ...further]: readonly Ruled[]): Promise<void> {
  await move(tx, on, [[own, removal(own, on)]], true);
  if (other && further.length === 0 && !(await isHeldElsewhere(tx, other, on))) await release(tx, on, other);
}

async function hasSlot(tx: Queries, { campaign }: OnRow, { list, category, slotUnit }: Ruled): Promise<boolean> {
  const [quota] = await tx<{ free: boolean }[]>`
    select used < slots as free from quotas
    where campaign_id = ${campaign} and list = ${list} and category = ${category} and unit_code = ${slotUnit} for update`;
  return quota?.free ?? false;
}

async function release(tx: Queries, on: OnRow, row: Ruled): Promise<void> {
  const [twice] =
    row.state === 'twin'
      ? await tx`
          select 1 from entries
          where campaign_id = ${on.campaign} and list = ${row.list} and subject_id = ${row.subject} and id <> ${row.id}
            and state in ('in', 'held', 'returned')`
      : [];
  if (twice) throw new Refused(sentence('case-same-number'));
  await move(tx, on, [[row, { act: 'release' }]]);
}

/** @param must whether a refused act refuses the whole answer */
async function move(
  tx: Queries,
  { campaign, kind, case: of, hand, now }: OnRow,
  acts: readonly (readonly [Ruled, RowAct])[],
  must = false,
): Promise<void> {
  const changes: EntryChange[] = [];
  const deeds: Deed[] = [];
  for (const [row, act] of acts) {
    const turn = rowAfter(row, act, row.rules);
    if ('refused' in turn) {
      if (must) throw new Refused(sentence(turn.refused));
      continue;
    }
    const because = act.act === 'remove' ? act.because : act.act === 'hold' ? kind : null;
    changes.push({ ...turn.row, id: row.id, because });
    const after = { ...standingOf(row), ...turn.row };
    deeds.push({
      entry: row.id,
      unit: row.unit,
      kind: act.act,
      before: standingOf(row),
      after,
      because: because ?? kind,
    });
  }
  await moveEntries(tx, changes, now);
  await addDeeds(tx, { campaign, hand, at: now, case: of }, deeds);
}
