-- Photos that prove deeds with rows: people, their signatures, minutes that name them. Sealed, unlike those of reports.
create table deed_photos (
  id       bigint generated always as identity primary key,
  ask_id   bigint not null references asks on delete cascade,
  -- SHA-256 of the file as it was sent, in hex; deeds.photos names it.
  photo    text not null check (photo ~ '^[0-9a-f]{64}$'),
  -- Bytes of that file.
  size     integer not null check (size > 0),
  sealed   bytea,
  key_no   smallint references people_keys,
  came_at  timestamptz not null default clock_timestamp(),
  -- Since a deed names it; what no deed names is dropped after a month.
  named_at timestamptz,
  check ((sealed is null) = (key_no is null)),
  unique (ask_id, photo)
);
alter table deed_photos alter column sealed set storage external;
create index deed_photos_by_key on deed_photos (key_no) where key_no is not null;
create index deed_photos_unnamed on deed_photos (came_at) where named_at is null;
