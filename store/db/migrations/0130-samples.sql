-- Spot checks (抽查): a sample of a list's rows that anybody can draw again. The frame is kept as it was, because rows move on.
create table samples (
  id           bigint generated always as identity primary key,
  campaign_id  text not null,
  list         text not null,
  -- Rows that have done this step, or a later one, could be drawn.
  step         text not null,
  seed         bigint not null,
  size         integer not null check (size > 0),
  -- The rows that could be drawn, with their townships beside them, in the order of their ids.
  frame        uuid[] not null,
  strata       text[] not null check (cardinality(strata) = cardinality(frame)),
  -- SHA-256 of the frame, in hex; announced together with the seed, it fixes what will be drawn.
  frame_digest text not null,
  drawn_at     timestamptz not null,
  foreign key (campaign_id, list) references lists on delete cascade
);
create index samples_by_list on samples (campaign_id, list, id);

create table sample_rows (
  sample_id bigint not null references samples on delete cascade,
  entry_id  bigint not null references entries on delete cascade,
  -- The order in which it was drawn.
  number    integer not null,
  case_id   bigint references cases on delete set null,
  primary key (sample_id, entry_id)
);
create index sample_rows_by_entry on sample_rows (entry_id);
create index sample_rows_by_case on sample_rows (case_id) where case_id is not null;
