-- without a transaction
-- Who else waits for the same person: asked for every message that may share, when it is handed to a queue.
drop index concurrently if exists messages_to_share;
create index concurrently messages_to_share on messages (contact_id)
  where shares is not null and state in ('planned', 'held', 'retry');
drop index concurrently if exists messages_by_envelope;
create index concurrently messages_by_envelope on messages (envelope) where envelope is not null;
