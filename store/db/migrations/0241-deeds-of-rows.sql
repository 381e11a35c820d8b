-- For half a million rows that a bank is asked to pay, and has paid. As in 0208: each check of a foreign key is a
-- statement of its own for each row, and nearly all ask the same few campaigns, acts and batches again and again. What a
-- deed, a line of a batch or a transfer is of is now asked once for all rows of a statement, and more is asked: a deed is
-- of its row's campaign, a line of its batch's list, a transfer of its act's campaign. What it is of is locked against
-- removal, as a foreign key does; when it is removed, it takes along what a foreign key would.

alter table deeds
  drop constraint deeds_campaign_id_fkey,
  drop constraint deeds_entry_id_fkey,
  drop constraint deeds_unit_code_fkey;

create function deeds_are_of_rows() returns trigger language plpgsql
  set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off as $$
declare
  wrong bigint;
  unit text;
begin
  select a.unit_code into unit from (select distinct unit_code from added) a
  left join lateral (select true as there from regions r where r.code = a.unit_code for key share) r on true
  where r.there is null limit 1;
  if unit is not null then
    raise exception 'there is no region %', unit using errcode = 'foreign_key_violation';
  end if;
  select a.id into wrong from added a
  left join lateral (select e.campaign_id from entries e where e.id = a.entry_id for key share) e on true
  left join lateral (select c.campaign_id from cases c where c.id = a.case_id and a.entry_id is null for key share) c on true
  where coalesce(e.campaign_id, c.campaign_id) is distinct from a.campaign_id limit 1;
  if wrong is not null then
    raise exception 'deed % is of no row and no case of its campaign', wrong using errcode = 'foreign_key_violation';
  end if;
  return null;
end $$;
create trigger deeds_are_of_rows after insert on deeds referencing new table as added
  for each statement execute function deeds_are_of_rows();

create function regions_of_deeds_stay() returns trigger language plpgsql as $$
declare
  codes text[];
begin
  select array_agg(g.code) into codes from gone g where not exists (select from regions r where r.code = g.code);
  if exists (select from deeds d where d.unit_code = any(codes)) then
    raise exception 'deeds are of these regions' using errcode = 'foreign_key_violation';
  end if;
  return null;
end $$;
create trigger regions_of_deeds_stay after delete on regions referencing old table as gone
  for each statement execute function regions_of_deeds_stay();
create trigger regions_of_deeds_keep_codes after update on regions referencing old table as gone
  for each statement execute function regions_of_deeds_stay();

-- A delivery goes with its row's deeds. It comes with a new one, whose row is locked.
alter table deliveries drop constraint deliveries_deed_id_fkey;

create or replace function deliveries_are_of_deeds() returns trigger language plpgsql
  set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off as $$
declare
  wrong bigint;
begin
  select a.id into wrong from added a left join deeds d on d.id = a.deed_id
  where d.id is null or (d.campaign_id, d.entry_id) is distinct from (a.campaign_id, a.entry_id) limit 1;
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

alter table bank_lines
  drop constraint bank_lines_batch_id_fkey,
  drop constraint bank_lines_entry_id_fkey;

create function bank_lines_are_of_rows() returns trigger language plpgsql
  set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off as $$
declare
  wrong bigint;
begin
  perform 1 from bank_batches b
  where b.id = any(array(select distinct batch_id from added)) order by b.id for key share;
  select a.entry_id into wrong from added a
  left join lateral (select b.campaign_id, b.list from bank_batches b where b.id = a.batch_id offset 0) b on true
  left join lateral (select e.campaign_id, e.list from entries e where e.id = a.entry_id for key share) e on true
  where b.list is null or (e.campaign_id, e.list) is distinct from (b.campaign_id, b.list) limit 1;
  if wrong is not null then
    raise exception 'row % is not of the list of its batch', wrong using errcode = 'foreign_key_violation';
  end if;
  return null;
end $$;
create trigger bank_lines_0_are_of_rows after insert on bank_lines referencing new table as added
  for each statement execute function bank_lines_are_of_rows();

create function rows_take_along() returns trigger language plpgsql as $$
begin
  -- Rows go with their list, and so do its batches: this is for all others, and reads the lines once.
  delete from bank_lines l using gone g where l.entry_id = g.id;
  delete from deliveries v using gone g where v.entry_id = g.id;
  delete from deeds d using gone g where d.entry_id = g.id;
  return null;
end $$;
create trigger entries_take_along after delete on entries referencing old table as gone
  for each statement execute function rows_take_along();

create function batches_take_along() returns trigger language plpgsql as $$
begin
  delete from bank_lines l using gone g where l.batch_id = g.id;
  return null;
end $$;
create trigger bank_batches_take_along after delete on bank_batches referencing old table as gone
  for each statement execute function batches_take_along();

-- Balances are written by the trigger of transfers only, so their campaign is that of an act.
alter table transfers drop constraint transfers_act_id_fkey;
alter table balances drop constraint balances_campaign_id_fkey;

create function transfers_are_of_acts() returns trigger language plpgsql
  set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off as $$
declare
  wrong bigint;
begin
  select a.act_id into wrong from (select distinct act_id, campaign_id from added) a
  left join lateral (select l.campaign_id from ledger_acts l where l.id = a.act_id for key share) l on true
  where l.campaign_id is distinct from a.campaign_id limit 1;
  if wrong is not null then
    raise exception 'there is no act % of the campaign', wrong using errcode = 'foreign_key_violation';
  end if;
  return null;
end $$;
create trigger transfers_0_are_of_acts after insert on transfers referencing new table as added
  for each statement execute function transfers_are_of_acts();

-- An act goes with its campaign only, and takes its transfers along.
create function act_goes_with_campaign() returns trigger language plpgsql as $$
begin
  if not exists (select from campaigns c where c.id = old.campaign_id) then return old; end if;
  raise exception 'an act of the ledger stays as it was written' using errcode = 'ND001';
end $$;
create trigger ledger_acts_go_with_campaigns before delete on ledger_acts
  for each row execute function act_goes_with_campaign();

create function acts_take_along() returns trigger language plpgsql as $$
begin
  delete from transfers t using gone g where t.act_id = g.id;
  return null;
end $$;
create trigger ledger_acts_take_along after delete on ledger_acts referencing old table as gone
  for each statement execute function acts_take_along();

create function campaigns_take_balances() returns trigger language plpgsql as $$
begin
  delete from balances b using gone g where b.campaign_id = g.id;
  return null;
end $$;
create trigger campaigns_take_balances after delete on campaigns referencing old table as gone
  for each statement execute function campaigns_take_balances();
