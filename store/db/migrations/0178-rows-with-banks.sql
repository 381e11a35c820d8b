-- A row that a bank has been asked to pay stands as it was asked for: it neither leaves its list nor goes on in its track, is
-- entitled to the same, and has the same account. It may be held and move to another unit. A key that seals it anew is no
-- change.
create function rows_stay_with_banks() returns trigger language plpgsql set enable_seqscan = off as $$
declare
  wrong bigint;
begin
  if not exists (select from bank_lines where state = 'open') then return null; end if;
  select a.id into wrong
  from after a join before b using (id)
  where (a.done <> b.done or a.state <> b.state and a.state in ('returned', 'twin', 'out') or a.entitled is distinct from b.entitled
         or a.sealed is distinct from b.sealed and a.key_no is not distinct from b.key_no)
    and exists (select from bank_lines l where l.entry_id = a.id and l.state = 'open') limit 1;
  if wrong is not null then
    raise exception 'a bank has been asked to pay row %', wrong using errcode = 'ND020';
  end if;
  return null;
end $$;
create trigger entries_stay_with_banks after update on entries referencing old table as before new table as after
  for each statement execute function rows_stay_with_banks();

-- Nor is the money handed over by another way meanwhile. The lock makes who asks a bank at this moment wait, or be seen.
create function money_stays_with_banks() returns trigger language plpgsql set enable_seqscan = off as $$
declare
  wrong bigint;
begin
  if not exists (select from added where kind = 'deliver' and item = 'cny')
     or not exists (select from bank_batches b where b.campaign_id in (select campaign_id from added)) then return null; end if;
  perform 1 from entries e
  join (select split_part(to_account, ':', 2)::bigint as id from added where kind = 'deliver' and item = 'cny') a using (id)
  order by e.id for share of e;
  select l.entry_id into wrong
  from added a join bank_lines l on l.entry_id = split_part(a.to_account, ':', 2)::bigint and l.purse = a.purse and l.state = 'open'
  where a.kind = 'deliver' and a.item = 'cny' limit 1;
  if wrong is not null then
    raise exception 'a bank has been asked to pay row %', wrong using errcode = 'ND020';
  end if;
  return null;
end $$;
create trigger transfers_4_not_with_banks after insert on transfers referencing new table as added
  for each statement execute function money_stays_with_banks();
