-- When it was last looked whether every rung of a campaign that was due has come to something, in real time.
create table rung_checks (
  campaign_id text primary key references campaigns on delete cascade,
  checked_at  timestamptz not null
);
