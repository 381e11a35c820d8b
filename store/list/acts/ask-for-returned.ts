import { createCalendar } from '../../../domain/campaign/calendar/calendar';
import type { Definition } from '../../../domain/campaign/definition/definition';
import type { Instant } from '../../../domain/instant';
import { noticeRung } from '../../../domain/round/decision-notice';
import { sentence, tellIn } from '../../../domain/text/refusal';
import { keepReason } from '../../campaign/steering-reasons';
import type { Queries } from '../../db/db';
import { noticeTo } from '../../round/rungs';

interface Returned {
  campaign: string;
  list: string;
  definition: Definition;
  /** Numbers of the rows that were returned. */
  rows: readonly number[];
  due: Instant;
  at: Instant;
}

/** @returns the end of working hours on the n-th working day from now: until then a returned row is handed in again */
export function dueOf(definition: Definition, now: Instant, workingDays: number): Instant {
  const calendar = createCalendar(definition);
  return calendar.at(calendar.plusWorkingDays(calendar.dayOf(now), workingDays), definition.workingHours.to);
}

/**
 * Asks the units of returned rows again: they count as silent until they have corrected them, so that reminders and the
 * digests of their superiors go on, and they get one message with the count and the day. It names nobody.
 * @returns workflow ids of the rounds in which units are silent again
 */
export async function askForReturned(tx: Queries, returned: Returned): Promise<string[]> {
  const { campaign, list, definition, rows, due, at: now } = returned;
  const calendar = createCalendar(definition);
  const [today, day] = [calendar.dayOf(now), calendar.dayOf(due)];
  const asks = await tx<{ ask: number; round: string; unit: string; report: number | null; rows: number }[]>`
    select a.id as ask, r.id as round, a.unit_code as unit, a.report_id as report, e.rows
    from (select unit_code, count(*)::int as rows from entries where id = any(${[...rows]}::bigint[]) group by 1) e
    join asks a on a.campaign_id = ${campaign} and a.unit_code = e.unit_code and a.subject_id is null
    join rounds r on r.id = a.round_id and r.list = ${list} and r.does = 'propose' and r.state = 'open'
    order by r.id, a.id for no key update of a`;
  for (const { ask, round, unit, report, rows: count } of asks) {
    const said = tellIn(definition.language, sentence('rows-were-returned', { rows: count, day }));
    if (report !== null) {
      await tx`update reports set returned_at = ${now}, returned_because = ${said} where id = ${report}`;
      await tx`update asks set reported_at = null, report_id = null where id = ${ask}`;
    }
    const reason = await keepReason(tx, campaign, said);
    const rung = { ...noticeRung('returned', { now, validUntil: due, reason }), id: `returned-${unit}-r${reason}` };
    await noticeTo(tx, { campaign, round, rung, now, today }, unit);
  }
  return [...new Set(asks.map(({ round }) => round))];
}
