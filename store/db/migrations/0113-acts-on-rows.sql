-- What a row is entitled to: [{category, cash in fen, goods}], frozen at approval. Later lines raise or lower it, each with
-- its deed. And until when a returned row is to be handed in again.
alter table entries
  add column entitled jsonb,
  add column return_due timestamptz,
  -- An act on all rows of a county writes each of them once more: room for that on their own page spares all indexes.
  add constraint entries_return_due check (return_due is null or state = 'returned'),
  set (fillfactor = 80);
create index entries_returned on entries (campaign_id, return_due) where return_due is not null;

-- Acts on rows by the sender's key: the second press of a button gives the first receipt.
create table row_acts (
  id          bigint generated always as identity primary key,
  campaign_id text not null,
  list        text not null,
  submission  uuid not null,
  -- A step of the track, or: return hold release remove move raise.
  kind        text not null,
  at          timestamptz not null,
  rows        integer not null default 0,
  unique (campaign_id, submission),
  foreign key (campaign_id, list) references lists on delete cascade
);
create index row_acts_by_list on row_acts (campaign_id, list, id);
