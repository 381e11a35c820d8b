-- Sums of a campaign's accounts by unit, as they were counted last. Pages read these and not half a million rows
-- (store/ledger/kept/): every line can be counted anew from rows, transfers and deliveries, and nothing else writes here.

-- What rows are to get and have got; `why` and `code` as the reconciliation has them.
create table unit_sums (
  campaign_id text not null references campaigns on delete cascade,
  unit_code   text not null,
  list        text not null,
  category    text not null,
  item        text not null,
  purse       text not null,
  why         text,
  code        text,
  planned     bigint not null,
  delivered   bigint not null,
  returned    bigint not null,
  given       bigint not null,
  rows        integer not null,
  owed        integer not null,
  served      integer not null
);
create index unit_sums_by_campaign on unit_sums (campaign_id);

-- Rows that are entitled to something; of these, those whose delivery is done.
create table unit_rows (
  campaign_id text not null references campaigns on delete cascade,
  unit_code   text not null,
  list        text not null,
  category    text not null,
  owed        integer not null,
  served      integer not null
);
create index unit_rows_by_campaign on unit_rows (campaign_id);

-- What was handed over on one day of the campaign's zone.
create table unit_days (
  campaign_id text not null references campaigns on delete cascade,
  unit_code   text not null,
  day         date not null,
  item        text not null,
  purse       text not null,
  quantity    bigint not null,
  rows        integer not null
);
create index unit_days_by_campaign on unit_days (campaign_id);

-- What went from one place to another; the place is empty outside.
create table place_flows (
  campaign_id text not null references campaigns on delete cascade,
  here        text,
  there       text,
  source      text not null,
  target      text not null,
  item        text not null,
  purse       text not null,
  quantity    bigint not null
);
create index place_flows_by_campaign on place_flows (campaign_id);

-- When it was counted, how long that took, up to which transfer and deed; where everything is, and balances that are off.
create table ledger_counts (
  campaign_id text primary key references campaigns on delete cascade,
  at          timestamptz not null,
  took_ms     integer not null,
  transfer    bigint,
  deed        bigint,
  places      jsonb not null,
  off         jsonb not null
);
