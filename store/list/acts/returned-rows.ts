import { createCalendar } from '../../../domain/campaign/calendar/calendar';
import type { Definition } from '../../../domain/campaign/definition/definition';
import { kindIn } from '../../../domain/case/kinds-of';
import type { Instant } from '../../../domain/instant';
import { addCases } from '../../case/open-cases';
import type { Queries } from '../../db/db';
import type { Hand } from '../deeds';

/** Name of the kind of case that asks a unit for returned rows. */
const RETURNED = 'returned';

interface Returned {
  campaign: string;
  list: string;
  definition: Definition;
  /** Numbers of the rows that were returned. */
  rows: readonly number[];
  due: Instant;
  hand: Hand;
  at: Instant;
}

/** @returns the end of working hours on the n-th working day from now: until then a returned row is handed in again */
export function dueOf(definition: Definition, now: Instant, workingDays: number): Instant {
  const calendar = createCalendar(definition);
  return calendar.at(calendar.plusWorkingDays(calendar.dayOf(now), workingDays), definition.workingHours.to);
}

/**
 * Asks the units of returned rows for them, by a case for each unit: it has a clock of its own, whatever becomes of the
 * round in which they were proposed. Rows that come back to a unit with the same day join its open case, so that a unit
 * gets one message however often somebody presses. The caller starts the workflows after its transaction.
 */
export async function askForReturned(tx: Queries, returned: Returned): Promise<void> {
  const { campaign, list, definition, rows, due, hand, at: now } = returned;
  const kind = kindIn(definition, RETURNED);
  if (!kind || rows.length === 0) return;
  const units = await tx<{ unit: string }[]>`
    select distinct e.unit_code as unit from entries e
    where e.id = any(${[...rows]}::bigint[]) and not exists (
      select from cases f join case_lots l on l.id = f.lot_id
      where f.region_code = e.unit_code and f.state <> 'closed' and l.campaign_id = ${campaign} and l.list = ${list} and l.due_at = ${due})
    order by 1`;
  if (units.length === 0) return;
  const subjects = units.map(({ unit }) => ({
    region: unit,
    assignee: null,
    entry: null,
    posting: null,
    follows: null,
  }));
  await addCases(tx, { campaign, named: RETURNED, kind, subjects, hand, now, returned: { list, due } });
}
