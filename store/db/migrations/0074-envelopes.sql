-- One person, one moment, one message (docs/decisions/bundling.md): rows that go out together share an envelope.
alter table messages
  -- With which others of its person a message may go out: what is owed (tasks, reminders), or digests. Null: alone.
  add column shares text check (shares in ('owed', 'digests')),
  -- The message that leads those that go out together, itself among them: it has the provider, the text and the cost.
  -- Null: alone. Set when it is handed to a queue, and once more when it is claimed.
  add column envelope bigint references messages on delete set null;

-- Real time. Messages of a stepped clock that may share and were written later wait for the others of their moment;
-- null: they wait for nobody. By the wall clock they wait for two seconds.
alter table campaigns add column ripe_at timestamptz;
create trigger campaigns_ripe_told after update of ripe_at on campaigns for each statement execute function tell('campaigns');

-- A link without a round leads to everything that its contact owes, or looks after, in the campaign.
alter table links alter column round_id drop not null;
create unique index links_to_all on links (campaign_id, purpose, region_code, contact_id)
  where round_id is null and revoked_at is null;

-- Every move says with which others it was made.
create or replace function log_message_move() returns trigger language plpgsql as $$
begin
  new.log := new.log || jsonb_build_array(jsonb_strip_nulls(jsonb_build_object(
    'at', campaign_now(new.campaign_id), 'before', case when tg_op = 'UPDATE' then old.state end, 'after', new.state,
    'reason', new.reason, 'code', new.provider_code, 'attempt', new.attempts, 'provider', new.provider,
    'envelope', case when new.state = 'submitting' then new.envelope end)));
  return new;
end $$;

-- What becomes of the message that leads becomes of all that went out with it: whatever statement moves it, by an
-- answer, a receipt, a bounce, a look-up or because its worker died. The token is that of the attempt.
create function move_envelope() returns trigger language plpgsql as $$
begin
  update messages set
    state = new.state, reason = new.reason, provider_code = new.provider_code,
    attempts = attempts + new.attempts - old.attempts,
    submitted_at = new.submitted_at, accepted_at = new.accepted_at, settled_at = new.settled_at,
    release_at = case when new.state = 'retry' then new.release_at end,
    touched_at = new.touched_at
  where envelope = new.id and id <> new.id and token = new.token
    -- A receipt may come late, while another attempt waits.
    and (state = old.state or (new.state in ('delivered', 'failed') and state in ('retry', 'held', 'queued')));
  return null;
end $$;
create trigger messages_led after update of state on messages for each row
  when (new.envelope = new.id and old.state is distinct from new.state
        and new.state in ('accepted', 'delivered', 'failed', 'retry', 'unknown'))
  execute function move_envelope();
