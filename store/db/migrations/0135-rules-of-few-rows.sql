-- The same rules as before, for thirty rows of a list that has just grown: Postgres has no statistics of it yet, so the
-- indexes are prescribed.

-- Looks up each deed's row, and the deed before: a join by hash read the whole list at each sending of a village.
create or replace function steps_by_two_hands() returns trigger language plpgsql
  set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off as $$
declare
  wrong bigint;
begin
  select count(*) into wrong
  from added d
  join entries e on e.id = d.entry_id
  join lists l on l.campaign_id = e.campaign_id and l.id = e.list and l.apart
  cross join lateral (
    select p.kind, p.account_id, p.contact_id, p.by_name from deeds p
    where p.entry_id = d.entry_id and p.id < d.id and p.kind = any(l.track) order by p.id desc limit 1) p
  -- Giving out and looking in again is one hand's work as often as not.
  where d.kind = any(l.track) and d.kind not in ('deliver', 'follow', 'announce') and d.kind <> p.kind
    -- An account, else a contact, else a name: as hand_of has it.
    and case when d.account_id is not null or p.account_id is not null then d.account_id = p.account_id
             when d.contact_id is not null or p.contact_id is not null then d.contact_id = p.contact_id
             else d.by_name = p.by_name end;
  if wrong > 0 then
    raise exception 'the step before was done by the same hand' using errcode = 'ND002';
  end if;
  return null;
end $$;

-- Whoever was merged into somebody else is found by the ID number too; people_by_id_number holds the others.
create index people_merged_by_id_number on people (kind, id_digest) where id_digest is not null and merged_into is not null;

-- 兼, as before; the other rows are found by the person, never by reading the list.
create or replace view rows_beside as
  select e.id, e.campaign_id, e.list
  from entries e join lists l on l.campaign_id = e.campaign_id and l.id = e.list and l.once is not null
  where e.state in ('in', 'held', 'returned') and exists (
    select from (select * from entries of_subject where of_subject.subject_id = e.subject_id offset 0) o
    join lists ol on ol.campaign_id = o.campaign_id and ol.id = o.list
    where o.campaign_id = e.campaign_id and o.id <> e.id
      and o.state in ('in', 'held', 'returned') and l.once -> 'across' ? o.list
      and (coalesce((ol.once -> 'ranks' ->> o.category)::bigint, 0), o.proposed_at, o.id)
        < (coalesce((l.once -> 'ranks' ->> e.category)::bigint, 0), e.proposed_at, e.id));
