-- Looks up each changed row by itself: a join with all that hangs took minutes when a county's postings closed.
create or replace function posted_row_stays() returns trigger language plpgsql as $$
begin
  if exists (select from after where state in ('out', 'returned')) then
    update posted_rows p set off_at = a.changed_at from after a join before b using (id)
    where p.entry_id = a.id and p.off_at is null and a.state in ('out', 'returned') and b.state <> a.state;
  end if;
  if exists (
    select from after a join before b using (id)
    cross join lateral (
      select 1 from posted_rows p join postings o on o.id = p.posting_id
      where p.entry_id = a.id and p.off_at is null and o.state = 'open' limit 1) hanging
    where (a.category, a.heads, a.done) is distinct from (b.category, b.heads, b.done)
      -- Corrected answers are sealed anew, by the same key; a rotation of keys and an erasure change nothing that hangs.
      or a.sealed <> b.sealed and a.key_no = b.key_no)
  then
    raise exception 'a row stays as it is while it is posted' using errcode = 'ND006';
  end if;
  return null;
end $$;
