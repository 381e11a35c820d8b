-- A list that a unit has handed over on paper: with that the unit has reported; who took it owes its rows (case `keying`).
create table list_papers (
  id               bigint generated always as identity primary key,
  ask_id           bigint not null references asks on delete cascade,
  campaign_id      text not null,
  list             text not null,
  -- The number on the slip. It is one of the reports' numbers, also where the unit had reported by its phone before.
  receipt          text not null unique,
  case_id          bigint references cases on delete set null,
  handed_over      timestamptz not null,
  -- As many rows as the slip says.
  rows             integer not null check (rows > 0),
  -- The sender's key: the same paper sent twice is one.
  submission       uuid unique,
  taken_at         timestamptz not null,
  taken_account    bigint references accounts on delete set null,
  taken_by         text,
  -- After the lock somebody above has let it be keyed; why is in the audit log.
  opened_at        timestamptz,
  keyed_at         timestamptz,
  keyed_account    bigint references accounts on delete set null,
  keyed_by         text,
  -- A second person has read it back.
  compared_at      timestamptz,
  compared_account bigint references accounts on delete set null,
  compared_by      text,
  void_at          timestamptz,
  foreign key (campaign_id, list) references lists on delete cascade
);
create unique index list_papers_open on list_papers (ask_id) where compared_at is null and void_at is null;
create index list_papers_by_ask on list_papers (ask_id);
create index list_papers_by_list on list_papers (campaign_id, list, id);
create index list_papers_by_case on list_papers (case_id) where case_id is not null;
create index list_papers_by_taker on list_papers (taken_account) where taken_account is not null;
create index list_papers_by_keyer on list_papers (keyed_account) where keyed_account is not null;
create index list_papers_by_comparer on list_papers (compared_account) where compared_account is not null;

-- The photo of each stamped and signed sheet, sealed.
create table list_paper_sheets (
  id       bigint generated always as identity primary key,
  paper_id bigint not null references list_papers on delete cascade,
  nr       integer not null check (nr > 0),
  sealed   bytea,
  key_no   smallint references people_keys,
  unique (paper_id, nr),
  check ((sealed is null) = (key_no is null))
);
create index list_paper_sheets_by_key on list_paper_sheets (key_no) where key_no is not null;

-- The rows that stand on a paper, by the id of who sent them; a row that phone and paper both bring is one row of the list.
create table list_paper_rows (
  paper_id bigint not null references list_papers on delete cascade,
  row      uuid not null,
  entry_id bigint not null references entries on delete cascade,
  sheet    integer,
  -- The phone has sent it after the paper was keyed.
  later    boolean not null default false,
  -- Fields in which the two differ: [{field, kept, sent}]; of personal ones and of texts without their values.
  differs  jsonb,
  primary key (paper_id, row)
);
create index list_paper_rows_by_entry on list_paper_rows (entry_id);
create index list_paper_rows_by_row on list_paper_rows (row);

-- 已交未录: the list is here on paper, and its rows are not keyed yet. Neither missing nor nothing.
alter table asks add column on_paper boolean not null default false;
alter table reports drop constraint if exists reports_via_check;
alter table reports add constraint reports_via_check check (via in ('form', 'api', 'cli', 'sms', 'paper'));
