-- A text that cannot be rendered, or that the provider refuses, takes no other with it: what went out together goes
-- alone from then on, each row with its own text. Everything else as in 0074.
create or replace function move_envelope() returns trigger language plpgsql as $$
begin
  if new.state = 'failed' and new.reason = 'bad-template' then
    update messages set
      state = 'retry', reason = new.reason, provider_code = new.provider_code, envelope = null, shares = null, token = null,
      attempts = attempts + new.attempts - old.attempts, release_at = campaign_now(new.campaign_id), touched_at = new.touched_at
    where envelope = new.id and id <> new.id and token = new.token and state = old.state;
    return null;
  end if;
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
