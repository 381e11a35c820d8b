-- Those who are helped, and who helps them. They outlive campaigns; nothing here is readable without PEOPLE_KEY.
create table people (
  id          bigint generated always as identity primary key,
  kind        text not null check (kind in ('household', 'person', 'enterprise', 'place', 'helper')),
  region_code text not null references regions,
  -- The head of a household, a person.
  head_id     bigint references people,
  -- What was known last: name, ID number, birthday, phone, address, account (store/people/sealed/).
  sealed      bytea,
  key_no      smallint references people_keys,
  -- Keyed digests for exact search, of the ID number, the name, and name + birth year + township.
  id_digest   bytea,
  name_digest bytea,
  hint_digest bytea,
  -- Why there is no ID number, in a word; two people without one are never the same by themselves.
  no_id       text check (no_id ~ '^[a-z-]{1,30}$'),
  -- The name for lists and postings: 王**.
  shown       text not null,
  -- The same person, found later: this row stays for what refers to it.
  merged_into bigint references people,
  erase_after date,
  erased_at   timestamptz,
  made_at     timestamptz not null default clock_timestamp(),
  check ((sealed is null) = (key_no is null)),
  check ((kind = 'household') = (head_id is not null)),
  check (id_digest is null or no_id is null),
  check (merged_into <> id),
  check (erased_at is null or num_nonnulls(sealed, id_digest, name_digest, hint_digest) = 0)
);
create unique index people_by_id_number on people (kind, id_digest)
  where id_digest is not null and merged_into is null;
create unique index people_household_of_head on people (head_id) where head_id is not null and merged_into is null;
create index people_by_name on people (name_digest) where name_digest is not null;
create index people_by_hint on people (hint_digest) where hint_digest is not null;
create index people_by_region on people (region_code, id);
create index people_by_head on people (head_id) where head_id is not null;
create index people_by_merged on people (merged_into) where merged_into is not null;
create index people_by_key on people (key_no) where key_no is not null;
create index people_by_erase_after on people (erase_after) where erase_after is not null and erased_at is null;

-- Who belongs to which household, and since when.
create table memberships (
  id           bigint generated always as identity primary key,
  household_id bigint not null references people on delete cascade,
  person_id    bigint not null references people on delete cascade,
  -- To the head, by GB/T 4761 (domain/people/relations.ts).
  relation     text not null check (relation ~ '^[0-9]{2}$'),
  from_day     date not null,
  until_day    date,
  check (until_day is null or until_day >= from_day)
);
-- A person is in one household at a time.
create unique index memberships_now on memberships (person_id) where until_day is null;
create index memberships_by_person on memberships (person_id);
create index memberships_by_household on memberships (household_id);
