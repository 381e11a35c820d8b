-- Keyed digests of the accounts of rows, so that an audit finds one account that stands for many. They are made when
-- somebody asks, and made anew when what is sealed of a row has changed; null for a row without an account.
create table account_digests (
  entry_id bigint primary key references entries on delete cascade,
  digest   bytea check (length(digest) = 16)
);
create index account_digests_same on account_digests (digest) where digest is not null;

create function account_changes() returns trigger language plpgsql as $$
begin
  delete from account_digests where entry_id = new.id;
  return null;
end $$;
create trigger entries_account_changes after update of sealed on entries for each row
  when (old.sealed is distinct from new.sealed) execute function account_changes();
