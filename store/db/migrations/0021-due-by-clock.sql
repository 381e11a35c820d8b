-- What was accepted waits a day for its receipt, and is most of what has an instant: what has come due is found by its
-- campaign's clock, without reading the rest of it.
drop index messages_to_look_at;
create index messages_to_look_at on messages (campaign_id, release_at) where release_at is not null;

-- Looked for five times a second, whatever else is waiting.
drop index messages_urgent;
create index messages_urgent on messages (campaign_id, id) where urgent and state in ('planned', 'held', 'retry');
