-- The register -----------------------------------------------------------------------------------

create table regions (
  code        text primary key,
  parent_code text references regions deferrable initially deferred,
  level       smallint not null check (level between 1 and 6),
  kind        text not null,
  name        text not null,
  -- Codes from the root down to this one, each closed by '/': '532626/532626100/'. A subtree is a prefix.
  path        text not null,
  -- The order of siblings as imported, so that lists read as the organisation's own.
  position    integer not null default 0
);
create index regions_by_path on regions (path text_pattern_ops);
create index regions_by_parent on regions (parent_code);

create table contacts (
  id          bigint generated always as identity primary key,
  region_code text not null references regions on delete cascade,
  role        text not null check (role in ('contact', 'deputy')),
  name        text not null,
  phone       text,
  email       text,
  language    text not null default 'zh-CN' check (language in ('zh-CN', 'en')),
  leave_from  date,
  leave_until date,
  opted_out   boolean not null default false,
  -- Why the number is known to be permanently bad (provider's code), null while it is thought good.
  phone_bad   text,
  unique (region_code, role)
);
create index contacts_by_phone on contacts (phone);

-- Campaigns --------------------------------------------------------------------------------------

create table campaigns (
  id          text primary key,
  definition  jsonb not null,
  plan        jsonb not null,
  mode        text not null check (mode in ('live', 'rehearsal')),
  -- The stepped clock's hand; null means wall clock.
  clock_at    timestamptz,
  state       text not null default 'running' check (state in ('running', 'paused', 'cancelled', 'completed')),
  started_at  timestamptz not null,
  ended_at    timestamptz
);

-- Now, in the time of this campaign: the one Clock, as SQL.
create function campaign_now(campaign text) returns timestamptz language sql stable as
  $$ select coalesce(clock_at, date_trunc('milliseconds', clock_timestamp())) from campaigns where id = campaign $$;

-- What administrators did to a campaign, with the reason; also what the next plan is compiled from.
create table steering (
  id          bigint generated always as identity primary key,
  campaign_id text not null references campaigns on delete cascade,
  verb        text not null,
  target      jsonb not null default '{}',
  reason      text,
  actor       text not null,
  -- The Update that asked for it, so that a retried activity records it once.
  key         text not null unique,
  at          timestamptz not null
);
create index steering_by_campaign on steering (campaign_id, id);

create table rounds (
  -- The workflow id: 'campaign/2026-qiubei/survey/532626'.
  id          text primary key,
  campaign_id text not null references campaigns on delete cascade,
  key         text not null,
  stage       text not null,
  ask         text not null,
  form        text not null,
  unit_kind   text not null,
  area        text not null,
  opens_at    timestamptz not null,
  due_at      timestamptz not null,
  locks_at    timestamptz not null,
  state       text not null check (state in ('open', 'closed', 'locked', 'cancelled')),
  unique (campaign_id, key, area)
);

-- Who is asked in a round, and the present answer.
create table round_units (
  round_id    text not null references rounds on delete cascade,
  campaign_id text not null,
  key         text not null,
  unit_code   text not null references regions,
  -- Campaign time of the first accepted version of the present report; null = silent. A returned report is null again.
  reported_at timestamptz,
  report_id   bigint,
  primary key (campaign_id, key, unit_code)
);
create index round_units_by_round on round_units (round_id);
create index round_units_silent on round_units (round_id) where reported_at is null;

create table reports (
  id          bigint generated always as identity primary key,
  campaign_id text not null references campaigns on delete cascade,
  key         text not null,
  unit_code   text not null references regions,
  version     integer not null,
  receipt     text not null unique,
  nothing     boolean not null,
  figures     jsonb not null,
  on_time     boolean not null,
  via         text not null check (via in ('form', 'api', 'cli', 'sms')),
  contact_id  bigint references contacts on delete set null,
  reported_at timestamptz not null,
  recorded_at timestamptz not null default clock_timestamp(),
  returned_at timestamptz,
  returned_because text,
  unique (campaign_id, key, unit_code, version)
);

-- A rung that was climbed: the proof that it happened, and the guard that it happens once.
create table rungs (
  round_id  text not null references rounds on delete cascade,
  rung      text not null,
  due_at    timestamptz not null,
  climbed_at timestamptz not null,
  silent    integer not null,
  messages  integer not null,
  -- 'climbed', or why nothing was written: 'superseded' by a later one after an outage, 'nobody silent' …
  outcome   text not null,
  primary key (round_id, rung, due_at)
);

-- A superior was told to chase silent units; acknowledged, or raised to the next level.
create table chases (
  id              bigint generated always as identity primary key,
  campaign_id     text not null references campaigns on delete cascade,
  round_id        text not null references rounds on delete cascade,
  rung            text not null,
  region_code     text not null references regions,
  silent          integer not null,
  opened_at       timestamptz not null,
  acknowledge_by  timestamptz not null,
  state           text not null default 'open' check (state in ('open', 'acknowledged', 'raised', 'closed')),
  acknowledged_at timestamptz,
  acknowledged_by bigint references contacts on delete set null,
  raised_at       timestamptz,
  unique (round_id, rung, region_code)
);

-- Machines could not reach them: a person telephones.
create table call_list (
  id          bigint generated always as identity primary key,
  campaign_id text not null references campaigns on delete cascade,
  round_id    text not null references rounds on delete cascade,
  unit_code   text not null references regions,
  reason      text not null,
  opened_at   timestamptz not null,
  result      text,
  closed_at   timestamptz,
  unique (round_id, unit_code)
);

-- A link in a message: one purpose, one region, one round, one contact; signed (see domain/link.ts), expiring, revocable.
create table links (
  id          bigint generated always as identity primary key,
  campaign_id text not null references campaigns on delete cascade,
  round_id    text not null references rounds on delete cascade,
  purpose     text not null check (purpose in ('report', 'acknowledge')),
  region_code text not null references regions,
  contact_id  bigint not null references contacts on delete cascade,
  revoked_at  timestamptz
);
-- Whoever takes over a post whose links were revoked gets new ones.
create unique index links_valid on links (round_id, purpose, region_code, contact_id) where revoked_at is null;

-- The outbox -------------------------------------------------------------------------------------

create table messages (
  id           bigint generated always as identity primary key,
  -- What makes it one: round, unit or region, rung, due instant of the rung, contact, channel. Sent at most once.
  key          text not null unique,
  campaign_id  text not null references campaigns on delete cascade,
  round_id     text not null references rounds on delete cascade,
  rung         text not null,
  kind         text not null,
  -- The region that is told: the unit itself, or the superior of a digest.
  region_code  text not null references regions,
  contact_id   bigint not null references contacts on delete cascade,
  link_id      bigint references links on delete set null,
  channel      text not null check (channel in ('sms', 'email')),
  template     text not null,
  -- Figures and place names for the template; never a person's name, number or address.
  params       jsonb not null default '{}',
  state        text not null check (state in
    ('planned','held','queued','submitting','accepted','delivered','failed','retry','expired','unknown','cleared','suppressed')),
  -- Why it is in this state, in one of the words of domain/message-states.ts.
  reason       text,
  -- Only while: 'silent' the unit has not reported, 'open' the round is open, 'always'.
  needed       text not null check (needed in ('silent', 'open', 'always')),
  valid_until  timestamptz not null,
  -- held, retry: the instant of the campaign's Clock at which it is looked at again.
  release_at   timestamptz,
  attempts     smallint not null default 0,
  token        uuid,
  provider     text,
  provider_ref text,
  segments     smallint,
  text         text,
  planned_at   timestamptz not null,
  submitted_at timestamptz,
  accepted_at  timestamptz,
  settled_at   timestamptz,
  -- Real time of the last change, for the sweeper.
  touched_at   timestamptz not null default clock_timestamp()
) with (fillfactor = 80);
create index messages_by_campaign on messages (campaign_id, state);
create index messages_in_flight on messages (touched_at) where state in ('planned','queued','submitting','retry','held');
create index messages_by_provider_ref on messages (provider, provider_ref) where provider_ref is not null;
create index messages_by_round on messages (round_id);
