-- The provider's own code behind a failure ('MK:0001'); `reason` holds our word for it.
alter table messages add column provider_code text;
-- Looked at twice a second by every delivery process: which held rows have come due?
create index messages_to_release on messages (campaign_id, release_at) where state in ('held', 'retry');
