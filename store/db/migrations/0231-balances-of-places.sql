-- without a transaction
-- Stores, notes, promises and what is outside are a few among a million accounts of rows.
drop index concurrently if exists balances_of_places;
create index concurrently balances_of_places on balances (campaign_id) where account not like 'with:%';
