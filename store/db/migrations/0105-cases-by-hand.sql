-- A case may be about a row of a list or a posting, and may follow another case.
alter table cases
  add column entry_id    bigint references entries on delete cascade,
  -- Of a table that comes later.
  add column posting_id  bigint,
  add column follows_id  bigint references cases on delete set null,
  -- The deadline of the first answer: what "in time" means for the whole case.
  add column answer_by   timestamptz,
  -- The reasons of the last answer, without names by request.
  add column reason      text check (length(reason) <= 300),
  add column reopened_at timestamptz;
create index cases_by_entry on cases (entry_id) where entry_id is not null;
create index cases_by_posting on cases (posting_id) where posting_id is not null;
create index cases_by_follows on cases (follows_id) where follows_id is not null;
-- Nobody is asked twice about one matter: one open case for each row and kind.
create unique index cases_one_of_entry on cases (entry_id, kind) where state <> 'closed' and entry_id is not null;

-- What somebody has said who raised a case: one case may be raised by several. Who it was and what was said is sealed,
-- and is shown only to those who answer.
create table case_statements (
  id         bigint generated always as identity primary key,
  case_id    bigint not null references cases on delete cascade,
  -- The number that the sender keeps.
  receipt    text not null unique,
  -- The sender's key: a second sending gives the first receipt.
  submission uuid unique,
  raised_by  text not null check (raised_by in ('account', 'contact', 'public')),
  account_id bigint references accounts on delete set null,
  contact_id bigint references contacts on delete set null,
  sealed     bytea,
  key_no     smallint references people_keys,
  said_at    timestamptz not null,
  check ((sealed is null) = (key_no is null))
);
create index case_statements_by_case on case_statements (case_id);
create index case_statements_by_key on case_statements (key_no) where key_no is not null;
create index case_statements_by_account on case_statements (account_id) where account_id is not null;
create index case_statements_by_contact on case_statements (contact_id) where contact_id is not null;
