-- The amount that the late standards of a purse give for each household or person: it follows from what was raised. One
-- hand proposes it, another sets it where the definition says so, and it stays from the first approval on.
create table late_standards (
  id           bigint generated always as identity primary key,
  campaign_id  text not null references campaigns on delete cascade,
  purse        text not null,
  -- Fen in all, and among how many heads; `total % heads` of them get one fen more.
  total        bigint not null check (total between 1 and 1000000000000000),
  heads        bigint not null check (heads > 0),
  apart        boolean not null,
  at           timestamptz not null,
  account_id   bigint references accounts on delete set null,
  by_name      text,
  set_at       timestamptz,
  set_account  bigint references accounts on delete set null,
  set_name     text,
  -- Heads that have got their one fen more.
  given        bigint not null default 0 check (given >= 0),
  replaced_by  bigint references late_standards,
  check (given <= total % heads)
);
create index late_standards_by_campaign on late_standards (campaign_id, purse, id);
create unique index late_standards_once on late_standards (campaign_id, purse) where set_at is not null and replaced_by is null;
create index late_standards_by_account on late_standards (account_id) where account_id is not null;
create index late_standards_by_setter on late_standards (set_account) where set_account is not null;
create index late_standards_by_next on late_standards (replaced_by) where replaced_by is not null;

create function late_standard_of_two_hands() returns trigger language plpgsql as $$
begin
  if (to_jsonb(new) - '{account_id,by_name,set_at,set_account,set_name,given,replaced_by}'::text[]) is distinct from
     (to_jsonb(old) - '{account_id,by_name,set_at,set_account,set_name,given,replaced_by}'::text[])
    or old.set_at is not null and new.set_at is distinct from old.set_at then
    raise exception 'an amount stays as it was proposed, and is set once' using errcode = 'ND001';
  end if;
  if new.apart and old.set_at is null and new.set_at is not null
    and coalesce('account:' || new.set_account, 'name:' || new.set_name)
        is not distinct from coalesce('account:' || old.account_id, 'name:' || old.by_name) then
    raise exception 'who proposed an amount does not set it' using errcode = 'ND012';
  end if;
  return new;
end $$;
create trigger late_standards_by_two_hands before update on late_standards
  for each row execute function late_standard_of_two_hands();
