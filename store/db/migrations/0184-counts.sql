-- What somebody has counted in a store, against what the books said at that moment. Another person confirms it; then the
-- difference is booked, whatever has moved meanwhile.
create table counts (
  id          bigint generated always as identity primary key,
  campaign_id text not null references campaigns on delete cascade,
  region_code text not null references regions,
  item        text not null,
  purse       text not null,
  expected    bigint not null check (expected >= 0),
  found       bigint not null check (found between 0 and 1000000000000),
  at          timestamptz not null,
  account_id  bigint references accounts on delete set null,
  by_name     text,
  -- The act of the one who confirmed it; a count that fits needs none, and neither does one that another has replaced.
  act_id      bigint unique references ledger_acts,
  replaced_by bigint references counts,
  check (num_nonnulls(act_id, replaced_by) < 2)
);
create index counts_by_campaign on counts (campaign_id, id);
create index counts_by_region on counts (region_code);
create index counts_by_account on counts (account_id) where account_id is not null;
create index counts_by_next on counts (replaced_by) where replaced_by is not null;

create function count_of_two_hands() returns trigger language plpgsql as $$
begin
  if (to_jsonb(new) - '{account_id,by_name,act_id,replaced_by}'::text[]) is distinct from
     (to_jsonb(old) - '{account_id,by_name,act_id,replaced_by}'::text[])
    or new.act_id is distinct from old.act_id and (old.act_id is not null or old.replaced_by is not null) then
    raise exception 'a count stays as it was counted, and is booked once' using errcode = 'ND001';
  end if;
  if new.act_id is distinct from old.act_id and exists (
    select from ledger_acts a
    where a.id = new.act_id and hand_of_act(a) = coalesce('account:' || old.account_id, 'name:' || old.by_name)) then
    raise exception 'who counted does not confirm it' using errcode = 'ND012';
  end if;
  return new;
end $$;
create trigger counts_by_two_hands before update on counts for each row execute function count_of_two_hands();

-- A store is corrected by what was counted there, and by nothing else; a transfer is undone by its opposite.
create function corrections_are_counted() returns trigger language plpgsql as $$
begin
  if exists (
    select from added t where t.kind = 'correct' and t.reverses is null and not exists (
      select from counts c
      where c.act_id = t.act_id and c.campaign_id = t.campaign_id and c.item = t.item and c.purse = t.purse
        and t.quantity = abs(c.found - c.expected)
        and case when c.found > c.expected then (t.from_account, t.to_account) = ('from:counted', 'store:' || c.region_code)
                 else (t.from_account, t.to_account) = ('store:' || c.region_code, 'to:counted') end))
  then
    raise exception 'a store is corrected by a count of two persons' using errcode = 'ND010';
  end if;
  return null;
end $$;
create trigger transfers_4_are_counted after insert on transfers referencing new table as added
  for each statement execute function corrections_are_counted();
