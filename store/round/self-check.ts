import type { Queries } from '../db/db';
import { closeFault, openFault } from '../message/faults';

/** The result for a campaign's day: due messages, and how many of them are accounted for. */
export interface SelfCheck {
  campaign: string;
  /** In the campaign's zone. */
  day: string;
  due: number;
  accounted: number;
  /** Unaccounted messages, by state. */
  forgotten: Record<string, number>;
}

/** Wall-clock minutes after which a row that should move, while no similar row moves, counts as forgotten. */
const FORGOTTEN_MINUTES = 10;

/**
 * Checks every running campaign once a day: every due message must be final, or wait for an instant or a person in its
 * row, or be on its way. A difference raises a fault until a later check finds none.
 * @returns the checks of this call
 */
export async function checkAccounts(sql: Queries): Promise<SelfCheck[]> {
  const checked = await sql<SelfCheck[]>`
    with day as (
      select c.id, c.state = 'paused' as paused, campaign_now(c.id) as now,
             (campaign_now(c.id) at time zone (c.definition ->> 'zone'))::date as day
      from campaigns c where c.ended_at is null),
    wanted as (
      select d.* from day d where not exists (
        select 1 from self_checks s where s.campaign_id = d.id and s.day = d.day and s.due = s.accounted)),
    recent as materialized (
      select clock_timestamp() - ${FORGOTTEN_MINUTES} * interval '1 minute' as since),
    moving as (
      select distinct m.campaign_id, m.channel from messages m, recent
      where m.touched_at > recent.since and m.state not in ('planned', 'held')),
    judged as (
      select w.id, m.state,
             case
               when m.id is null then true
               when m.state in ('delivered', 'failed', 'expired', 'cleared', 'suppressed', 'unknown') then true
               when m.state = 'accepted' and m.channel <> 'sms' then true
               -- The message that it went out with answers for it.
               when m.state in ('submitting', 'accepted') and m.envelope <> m.id then true
               when m.release_at > w.now or m.touched_at > recent.since then true
               when m.state in ('planned', 'held', 'retry', 'queued')
                 then w.paused or exists (select 1 from moving v where v.campaign_id = m.campaign_id and v.channel = m.channel)
               else false
             end as accounted, m.id is not null as due
      from wanted w cross join recent left join messages m on m.campaign_id = w.id and m.planned_at <= w.now),
    states as (
      select id, state, count(*) filter (where due) as due, count(*) filter (where due and accounted) as accounted
      from judged group by 1, 2),
    sums as (
      select id, sum(due)::int as due, sum(accounted)::int as accounted,
             coalesce(jsonb_object_agg(state, due - accounted) filter (where due > accounted), '{}') as forgotten
      from states group by 1)
    insert into self_checks (campaign_id, day, at, due, accounted, detail)
    select w.id, w.day, w.now, s.due, s.accounted, s.forgotten from wanted w join sums s using (id)
    on conflict (campaign_id, day) do update
      set at = excluded.at, due = excluded.due, accounted = excluded.accounted, detail = excluded.detail
    returning campaign_id as campaign, day, due, accounted, detail as forgotten`;
  for (const { campaign, day, due, accounted, forgotten } of checked) {
    const fault = { kind: 'self-check', scope: campaign } as const;
    if (due === accounted) await closeFault(sql, fault);
    else await openFault(sql, { ...fault, detail: { day, due, accounted, ...forgotten } });
  }
  return checked;
}
