-- A warning that a campaign answers in one area: one running case for each hazard and place.
create table alerts (
  id          bigint generated always as identity primary key,
  campaign_id text not null references campaigns on delete cascade,
  -- Hazard and local day of its beginning, `cold-wave-0108`; areas of one event share it.
  name        text not null,
  hazard      text not null,
  area        text not null references regions,
  workflow_id text not null unique,
  -- Number of the event's first message.
  event       text not null,
  -- The present one, and all it has had, in their order.
  colour      text check (colour in ('blue', 'yellow', 'orange', 'red')),
  colours     text[] not null default '{}',
  headline    text,
  -- An exercise that an administrator started: every text says so.
  drill       boolean not null default false,
  -- Ordinary reminders to the area wait meanwhile.
  holds       boolean not null default false,
  state       text not null default 'open' check (state in ('open', 'over', 'cancelled')),
  opened_at   timestamptz not null,
  ends_at     timestamptz,
  ended_at    timestamptz,
  unique (campaign_id, name, area)
);
create unique index alerts_open on alerts (campaign_id, hazard, area, drill) where state = 'open';

-- What happened to it, each once: opened, upgraded, downgraded, extended, over.
create table alert_moves (
  alert_id bigint not null references alerts on delete cascade,
  at       timestamptz not null,
  change   text not null,
  colour   text,
  ends_at  timestamptz,
  primary key (alert_id, at, change)
);

-- Which households a unit visits first: counts by the categories of the rule, from what was reported; no person.
create table visit_lists (
  alert_id   bigint not null references alerts on delete cascade,
  unit_code  text not null references regions,
  households integer not null,
  persons    integer not null,
  primary key (alert_id, unit_code)
);

-- Persons who refused help on a patrol: visited again until the case is closed. Counts only.
create table follow_ups (
  id          bigint generated always as identity primary key,
  campaign_id text not null references campaigns on delete cascade,
  alert_id    bigint not null references alerts on delete cascade,
  unit_code   text not null references regions,
  -- The patrol's report, by its place: a corrected report is the same case.
  key         text not null,
  workflow_id text not null unique,
  persons     integer not null,
  visits      integer not null default 0,
  state       text not null default 'open' check (state in ('open', 'closed')),
  outcome     text,
  opened_at   timestamptz not null,
  closed_at   timestamptz,
  unique (campaign_id, key, unit_code)
);

alter table rounds
  add column alert_id bigint references alerts on delete cascade,
  -- What it is called, and what was planned for it, where it is no round of the campaign's plan.
  add column title jsonb,
  add column planned jsonb,
  add column drill boolean not null default false,
  add column ended_at timestamptz;
create index rounds_by_alert on rounds (alert_id) where alert_id is not null;
