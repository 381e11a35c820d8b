-- Rows that each unit of a round has handed in strictly before an instant, and what a milestone of its quota wants by then:
-- the share of its slots, rounded up. A row that is struck later counts all the same; one that gave its slot back before
-- does not, because the unit could name another. Slots are those of that instant. The share is exact: 0.7 of 10 are 7.
create function quota_progress(of_round text, share numeric, by timestamptz, within text default null)
returns table (unit_code text, rows integer, wanted integer, slots integer) language sql stable as $$
  select a.unit_code, h.rows, ceil(round(share * q.slots, 6))::integer, q.slots
  from rounds r
  join asks a on a.round_id = r.id
  join regions g on g.code = a.unit_code and (within is null or starts_with(g.path, within))
  cross join lateral (
    select coalesce(sum(q.slots - coalesce((
             select sum(c.after - c.before) from quota_changes c
             where c.campaign_id = q.campaign_id and c.list = q.list and c.category = q.category and c.unit_code = q.unit_code
               and c.at >= by), 0)), 0)::integer as slots
    from quotas q where q.campaign_id = r.campaign_id and q.list = r.list and q.unit_code = a.unit_code) q
  cross join lateral (
    select count(*)::integer as rows from handed_in h
    where h.campaign_id = r.campaign_id and h.list = r.list and h.unit_code = a.unit_code
      and h.at < by and (h.freed_at is null or h.freed_at >= by)) h
  where r.id = of_round and q.slots > 0
$$;

-- Messages to units below a milestone, and to their superiors, go out while there is somebody below it.
alter table messages drop constraint messages_needed_check,
  add constraint messages_needed_check check (needed in ('silent', 'open', 'always', 'short'));
