import { kindIn } from '../../../domain/case/kinds-of';
import type { DeliveryOutcome } from '../../../domain/ledger/delivery';
import { sentence } from '../../../domain/text/refusal';
import { addCases } from '../../case/open-cases';
import type { Queries } from '../../db/db';
import { addDeeds, type Deed } from '../../list/deeds';
import { type RowOutcome, refusedRow } from '../../list/row-outcome';
import type { Delivering, Fact, Judged, Kept } from './delivering';
import { askOfRow, picturesIn } from './signatures';

/** Deeds that change nothing of the row: something was handed over, or nothing could be. */
const GIVEN = 'given';
const MISSED = 'missed';

/** The case in which somebody is asked about it, of the first of these kinds that the campaign has. */
const ASKED: Partial<Record<DeliveryOutcome, readonly string[]>> = {
  stopped: ['complaint', 'discrepancy'],
  again: ['discrepancy'],
  waits: ['shortage'],
  unreached: ['unreached'],
};

/** What the sender reads. */
export const SAID: Partial<Record<DeliveryOutcome, 'row-given-although' | 'row-given-again'>> = {
  stopped: 'row-given-although',
  again: 'row-given-again',
};

type Judging = Judged & { fact: Fact };

/**
 * Keeps what has happened and does not move its row on: a part of what is due, a second delivery, one to a row that was
 * stopped meanwhile (SUBSTANCE D.4, D.6), a visit to nobody. A refusal cannot undo what was handed over, so it stands
 * beside the row as a deed with its case. A second sending adds nothing.
 * @param stepped deliveries with their step, of which those that wait for goods open a case as well
 */
export async function keepFacts(
  tx: Queries,
  delivering: Delivering,
  facts: readonly Judging[],
  stepped: readonly Kept[],
): Promise<{ kept: Kept[]; outcomes: Map<string, RowOutcome> }> {
  const known = await keptBefore(tx, delivering, facts);
  const fresh = facts.filter((one) => !known.has(one.given.id));
  const cases = await openCases(tx, delivering, [
    ...fresh.map(({ row, fact: { outcome } }) => ({ id: row.id, unit: row.unit, outcome })),
    ...stepped.map(({ row, outcome }) => ({ id: row.id, unit: row.unit, outcome })),
  ]);
  const deeds = await addDeeds(
    tx,
    delivering,
    fresh.map((one) => deedOf(delivering, one, cases.get(one.row.id))),
  );
  const kept = fresh.map(({ fact, ...one }, nr): Kept => {
    const { outcome, parts, out } = fact;
    return { ...one, deed: deeds[nr] ?? 0, outcome, parts, booked: out?.is === 'given' ? out.parts : [] };
  });
  const outcomes = facts.map(({ given, row, fact }): [string, RowOutcome] => {
    const said = SAID[fact.outcome];
    if (said) return [given.row, refusedRow(given.row, sentence(said))];
    const missed = fact.outcome === 'refused' || fact.outcome === 'unreached';
    const is = missed ? 'missed' : fact.because === 'part' ? 'part' : 'done';
    return [given.row, { row: given.row, is, version: row.version }];
  });
  return { kept, outcomes: new Map(outcomes) };
}

/** A sender without keys says the same again. @returns the rows whose stop the unit was told of in this round */
async function keptBefore(tx: Queries, delivering: Delivering, facts: readonly Judging[]): Promise<Set<number>> {
  const unsaid = facts.filter(({ given, fact: { outcome } }) => outcome === 'stopped' && !given.delivery);
  if (unsaid.length === 0 || delivering.unit === undefined) return new Set();
  const found = await tx<{ entry: number }[]>`
    select entry_id as entry from deeds
    where entry_id = any(${unsaid.map(({ row }) => row.id)}::bigint[]) and kind = ${GIVEN} and unit_code = ${delivering.unit}
      and round_key = ${delivering.round ?? null}`;
  return new Set(found.map(({ entry }) => entry));
}

function deedOf(delivering: Delivering, { given, row, fact }: Judging, of: number | undefined): Deed {
  const standing = { done: row.done, state: row.state, category: row.category, heads: row.heads };
  const missed = fact.outcome === 'refused' || fact.outcome === 'unreached';
  const ask = askOfRow(delivering, row);
  return {
    ...{ entry: row.id, unit: ask?.unit ?? row.unit, kind: missed ? MISSED : GIVEN, round: ask?.key },
    ...{ before: standing, after: standing, because: fact.because, case: of },
    ...{ reason: given.reason, submission: given.key, photos: picturesIn(given) },
  };
}

interface Asked {
  id: number;
  unit: string;
  outcome: DeliveryOutcome;
}

/** @returns the numbers of the cases by row */
async function openCases(tx: Queries, delivering: Delivering, asked: readonly Asked[]): Promise<Map<number, number>> {
  const { campaign, definition, hand, at: now } = delivering;
  const cases = new Map<number, number>();
  const kindOf = ({ outcome }: Asked) => ASKED[outcome]?.find((named) => kindIn(definition, named));
  for (const named of new Set(asked.flatMap((one) => kindOf(one) ?? []))) {
    const kind = kindIn(definition, named);
    const its = asked.filter((one) => kindOf(one) === named);
    if (!kind) continue;
    const subjects = its.map(({ id, unit }) => ({
      ...{ region: unit, assignee: null, entry: id, posting: null, follows: null },
    }));
    const opened = await addCases(tx, { campaign, named, kind, subjects, hand, now });
    for (const [nr, { id }] of its.entries()) cases.set(id, opened[nr] ?? 0);
  }
  return cases;
}
