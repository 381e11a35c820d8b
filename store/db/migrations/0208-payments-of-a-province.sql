-- For half a million rows that a bank has paid at once. Each check of a foreign key is a statement of its own for each
-- row; what a delivery says of its row, its campaign and its act is now held against its deed and its act for all rows
-- of a statement together. It goes with its deed, as the deed goes with its row.
alter table deliveries
  drop constraint deliveries_campaign_id_fkey,
  drop constraint deliveries_entry_id_fkey,
  drop constraint deliveries_act_id_fkey;

create function deliveries_are_of_deeds() returns trigger language plpgsql
  set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off as $$
declare
  wrong bigint;
begin
  select a.id into wrong from added a join deeds d on d.id = a.deed_id
  where (d.campaign_id, d.entry_id) is distinct from (a.campaign_id, a.entry_id) limit 1;
  if wrong is not null then
    raise exception 'delivery % is of another row than its deed', wrong using errcode = 'foreign_key_violation';
  end if;
  -- Acts go with their campaign only, and so do deeds.
  select a.act_id into wrong
  from (select distinct act_id, campaign_id from added where act_id is not null) a
  left join ledger_acts l on l.id = a.act_id and l.campaign_id || '' = a.campaign_id
  where l.id is null limit 1;
  if wrong is not null then
    raise exception 'there is no act %', wrong using errcode = 'foreign_key_violation';
  end if;
  return null;
end $$;
create trigger deliveries_are_of_deeds after insert on deliveries referencing new table as added
  for each statement execute function deliveries_are_of_deeds();
create trigger deliveries_are_still_of_deeds after update on deliveries referencing new table as added
  for each statement execute function deliveries_are_of_deeds();

-- The same rule as in 0178: each row is locked by its number, where all rows of the campaign were read for every fifty
-- thousand transfers.
alter function money_stays_with_banks() set enable_hashjoin = off;
alter function money_stays_with_banks() set enable_mergejoin = off;

-- The same rule as in 0137, without a look at what was handed over besides the step.
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
  -- Giving out and looking in again is one hand's work as often as not; what was given besides is no step.
  where d.kind = any(l.track) and d.kind not in ('deliver', 'follow', 'announce', 'given') and d.kind <> p.kind
    -- An account, else a contact, else a name: as hand_of has it.
    and case when d.account_id is not null or p.account_id is not null then d.account_id = p.account_id
             when d.contact_id is not null or p.contact_id is not null then d.contact_id = p.contact_id
             else d.by_name = p.by_name end;
  if wrong > 0 then
    raise exception 'the step before was done by the same hand' using errcode = 'ND002';
  end if;
  return null;
end $$;

-- The same rule as in 0182. Most deliveries explain nothing, and an update of no row is looked at as well.
create or replace function delivery_explains() returns trigger language plpgsql as $$
begin
  if not exists (select from added where rest is not null or outcome in ('refused', 'unreached')) then return null; end if;
  update entries e set undelivered_because = d.because
  from (
    select distinct on (entry_id) entry_id, coalesce(rest, outcome) as because from added
    where rest is not null or outcome in ('refused', 'unreached') order by entry_id, id desc) d
  where e.id = d.entry_id and e.undelivered_because is distinct from d.because;
  return null;
end $$;
