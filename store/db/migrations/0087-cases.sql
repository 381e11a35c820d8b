-- Cases that are asked about together, by one workflow and in one round at a time: a single one, or as many as one round
-- of reports has opened, one of each unit. A workflow for each of a county's cases would be hundreds of times slower.
create table case_lots (
  id              bigint generated always as identity primary key,
  campaign_id     text not null references campaigns on delete cascade,
  -- One of domain/case/case-kinds.ts.
  kind            text not null,
  -- The region in which they are asked about.
  area            text not null references regions,
  -- What the keys of its rounds begin with.
  key             text not null,
  -- How often its cases have been passed upwards, and from which lot.
  level           integer not null default 0 check (level >= 0),
  passed_from     bigint references case_lots on delete cascade,
  -- The round whose reports have opened them, and which of the persons in each report they are.
  origin_round_id text references rounds on delete cascade,
  number          integer check (number > 0),
  -- The warning during which they were opened.
  alert_id        bigint references alerts on delete cascade,
  workflow_id     text not null unique,
  opened_at       timestamptz not null,
  unique (campaign_id, key, area)
);
create unique index case_lots_once on case_lots (origin_round_id, kind, number) where level = 0;
create index case_lots_by_passed_from on case_lots (passed_from) where passed_from is not null;
create index case_lots_by_area on case_lots (area);
create index case_lots_by_alert on case_lots (alert_id) where alert_id is not null;
create index case_lots_by_origin on case_lots (origin_round_id) where origin_round_id is not null;

-- A matter with a clock of its own, whatever its kind: one case for each person. No person in it: a place and a number.
create table cases (
  id            bigint generated always as identity primary key,
  campaign_id   text not null references campaigns on delete cascade,
  kind          text not null,
  lot_id        bigint not null references case_lots on delete cascade,
  -- Which region it is about, and which is asked now.
  region_code   text not null references regions,
  assignee_code text not null references regions,
  -- The ask whose report has opened it, and which of the persons in that report it is: a report of three is three cases.
  ask_id        bigint references asks on delete cascade,
  number        integer check (number > 0),
  alert_id      bigint references alerts on delete cascade,
  -- waiting until the next round opens, asked while one is open.
  state         text not null default 'waiting' check (state in ('waiting', 'asked', 'closed')),
  -- Rounds it has had, the present one counted.
  rounds        integer not null default 0,
  -- When the next round opens, or the answer to the open one is due.
  due_at        timestamptz,
  -- The last answer; of a closed case how it was closed.
  outcome       text,
  opened_at     timestamptz not null,
  closed_at     timestamptz,
  check ((ask_id is null) = (number is null)),
  check ((state = 'closed') = (closed_at is not null)),
  check (state <> 'closed' or (outcome is not null and due_at is null)),
  -- A corrected report opens nothing twice.
  constraint cases_once unique (ask_id, kind, number)
);
-- A round asks a region one thing: never about two cases.
create unique index cases_asked_once on cases (lot_id, assignee_code) where state <> 'closed';
create index cases_open on cases (campaign_id) where state <> 'closed';
create index cases_by_campaign on cases (campaign_id);
create index cases_by_lot on cases (lot_id);
create index cases_by_region on cases (region_code);
create index cases_by_assignee on cases (assignee_code);
create index cases_by_alert on cases (alert_id) where alert_id is not null;

-- A round that asks about cases names their lot; a lot is asked about in one round at a time.
alter table rounds add column lot_id bigint references case_lots on delete cascade;
create index rounds_by_lot on rounds (lot_id) where lot_id is not null;
create unique index rounds_one_of_lot on rounds (lot_id) where state = 'open' and lot_id is not null;
