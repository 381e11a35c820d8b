import type { Queries } from '../db/db';
import { askUnits, openRoundsOf } from '../round/rounds';
import { noticeTo } from '../round/rungs';
import type { LimitedList } from './quotas';

/** A list whose rounds ask some units and not others, as it is now. */
export type AskedList = Pick<LimitedList, 'rounds' | 'now'> & { row: Pick<LimitedList['row'], 'id' | 'definition'> };

/**
 * After a change of quotas or pairs: asks the units that have slots or pairs now, and no others. A unit that is asked
 * late gets the message that the others got at the opening.
 * @returns workflow ids of the rounds in which other units are asked now
 */
export async function askAgain(tx: Queries, { row, rounds, now }: AskedList): Promise<string[]> {
  const { id: campaign, definition } = row;
  const [clock] = await tx<{ today: string }[]>`
    select (${now}::timestamptz at time zone ${definition.zone})::date::text as today`;
  const open = await openRoundsOf(tx, campaign);
  const changed: string[] = [];
  for (const { id, round, area } of rounds.filter((one) => open.has(one.id))) {
    const units = await askUnits(tx, { id, campaign, round, area });
    if (units.length > 0) changed.push(id);
    const task = round.rungs.find(({ kind, at }) => kind === 'task' && at <= now);
    if (!task) continue;
    const climb = { campaign, round: id, rung: task, now, today: clock?.today ?? '' };
    for (const unit of units) await noticeTo(tx, climb, unit);
  }
  return changed;
}
