-- What became of a chase after it was acknowledged (已知晓 → 已派人 → 已完成), in campaign time. `state` stays what the
-- ladder knows: open, acknowledged, raised, closed.
alter table chases
  add column dispatched_at timestamptz,
  add column done_at timestamptz,
  -- Put off with a reason, never beyond the lock of its round.
  add column snoozed_until timestamptz,
  add column snooze_reason text;
create index chases_by_campaign on chases (campaign_id, state);

-- Attempts to telephone; `result` is the last one, `closed_at` says that nobody has to call any more.
alter table call_list
  add column attempts integer not null default 0,
  add column tried_at timestamptz,
  add column note text;
create index call_list_by_campaign on call_list (campaign_id) where closed_at is null;

-- The messages of one place: the life of a village in the console.
create index messages_by_region on messages (region_code, round_id);
