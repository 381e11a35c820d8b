-- The board as it hung, at the start and at the end: evidence. Never a person.
create table posting_photos (
  posting_id bigint not null references postings on delete cascade,
  -- SHA-256 of the file as it was sent, in hex.
  id         text not null check (id ~ '^[0-9a-f]{64}$'),
  moment     text not null check (moment in ('start', 'end')),
  -- JPEG, without what tells where it was taken.
  bytes      bytea not null,
  at         timestamptz not null,
  primary key (posting_id, id)
);
alter table posting_photos alter column bytes set storage external;

-- A paper that was handed over in time and keyed later: its photo, sealed, with who wrote it and what.
create table posting_papers (
  id          bigint generated always as identity primary key,
  case_id     bigint not null references cases on delete cascade,
  handed_over date not null,
  sealed      bytea,
  key_no      smallint references people_keys,
  check ((sealed is null) = (key_no is null))
);
create index posting_papers_by_case on posting_papers (case_id);
create index posting_papers_by_key on posting_papers (key_no) where key_no is not null;
