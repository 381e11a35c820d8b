-- Tables of a list that were imported: the same one again gives the first receipt. Who did it stands in the audit log.
create table list_imports (
  id          bigint generated always as identity primary key,
  campaign_id text not null,
  list        text not null,
  -- Keyed digests of the file's bytes, and of its cells.
  bytes       bytea not null,
  cells       bytea not null,
  -- Codes of the units that have rows in it.
  units       text[] not null,
  rows        integer not null,
  fresh       integer not null,
  changed     integer not null,
  same        integer not null,
  kept        integer not null,
  elsewhere   integer not null,
  at          timestamptz not null,
  foreign key (campaign_id, list) references lists on delete cascade
);
create index list_imports_by_list on list_imports (campaign_id, list, id);

-- Headings of rosters are said once, as those of registers are.
alter table table_headings drop constraint table_headings_noun_check;
alter table table_headings
  add constraint table_headings_noun_check check (noun in ('regions', 'contacts', 'kinds', 'rows'));
