-- The keys that seal personal data of those who are helped. Each is wrapped by PEOPLE_KEY, which is in no database: whoever
-- has a copy of the database alone reads nothing.
create table people_keys (
  -- Sealed values name their key by this number; a number is never used again.
  no         smallint primary key check (no > 0),
  purpose    text not null check (purpose in ('seal', 'digest')),
  wrapped    bytea not null,
  made_at    timestamptz not null default clock_timestamp(),
  -- Seals nothing new from then on; its values are sealed anew, and then the key is deleted.
  retired_at timestamptz
);
-- One key of each purpose is in use.
create unique index people_keys_in_use on people_keys (purpose) where retired_at is null;
