-- Warnings of the weather offices. `scope` is 'live', or the campaign of a rehearsal, which has a weather of its own.

-- What a feed sent, as it came. Larger ones than a megabyte are cut, which the note says.
create table warning_texts (
  id          bigint generated always as identity primary key,
  scope       text not null,
  digest      text not null,
  source      text not null,
  received_at timestamptz not null,
  bytes       bytea not null,
  note        text,
  unique (scope, digest)
);

-- One spell of weather, whatever the number of messages and feeds that speak of it.
create table weather_events (
  id          bigint generated always as identity primary key,
  scope       text not null,
  drill       boolean not null default false,
  -- How it stands after all its messages (domain/weather/events.ts); null once it turned out to be another one.
  standing    jsonb,
  -- The standing that whoever acts on warnings was last told of.
  told        jsonb,
  -- For questions: copies from the standing.
  state       text not null check (state in ('live', 'cancelled', 'expired', 'merged')),
  hazard      text not null,
  colour      text,
  lapses_at   timestamptz not null,
  regions     text[] not null default '{}',
  merged_into bigint references weather_events,
  opened_at   timestamptz not null,
  changed_at  timestamptz not null
);
create index weather_events_live on weather_events (scope, lapses_at) where state = 'live';

-- Every message, once.
create table warnings (
  id          bigint generated always as identity primary key,
  scope       text not null,
  source      text not null,
  identifier  text not null,
  -- The normal form (domain/weather/warning.ts).
  content     jsonb not null,
  text_id     bigint references warning_texts on delete set null,
  -- Null for tests and exercises that nobody made a drill.
  event_id    bigint references weather_events on delete set null,
  -- Who made a drill of it.
  drill_by    text,
  -- What the duty officer decided: {hazard, colour, regions}.
  decided     jsonb not null default '{}',
  -- Regions that the feed's point stands for.
  given       text[] not null default '{}',
  hazard      text not null,
  regions     text[] not null default '{}',
  -- The numbers it is known by and names, across feeds.
  keys        text[] not null,
  -- Not later than it was received, whatever the sender's clock says.
  sent_at     timestamptz not null,
  received_at timestamptz not null,
  unique (scope, source, identifier)
);
create index warnings_by_key on warnings using gin (keys);
create index warnings_by_hazard on warnings (scope, hazard, sent_at);
create index warnings_by_event on warnings (event_id);

-- What no machine may decide: a person picks. Once for each matter while it is open.
create table duty_items (
  id         bigint generated always as identity primary key,
  scope      text not null,
  kind       text not null,
  source     text not null,
  -- What tells it from others of its kind: the message's number, or what is wrong with the text.
  about      text not null,
  warning_id bigint references warnings on delete cascade,
  text_id    bigint references warning_texts on delete set null,
  proposal   jsonb not null default '{}',
  opened_at  timestamptz not null,
  closed_at  timestamptz,
  decided_by text,
  decision   jsonb
);
create unique index duty_items_open on duty_items (scope, kind, source, about) where closed_at is null;

-- How it went with each feed of config/feeds.yaml.
create table feeds (
  id         text primary key,
  -- By address asked: {etag, lastModified}, or {read: true} for a file of an index.
  pages      jsonb not null default '{}',
  first_at   timestamptz not null,
  last_ok_at timestamptz,
  failures   integer not null default 0,
  next_at    timestamptz,
  last_error text
);
