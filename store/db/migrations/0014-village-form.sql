-- A phone that never saw the answer sends its report again: the same key is the same report, whatever came after it.
create table submissions (
  campaign_id text not null references campaigns on delete cascade,
  key         text not null,
  unit_code   text not null references regions,
  -- Made by the phone for each report.
  submission  uuid not null,
  report_id   bigint not null references reports on delete cascade,
  primary key (campaign_id, key, unit_code, submission)
);

-- Photos of reports. They come in pieces, since a weak network breaks off, and are named by what they hold.
create table photos (
  campaign_id  text not null references campaigns on delete cascade,
  key          text not null,
  unit_code    text not null references regions,
  -- SHA-256 of the file as the phone sends it, in hex; what a report's figures hold.
  id           text not null check (id ~ '^[0-9a-f]{64}$'),
  -- Bytes that the phone announced.
  size         integer not null check (size > 0),
  -- What has come so far; once whole, the picture without what tells where it was taken.
  bytes        bytea not null default '',
  begun_at     timestamptz not null default clock_timestamp(),
  completed_at timestamptz,
  primary key (campaign_id, key, unit_code, id)
);
-- A JPEG is compressed already.
alter table photos alter column bytes set storage external;

-- A village's page lists all that it owes.
create index round_units_by_unit on round_units (unit_code);
