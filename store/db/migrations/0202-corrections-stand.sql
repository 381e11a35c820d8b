-- A correction is not undone itself: what it has undone is booked anew. So a transfer with a correction never counts, and
-- no figure has to follow a chain of them.
create function corrections_stand() returns trigger language plpgsql as $$
begin
  if exists (select from transfers r where r.id = new.reverses and r.reverses is not null) then
    raise exception 'a correction is not undone' using errcode = 'ND024';
  end if;
  return new;
end $$;

create trigger corrections_stand before insert on transfers
  for each row when (new.reverses is not null) execute function corrections_stand();
