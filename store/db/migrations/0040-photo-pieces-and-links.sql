-- Pieces of a photo that has not come whole. Rows of their own: appending to one value rewrites all of it each time.
create table photo_pieces (
  campaign_id text not null,
  key         text not null,
  unit_code   text not null,
  photo       text not null,
  -- Where in the file it begins.
  at          integer not null check (at >= 0),
  bytes       bytea not null,
  primary key (campaign_id, key, unit_code, photo, at),
  foreign key (campaign_id, key, unit_code, photo) references photos on delete cascade
);
alter table photo_pieces alter column bytes set storage external;

insert into photo_pieces (campaign_id, key, unit_code, photo, at, bytes)
select campaign_id, key, unit_code, id, 0, bytes from photos where completed_at is null and length(bytes) > 0;
update photos set bytes = '' where completed_at is null;

-- A link is known to whoever holds the message that it came in. With another person, number or address the messages
-- before are in hands that are not meant any more, whatever statement has changed it.
create function revoke_links_of_contact() returns trigger language plpgsql as $$
begin
  update links set revoked_at = clock_timestamp() where contact_id = new.id and revoked_at is null;
  return null;
end $$;
create trigger links_end_with_their_contact after update of name, phone, email on contacts for each row
  when (old.name is distinct from new.name or old.phone is distinct from new.phone or old.email is distinct from new.email)
  execute function revoke_links_of_contact();
create index if not exists links_by_contact on links (contact_id) where revoked_at is null;
