-- Who has no duty for a region any more opens nothing there: the links in the messages before end, whatever statement
-- has changed it. And the register keeps nobody who has no duty at all: what hangs on them (messages, reports) stays, as
-- that of nobody.
create function hand_over() returns trigger language plpgsql as $$
begin
  update links set revoked_at = clock_timestamp()
  where contact_id = old.contact_id and region_code = old.region_code and revoked_at is null;
  update contacts k set name = null, phone = null, email = null, phone_bad = null, email_bad = null, opted_out = false
  where k.id = old.contact_id and not exists (select from duties d where d.contact_id = k.id);
  return null;
end $$;
create trigger handed_over after update of contact_id on duties for each row
  when (old.contact_id <> new.contact_id) execute function hand_over();
create trigger given_up after delete on duties for each row execute function hand_over();
