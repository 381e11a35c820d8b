-- A unit whose list is here on paper is not short of rows: they are not counted before they are keyed.
create or replace function quota_progress(of_round text, share numeric, by timestamptz, within text default null)
returns table (unit_code text, rows integer, wanted integer, slots integer) language sql stable as $$
  select a.unit_code, h.rows, ceil(round(share * q.slots, 6))::integer, q.slots
  from rounds r
  join asks a on a.round_id = r.id and not a.on_paper
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
