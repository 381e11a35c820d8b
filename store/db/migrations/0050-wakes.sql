-- Tells the loops of all processes that there is work: they look every few seconds anyway, so that news that is lost is
-- found then. Postgres lets transactions that tell commit one after the other: what is written in thousands a second
-- (reports, messages that go well) does not tell.

create function tell() returns trigger language plpgsql as $$
begin
  perform pg_notify(tg_argv[0], '');
  return null;
end $$;

-- A message did not reach its person: the next way is looked for.
create trigger messages_undelivered_at_once after insert on messages for each row
  when (new.state in ('failed', 'suppressed') and new.send = 'first' and new.fallen_back_at is null)
  execute function tell('undelivered');
create trigger messages_undelivered after update of state on messages for each row
  when (new.state in ('failed', 'suppressed') and new.send = 'first' and new.fallen_back_at is null and old.state <> new.state)
  execute function tell('undelivered');
-- A message that waited may go out now: another provider is there, there is money again, a warning is over.
create trigger messages_released after update of state, release_at on messages for each row
  when (new.state in ('held', 'retry') and new.release_at <= clock_timestamp())
  execute function tell('outbox');

create trigger corrections_told after insert on corrections for each statement execute function tell('corrections');

-- A campaign begins, its clock moves, it is paused, goes on, ends.
create trigger campaigns_told after insert or update of clock_at, state, ended_at on campaigns
  for each statement execute function tell('campaigns');

create trigger audit_unsealed_told after insert on audit_unsealed for each statement execute function tell('audit');
