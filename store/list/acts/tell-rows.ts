import { kindIn } from '../../../domain/case/kinds-of';
import type { ListDefinition } from '../../../domain/list/list-definition';
import { sentence } from '../../../domain/text/refusal';
import { addCases } from '../../case/open-cases';
import type { Fragment, Queries } from '../../db/db';
import { json } from '../../db/json';
import { addDeeds } from '../deeds';
import { type RowOutcome, refusedRow } from '../row-outcome';
import type { DoingStep, RowDone } from './row-done';

/** The case in which somebody goes on to look for who was not there. */
const UNREACHED = 'unreached';

/** @returns the condition that row `e` is to be visited next, and has not been told */
export const untold = (sql: Queries, { track }: Pick<ListDefinition, 'track'>): Fragment => sql`
  e.state = 'in' and e.done = ${track.indexOf('deliver')}
  and not exists (select from deeds d where d.entry_id = e.id and d.kind = 'tell')`;

/**
 * Keeps who could not be told: the row stays among those who wait, and the case `unreached` asks the unit again. A row
 * about which it asks already gets no second one.
 * @returns the outcomes, in the order sent
 */
export async function keepUntold(
  tx: Queries,
  doing: DoingStep,
  rows: readonly { sent: RowDone; id: number }[],
): Promise<RowOutcome[]> {
  const { campaign, definition, hand, at: now, unit, round } = doing;
  const [list, kind] = [definition.lists[doing.list], kindIn(definition, UNREACHED)];
  if (!list || !kind || rows.length === 0) return [];
  const waiting = await tx<{ id: number; unit: string; version: number }[]>`
    select e.id, e.unit_code as unit, e.version from entries e
    where e.id = any(${rows.map(({ id }) => id)}::bigint[]) and ${untold(tx, list)} order by e.id`;
  const subjects = waiting.map(({ id, unit: region }) => ({
    ...{ region, assignee: null, entry: id, posting: null, follows: null },
  }));
  const cases =
    subjects.length === 0 ? [] : await addCases(tx, { campaign, named: UNREACHED, kind, subjects, hand, now });
  const fresh = waiting.map(({ id }, nr) => ({ id, case: cases[nr] ?? 0 }));
  const noted = await notedBefore(tx, fresh);
  const sentOf = (id: number) => rows.find((one) => one.id === id)?.sent;
  await addDeeds(
    tx,
    doing,
    fresh
      .filter((one) => !noted.has(one.case))
      .map((one) => ({
        ...{ entry: one.id, unit, kind: 'missed', because: UNREACHED, case: one.case, round },
        ...{ reason: sentOf(one.id)?.reason, submission: sentOf(one.id)?.key },
      })),
  );
  return rows.map(({ sent: { row }, id }) => {
    const found = waiting.find((one) => one.id === id);
    return found ? { row, is: 'missed', version: found.version } : refusedRow(row, sentence('row-step-done'));
  });
}

/** @returns the cases about which it was said that nobody was there */
async function notedBefore(tx: Queries, rows: readonly { id: number; case: number }[]): Promise<Set<number>> {
  const found = await tx<{ case: number }[]>`
    select r."case" from jsonb_to_recordset(${json(tx, rows)}) as r(id bigint, "case" bigint)
    where exists (select from deeds d where d.entry_id = r.id and d.case_id = r."case" and d.kind = 'missed')`;
  return new Set(found.map((one) => one.case));
}
