-- Somebody lets a stage of delivery be closed although rows lack something without a reason, or a note still carries
-- something; the audit log has the reason. Another person closes it then: the permit is used once.
create table closing_permits (
  id              bigint generated always as identity primary key,
  campaign_id     text not null references campaigns on delete cascade,
  -- Stage or round, and the area; all areas when null.
  key             text not null,
  area            text references regions,
  at              timestamptz not null,
  account_id      bigint references accounts on delete set null,
  by_name         text,
  used_at         timestamptz,
  used_account_id bigint references accounts on delete set null,
  used_by_name    text
);
create index closing_permits_by_campaign on closing_permits (campaign_id);
create index closing_permits_by_area on closing_permits (area) where area is not null;
create index closing_permits_by_account on closing_permits (account_id) where account_id is not null;
create index closing_permits_by_user on closing_permits (used_account_id) where used_account_id is not null;

create function permit_of_another() returns trigger language plpgsql as $$
begin
  if new.used_at is distinct from old.used_at then
    if old.used_at is not null then
      raise exception 'a permit is used once' using errcode = 'ND001';
    end if;
    if coalesce('account:' || new.used_account_id, 'name:' || new.used_by_name) =
       coalesce('account:' || old.account_id, 'name:' || old.by_name) then
      raise exception 'who permits it does not close it' using errcode = 'ND012';
    end if;
  end if;
  return new;
end $$;
create trigger closing_permits_by_two_hands before update on closing_permits
  for each row execute function permit_of_another();

-- What a visit or a delivery says of the rest stands as its reason (domain/ledger/undelivered.ts has the same words).
create function delivery_explains() returns trigger language plpgsql as $$
begin
  update entries e set undelivered_because = d.because
  from (
    select distinct on (entry_id) entry_id, coalesce(rest, outcome) as because from added
    where rest is not null or outcome in ('refused', 'unreached') order by entry_id, id desc) d
  where e.id = d.entry_id and e.undelivered_because is distinct from d.because;
  return null;
end $$;
create trigger deliveries_explain after insert on deliveries referencing new table as added
  for each statement execute function delivery_explains();
