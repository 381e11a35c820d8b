-- What a rule of warnings wants sent: one draft for each region of an event, however often the warning is updated. An
-- office confirms it, and then it is a dispatch note; or drops it.
create table dispatch_drafts (
  id          bigint generated always as identity primary key,
  campaign_id text not null references campaigns on delete cascade,
  alert_id    bigint not null references alerts on delete cascade,
  -- Of the alert: number of the event's first message.
  event       text not null,
  to_code     text not null references regions,
  purse       text not null,
  -- [{item, quantity}]
  goods       jsonb not null,
  -- From the dispatch until it should have arrived.
  minutes     integer not null check (minutes > 0),
  drafted_at  timestamptz not null,
  dispatch_id bigint unique references dispatches,
  dropped_at  timestamptz,
  unique (campaign_id, event, to_code),
  check (num_nonnulls(dispatch_id, dropped_at) < 2)
);
create index dispatch_drafts_by_alert on dispatch_drafts (alert_id);
create index dispatch_drafts_by_region on dispatch_drafts (to_code);
