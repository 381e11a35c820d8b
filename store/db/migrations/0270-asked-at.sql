-- When a provider was asked about the message, on the wall clock, while its answer is not there. A process that dies
-- while it asks leaves the turn to the next one, a minute later; `asking` said nothing of when, and is no longer used
-- (a later release removes it).
alter table messages add column asked_at timestamptz;
