import type { Instant } from '../domain/instant';
import type { Touched } from '../domain/weather/changes';
import type { Decided } from '../domain/weather/message';
import { HAZARDS } from '../domain/weather/warning';
import { atomically, type Queries } from './db';
import type { DutyKind } from './duty-items';
import { placeWarning } from './place-warning';
import { amendWarning, warnablePlaces, warningRows } from './warning-rows';
import { lockScope } from './warnings';

/** What a duty officer decides; nothing picked closes the question and leaves everything as it is. */
export interface DutyDecision extends Decided {
  note?: string;
}

/** Why a decision cannot be carried out: the caller's to tell. */
export class DutyRefused extends Error {
  override readonly name = 'DutyRefused';
}

/**
 * Carries out a duty officer's decision: what was picked holds for the warning from now on.
 * @returns what that changed
 * @throws DutyRefused when the question is not open, or the decision does not fit it
 */
export function decideDuty(
  sql: Queries,
  { item, by, decision, at }: { item: number; by: string; decision: DutyDecision; at: Instant },
): Promise<Touched[]> {
  return atomically(sql, async (tx) => {
    const [asked] = await tx<{ scope: string }[]>`select scope from duty_items where id = ${item}`;
    // In the order in which everybody locks: those who take warnings close questions, too.
    if (asked) await lockScope(tx, asked.scope);
    const { warning } = await closeItem(tx, { item, by, decision, at });
    const { note: _, ...decided } = decision;
    if (Object.keys(decided).length === 0) return [];
    if (warning === null) throw new DutyRefused(`Question ${item} is about no warning: it can only be closed.`);
    const places = await warnablePlaces(tx);
    const unknown = (decided.regions ?? []).filter((code) => !places.some((place) => place.code === code));
    if (unknown.length > 0)
      throw new DutyRefused(`The register has no county, township or unit ${unknown.join(', ')}.`);
    await amendWarning(tx, warning, { decided });
    const [row] = await warningRows(tx, [warning]);
    // A test or an exercise stays what it is.
    if (!row || (row.event === null && row.drillBy === null)) return [];
    return (await placeWarning(tx, warning, { places, at })).touched;
  });
}

/** What answers a question of each kind. */
export const ANSWERS: Readonly<Record<DutyKind, readonly (keyof Decided)[]>> = {
  'bad-input': [],
  'unknown-hazard': ['hazard'],
  'unknown-colour': ['colour'],
  'no-area': ['regions'],
  'part-of-area': ['regions'],
  'unknown-reference': ['hazard', 'colour', 'regions'],
  'no-campaign': [],
  'clock-skew': [],
};

async function closeItem(
  tx: Queries,
  { item, by, decision, at }: { item: number; by: string; decision: DutyDecision; at: Instant },
): Promise<{ warning: number | null }> {
  const [row] = await tx<{ warning: number | null; kind: DutyKind; closedAt: Instant | null }[]>`
    select warning_id as warning, kind, closed_at as "closedAt" from duty_items where id = ${item} for update`;
  if (!row) throw new DutyRefused(`There is no question ${item}.`);
  if (row.closedAt !== null) throw new DutyRefused(`Question ${item} was closed at ${row.closedAt}.`);
  const picked = (['hazard', 'colour', 'regions'] as const).filter((name) => decision[name] !== undefined);
  const wrong = picked.filter((name) => !ANSWERS[row.kind].includes(name));
  if (wrong.length > 0) {
    const answers = ANSWERS[row.kind].join(', ') || 'nothing but a note';
    throw new DutyRefused(`A question of the kind ${row.kind} is answered by ${answers}, not by ${wrong.join(', ')}.`);
  }
  if (decision.hazard === 'other')
    throw new DutyRefused(`Pick one of ${HAZARDS.filter((hazard) => hazard !== 'other').join(', ')}.`);
  await tx`
    update duty_items set closed_at = ${at}, decided_by = ${by}, decision = ${tx.json({ ...decision })} where id = ${item}`;
  return row;
}
