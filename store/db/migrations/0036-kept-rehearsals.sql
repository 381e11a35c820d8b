-- Real time, unlike started_at and ended_at: rehearsals that ended long ago are removed by it.
alter table campaigns add created_at timestamptz not null default clock_timestamp();
