-- Two who looked like the same person and are not: somebody has decided it, and it is not asked again.
create table distinct_pairs (
  one_id     bigint not null references people on delete cascade,
  other_id   bigint not null references people on delete cascade,
  decided_at timestamptz not null default clock_timestamp(),
  primary key (one_id, other_id),
  check (one_id < other_id)
);
create index distinct_pairs_by_other on distinct_pairs (other_id);
