import type { Instant } from '../../domain/instant';
import { noticeRung } from '../../domain/round/decision-notice';
import type { Queries } from '../db/db';
import type { AskAddress } from './asks';
import { noticeTo } from './rungs';

/** A place that was reminded so lately is not reminded again. */
export const REMINDED_WITHIN_MINUTES = 10;

/**
 * Reminds one silent unit now; quiet hours and caps hold as for every message.
 * @returns `just-now` when it was reminded within {@link REMINDED_WITHIN_MINUTES}, else how many messages were written
 */
export async function remindUnit(sql: Queries, { campaign, key, unit }: AskAddress): Promise<number | 'just-now'> {
  const [open] = await sql<{ round: string; now: Instant; today: string; locksAt: Instant; lately: boolean }[]>`
    select r.id as round, campaign_now(c.id) as now, (campaign_now(c.id) at time zone (c.definition ->> 'zone'))::date::text as today,
           r.locks_at as "locksAt", exists (
             select from messages m where m.round_id = r.id and m.region_code = u.unit_code and m.template in ('task', 'reminder')
               and m.planned_at > campaign_now(c.id) - make_interval(mins => ${REMINDED_WITHIN_MINUTES})) as lately
    from asks u join rounds r on r.id = u.round_id join campaigns c on c.id = u.campaign_id
    where u.campaign_id = ${campaign} and u.key = ${key} and u.unit_code = ${unit} and u.subject_id is null
      and u.reported_at is null and r.state = 'open' and c.state = 'running' and campaign_now(c.id) < r.locks_at
    for update of u`;
  if (!open) return 0;
  if (open.lately) return 'just-now';
  const { round, now, today, locksAt } = open;
  const rung = { ...noticeRung('reminder', { now, validUntil: locksAt }), id: `remind-${unit}` };
  return noticeTo(sql, { campaign, round, rung, now, today }, unit);
}
