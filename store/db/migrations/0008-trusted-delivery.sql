-- Every move of a message, in its own row: [{at, before, after, reason, code, attempt, provider}], `at` in campaign
-- time. Kept by a trigger, so that no statement can move a message without saying so.
alter table messages
  add column log jsonb not null default '[]',
  -- Overtakes everything, ignores quiet hours, caps and budgets.
  add column urgent boolean not null default false,
  -- 'first': when it cannot be delivered, the next way is tried (register/fallback.ts); 'each': all ways were written.
  add column send text not null default 'each' check (send in ('first', 'each')),
  -- The channels of its rung, in the order of preference.
  add column ways text[] not null default '{}',
  add column fallback_of bigint references messages on delete set null,
  -- Campaign time at which the next way was looked for; null while that is still to be done.
  add column fallen_back_at timestamptz,
  -- The queue it was handed to ('live-aliyun'); null while it waits in Postgres alone.
  add column lane text,
  -- How often the provider has been asked what became of it.
  add column lookups smallint not null default 0,
  -- While the answer is waited for; a rehearsal's clock stands still meanwhile.
  add column asking boolean not null default false,
  add column cost_fen numeric(10, 3),
  -- W3C trace context of the rung that wrote it.
  add column traceparent text,
  -- What a message that answers a person or tells of something else than a rung is about, for example a reply's number.
  add column about text;

create function log_message_move() returns trigger language plpgsql as $$
begin
  new.log := new.log || jsonb_build_array(jsonb_strip_nulls(jsonb_build_object(
    'at', campaign_now(new.campaign_id), 'before', case when tg_op = 'UPDATE' then old.state end, 'after', new.state,
    'reason', new.reason, 'code', new.provider_code, 'attempt', new.attempts, 'provider', new.provider)));
  return new;
end $$;
create trigger message_moved before update of state on messages for each row
  when (old.state is distinct from new.state) execute function log_message_move();
create trigger message_written before insert on messages for each row execute function log_message_move();

-- What waits to be handed to a queue, in the order of writing; urgent ones apart.
drop index messages_to_release;
create index messages_to_feed on messages (campaign_id, channel, id) where state = 'planned';
create index messages_urgent on messages (id) where urgent and state in ('planned', 'held', 'retry');
-- held, retry: when it is handed on; accepted: when a receipt is missed; unknown: when the provider is asked again.
create index messages_to_look_at on messages (release_at) where release_at is not null;
create index messages_to_fall_back on messages (id)
  where send = 'first' and fallen_back_at is null and state in ('failed', 'suppressed');

-- SMS to one number on one day, for the caps. `scope` is 'live', or the id of a rehearsal with days of its own.
create table number_days (
  scope     text not null,
  phone     text not null,
  day       date not null,
  messages  integer not null default 0,
  reminders integer not null default 0,
  primary key (scope, phone, day)
);

-- A provider that failed too often is left alone until `open_until` (in the time of the scope).
create table breakers (
  scope      text not null,
  provider   text not null,
  failures   integer not null default 0,
  open_until timestamptz,
  reason     text,
  primary key (scope, provider)
);

-- What a campaign's SMS have cost.
create table spending (
  campaign_id text primary key references campaigns on delete cascade,
  fen         numeric(14, 3) not null default 0
);

-- What somebody has to look after: shown in the console, by `nuandong doctor`, and to Prometheus until it is closed.
create table faults (
  id        bigint generated always as identity primary key,
  kind      text not null,
  -- The campaign, the provider or the template it is about.
  scope     text not null,
  detail    jsonb not null default '{}',
  opened_at timestamptz not null default clock_timestamp(),
  closed_at timestamptz
);
create unique index faults_open on faults (kind, scope) where closed_at is null;

-- A number that turned out to be bad, and whom we asked to correct it.
create table corrections (
  id           bigint generated always as identity primary key,
  campaign_id  text not null references campaigns on delete cascade,
  contact_id   bigint not null references contacts on delete cascade,
  region_code  text not null references regions,
  code         text not null,
  opened_at    timestamptz not null,
  told_at      timestamptz,
  corrected_at timestamptz,
  unique (campaign_id, contact_id)
);

-- What people answered by SMS, once each.
create table replies (
  id          bigint generated always as identity primary key,
  provider    text not null,
  -- The provider's own number of it, else a digest of number, time and text: a push may come again.
  dedupe      text not null,
  scope       text not null,
  phone       text not null,
  content     text not null,
  sent_at     timestamptz,
  received_at timestamptz not null default clock_timestamp(),
  contact_id  bigint references contacts on delete set null,
  campaign_id text references campaigns on delete cascade,
  round_id    text references rounds on delete cascade,
  -- In the words of domain/reply.ts: reported, acknowledged, stopped, unclear, nobody …
  outcome     text,
  handled_at  timestamptz,
  unique (provider, dedupe)
);
create index replies_to_handle on replies (id) where handled_at is null;

-- Whoever wrote T gets no more SMS; in a rehearsal only there.
alter table contacts add column sms_stopped_at timestamptz;
create table rehearsed_stops (
  campaign_id text not null references campaigns on delete cascade,
  contact_id  bigint not null references contacts on delete cascade,
  at          timestamptz not null,
  primary key (campaign_id, contact_id)
);

-- Texts that a platform has to approve before they may be sent, and how far that has come. A text that is changed
-- afterwards is another one.
create table sms_templates (
  provider   text not null,
  -- With variables such as '${unit}'; without the signature.
  text       text not null,
  -- Whose text it is: the name of the message and its language.
  message    text not null,
  language   text not null,
  -- The platform's own number of it.
  code       text,
  state      text not null default 'draft' check (state in ('draft', 'submitted', 'approved', 'rejected')),
  note       text,
  changed_at timestamptz not null default clock_timestamp(),
  primary key (provider, text)
);

-- The daily proof that everything due was accounted for.
create table self_checks (
  campaign_id text not null references campaigns on delete cascade,
  day         date not null,
  at          timestamptz not null,
  due         integer not null,
  accounted   integer not null,
  detail      jsonb not null default '{}',
  primary key (campaign_id, day)
);
