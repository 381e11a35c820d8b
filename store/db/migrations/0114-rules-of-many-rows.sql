-- The same rules as before (0100), for half a million rows at once: before and after are joined by hash, and hands are
-- compared by their columns.
create or replace function row_moves_on() returns trigger language plpgsql set enable_nestloop = off as $$
declare
  wrong bigint;
begin
  select count(*) into wrong
  from after a join before b using (id)
  join lists l on l.campaign_id = b.campaign_id and l.id = b.list
  where (a.done, a.state, a.category, a.burns, a.unit_code, a.slot_unit) is distinct from
        (b.done, b.state, b.category, b.burns, b.unit_code, b.slot_unit)
    and (b.state = 'out'
      or a.version <= b.version
      or a.done <> b.done and (a.done <> b.done + 1 or b.state <> 'in' or a.state <> 'in')
      or a.done > cardinality(l.track)
      or a.state in ('out', 'held', 'returned') and a.state <> b.state
         and b.done >= coalesce(array_position(l.track, 'deliver'), 1000));
  if wrong > 0 then
    raise exception 'a row goes from step to step' using errcode = 'ND003';
  end if;
  return null;
end $$;

create or replace function steps_by_two_hands() returns trigger language plpgsql as $$
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
