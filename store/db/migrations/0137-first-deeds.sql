-- The same rule as in 0136. A row's first deed, such as its proposal, has no deed before it: that is looked up first, so
-- that an import of half a million rows is not slowed down by it. Deeds are found by their row in any case: `+ 0` keeps
-- Postgres, which believes that a table without statistics is empty, from reading all of them by their number.
create or replace function steps_by_two_hands() returns trigger language plpgsql set enable_seqscan = off as $$
declare
  wrong bigint;
begin
  select count(*) into wrong
  from added d
  cross join lateral (select from deeds where entry_id = d.entry_id and id + 0 < d.id limit 1) earlier
  cross join lateral (select campaign_id, list from entries where id = d.entry_id offset 0) e
  cross join lateral (
    select track from lists where campaign_id = e.campaign_id and id = e.list and apart offset 0) l
  cross join lateral (
    select p.kind, p.account_id, p.contact_id, p.by_name from deeds p
    where p.entry_id = d.entry_id and p.id + 0 < d.id and p.kind = any(l.track) order by p.id + 0 desc limit 1) p
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
