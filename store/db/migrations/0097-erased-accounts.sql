-- An erased account stays disabled: nobody could say any more whose it is.
alter table accounts add column erased_at timestamptz;
update accounts set erased_at = disabled_at where login = 'erased-' || id and disabled_at is not null;
alter table accounts add constraint erased_is_disabled check (erased_at is null or disabled_at is not null);
