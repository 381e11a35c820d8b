-- What one row counted as so many persons is so many cases now: the first of each report in one lot, and so on. Rounds
-- that were asked before were about all of them.
insert into case_lots (campaign_id, kind, area, key, origin_round_id, number, alert_id, workflow_id, opened_at)
select distinct on (a.campaign_id, a.key, n, coalesce(r.area, a.unit_code))
       a.campaign_id, 'refusal', coalesce(r.area, a.unit_code), concat(a.key, '.refusal-', n), r.id, n, f.alert_id,
       concat('campaign/', a.campaign_id, '/cases/', a.key, '.refusal-', n, '/', coalesce(r.area, a.unit_code)), f.opened_at
from follow_ups f join asks a on a.id = f.ask_id left join rounds r on r.id = a.round_id
cross join generate_series(1, greatest(f.persons, 1)) n
order by a.campaign_id, a.key, n, coalesce(r.area, a.unit_code), f.opened_at;

insert into cases (campaign_id, kind, lot_id, region_code, assignee_code, ask_id, number, alert_id, state, rounds, outcome,
                   opened_at, closed_at)
select f.campaign_id, 'refusal', l.id, a.unit_code, a.unit_code, f.ask_id, n, f.alert_id,
       case f.state when 'closed' then 'closed' else 'waiting' end, f.visits,
       case f.state when 'closed' then coalesce(f.outcome, 'handed-over') else f.outcome end, f.opened_at,
       case f.state when 'closed' then coalesce(f.closed_at, f.opened_at) end
from follow_ups f join asks a on a.id = f.ask_id left join rounds r on r.id = a.round_id
cross join generate_series(1, greatest(f.persons, 1)) n
join case_lots l on l.campaign_id = a.campaign_id and l.key = concat(a.key, '.refusal-', n) and l.area = coalesce(r.area, a.unit_code)
order by f.id, n;
drop table follow_ups;
