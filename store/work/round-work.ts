import { stageText } from '../campaign/stage-text';
import { within } from '../db/scope';
import { runs, type WorkOf, word } from './worker';

/** A round is work from so many days before it is due. */
const DAYS_BEFORE = 3;

/** Rounds, and what their silence has led to: chases and calls; and cases. */
export const roundWork: { chase: WorkOf; call: WorkOf; case: WorkOf; round: WorkOf } = {
  /** Chases that nobody has finished, put off or made good. */
  chase: (sql, top) => sql`
    select 'chase', c.id::text, k.id, ${stageText(sql, { round: 'r', campaign: 'k' })}, g.name, ${word(sql, sql`c.state`)}, s.silent,
           case when c.acknowledged_at is null then c.acknowledge_by else r.locks_at end,
           campaign_now(k.id), k.definition ->> 'zone'
    from chases c join rounds r on r.id = c.round_id join campaigns k on k.id = c.campaign_id
    join regions g on g.code = c.region_code
    cross join lateral (
      select count(*)::int as silent from asks u join regions x on x.code = u.unit_code
      where u.round_id = c.round_id and u.reported_at is null and starts_with(x.path, g.path)) s
    where ${runs(sql)} and c.state <> 'closed' and c.done_at is null and campaign_now(k.id) < r.locks_at
      and (c.snoozed_until is null or c.snoozed_until <= campaign_now(k.id)) and ${within(sql, top, 'g.path')}
      and s.silent > 0`,
  /** Units to telephone, together for each round. */
  call: (sql, top) => sql`
    select 'call', r.key, k.id, ${stageText(sql, { round: 'r', campaign: 'k' })}, null, '{}'::jsonb, count(*)::int,
           min(r.locks_at), campaign_now(k.id), k.definition ->> 'zone'
    from call_list c join rounds r on r.id = c.round_id join campaigns k on k.id = c.campaign_id
    join regions g on g.code = c.unit_code
    left join asks u on u.round_id = c.round_id and u.unit_code = c.unit_code
    where ${runs(sql)} and r.state = 'open' and c.closed_at is null and u.reported_at is null
      and ${within(sql, top, 'g.path')}
    group by r.key, r.stage, r.title, k.id`,
  /** Cases that the reader's own region answers; without a region, those at the top of campaigns. */
  case: (sql, top) => sql`
    select 'case', f.id::text, k.id, k.definition #> array['cases', f.kind, 'name'], g.name, ${word(sql, sql`f.kind`)}, 1,
           case when f.state = 'asked' then f.due_at end, campaign_now(k.id), k.definition ->> 'zone'
    from cases f join campaigns k on k.id = f.campaign_id join regions g on g.code = f.region_code
    where ${runs(sql)} and f.state <> 'closed'
      and f.assignee_code = ${top === null ? sql`k.scope` : sql`${top}`}`,
  /** Rounds of the plan whose last days have come, with the units of the reader's region that are silent. */
  round: (sql, top) => sql`
    select 'round', r.key, k.id, ${stageText(sql, { round: 'r', campaign: 'k' })}, null, '{}'::jsonb, count(*)::int,
           min(case when r.due_at > campaign_now(k.id) then r.due_at else r.locks_at end), campaign_now(k.id),
           k.definition ->> 'zone'
    from rounds r join campaigns k on k.id = r.campaign_id join asks u on u.round_id = r.id
    join regions x on x.code = u.unit_code
    where ${runs(sql)} and r.state = 'open' and r.origin = 'plan' and u.reported_at is null
      and r.due_at < campaign_now(k.id) + ${DAYS_BEFORE} * interval '1 day' and ${within(sql, top, 'x.path')}
    group by r.key, r.stage, r.title, k.id`,
};
