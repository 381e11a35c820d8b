-- Why a row has not got what it is entitled to, a word (domain/ledger/undelivered.ts). A row that is held, returned or a
-- twin needs none: its state says it.
alter table entries add column undelivered_because text;
-- What came back from rows is little beside what was handed over.
create index transfers_returned on transfers (campaign_id) where kind = 'return' and from_account like 'with:%';

-- Who fixed what a row is entitled to does not raise it, and who raised it last does not raise it again.
create function raised_by_two_hands() returns trigger language plpgsql as $$
begin
  if exists (
    select from added d
    join entries e on e.id = d.entry_id
    join lists l on l.campaign_id = e.campaign_id and l.id = e.list
    cross join lateral (
      select array_position(l.track, 'approve') as approve,
             (select min(nr) from unnest(l.track) with ordinality t(step, nr) where step in ('announce', 'deliver')) as public) t
    -- The step at which an entitlement is frozen (domain/list/entitled.ts).
    cross join lateral (select l.track[coalesce(t.approve, case when t.public > 2 then t.public - 1 else t.public end)] as step) f
    cross join lateral (
      select p.* from deeds p
      where p.entry_id = d.entry_id and p.id < d.id and p.kind in (f.step, 'raise') order by p.id desc limit 1) p
    where d.kind = 'raise' and hand_of(row(d.*)::deeds) = hand_of(row(p.*)::deeds))
  then
    raise exception 'the amount was decided by the same hand' using errcode = 'ND002';
  end if;
  return null;
end $$;
create trigger deeds_raised_by_two_hands after insert on deeds referencing new table as added
  for each statement execute function raised_by_two_hands();
