-- 一人一策: what somebody of a list of pairs needs, and what is meant to be done. It names people, so it is sealed.
-- A plan is written anew as a whole; who has written it, and when, stands with the deeds of its row.
create table support_plans (
  id         bigint generated always as identity primary key,
  entry_id   bigint not null unique references entries on delete cascade,
  sealed     bytea,
  key_no     smallint references people_keys,
  version    integer not null default 1 check (version > 0),
  written_at timestamptz not null,
  check ((sealed is null) = (key_no is null))
);
create index support_plans_by_key on support_plans (key_no) where key_no is not null;
